import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readRegularFile } from '../review/read/regular-file';
import { readSource } from '../review/read/source';
import { WrongInput } from '../review/wrong-input';
import { pluralize, quote } from '../text/text';
import { type Declared, declaredIn } from './declared';
import { type GivenState, givenStates, type StateReader } from './given-states';
import { type JournalRecord, journalsIn } from './journals';
import { type Place, placesOf } from './places';
import { readState, type State } from './state';
import { restoresIn, type StateRestore } from './state-restores';

/** A stack in one workspace, with what is recorded of it. */
export interface RecordedPlace {
  readonly stack: string;
  readonly workspace: string;
  /** The folder in which its journals are, or would be. */
  readonly journals: readonly JournalRecord[];
  /** What Terraform recorded; `undefined` where its state is not known. */
  readonly state: readonly StateRestore[] | undefined;
  /** What is called for the state in messages. */
  readonly stateLabel: string | undefined;
}

/** All that is recorded of restores: by the code, by Terraform, and by the journals. */
export interface Records {
  /** The folder of the output, as it was named. */
  readonly output: string;
  /** The same, on this machine. */
  readonly folder: string;
  /** The stacks that the output has. */
  readonly stacks: readonly string[];
  readonly places: readonly RecordedPlace[];
  readonly declared: Declared;
}

/** Reads every record of restores. `states` are those that the caller named. */
export function readRecords(
  output: string,
  states: readonly string[],
  reader: StateReader,
): Records {
  const source = readSource(output, reader.cwd);
  const folder = isAbsolute(output) ? output : join(reader.cwd, output);
  if (source.kind !== 'output' || !existsSync(folder)) {
    throw new WrongInput(
      `${source.kind === 'output' ? source.output.label : source.label}: must be the output folder of cdktf synth, because states and journals are beside it. Name the folder.`,
    );
  }
  const { output: read } = source;
  const declared = declaredIn(read, reader.now());
  const stacks = read.stacks.map(({ name }) => name);
  const places = placesOf(folder, read.stacks);
  const given = givenStates(states, places, stacks, reader);
  const all = [...places, ...placesOfGiven(given, places)].map((place) =>
    recordedPlace(place, given),
  );
  for (const { stack, state } of given) refuseForeign(stack, state, declared, all);
  return { output, folder, declared, stacks, places: all };
}

/** Workspaces of which this machine knows nothing but the state that was given. */
function placesOfGiven(given: readonly GivenState[], places: readonly Place[]): Place[] {
  return given
    .filter(
      ({ stack, workspace }) =>
        !places.some((one) => one.stack === stack && one.workspace === workspace),
    )
    .map(({ stack, workspace }) => ({ stack, workspace, journals: [], state: undefined }));
}

function recordedPlace(
  { stack, workspace, journals, state: file }: Place,
  given: readonly GivenState[],
): RecordedPlace {
  const named = given.find((one) => one.stack === stack && one.workspace === workspace)?.state;
  // A missing file proves nothing: the state may be on the machine that applied.
  const state =
    named ??
    (file !== undefined && existsSync(file) ? readState(file, readRegularFile(file)) : undefined);
  return {
    stack,
    workspace,
    journals: journals.flatMap(journalsIn),
    state: state === undefined ? undefined : restoresIn(state),
    stateLabel: state?.label,
  };
}

/**
 * A state of another app would make each cluster of this one look forgotten: one that shares neither an address nor a
 * cluster with what is known here is refused.
 */
function refuseForeign(
  stack: string,
  state: State,
  { restores, addresses }: Declared,
  places: readonly RecordedPlace[],
): void {
  if (state.addresses.length === 0) return;
  const known = new Set(addresses.get(stack));
  for (const one of restores) {
    if (one.stack !== stack) continue;
    for (const address of [...one.submitAddresses, ...one.recordAddresses]) known.add(address);
  }
  const clusters = new Set(
    places.flatMap(({ stack: name, journals }) =>
      name === stack
        ? journals.flatMap((one) => one.clusters.map(({ recorded }) => recorded.cluster_id))
        : [],
    ),
  );
  const isOurs =
    state.addresses.some((address) => known.has(address)) ||
    restoresIn(state).some(({ recorded }) => clusters.has(recorded.cluster_id));
  if (isOurs) return;
  throw new WrongInput(
    `${state.label}: is not the state of stack ${quote(stack)}: it shares neither a resource nor a cluster with it, got ${pluralize(state.addresses.length, 'resource')}. Give the state of that stack.`,
  );
}
