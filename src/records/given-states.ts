import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isRegularFile, readRegularFile } from '../review/read/regular-file';
import { WrongInput } from '../review/wrong-input';
import { quote } from '../text/text';
import { DEFAULT_WORKSPACE, type Place } from './places';
import { emptyState, readState, type State } from './state';

/** What a command reads its surroundings from. */
export interface StateReader {
  readonly cwd: string;
  readonly now: () => Date;
  /** What was piped in. */
  readonly stdin: () => string;
}

/** What is given in the place of a file: there is no state, for example because the stack was destroyed. */
const NO_STATE = 'none';
const STDIN = '-';

/** A state that the caller named, with the stack and the workspace that it is of. */
export interface GivenState {
  readonly stack: string;
  readonly workspace: string;
  readonly state: State;
}

/** Reads what `--state` names: `file`, `stack=file` or `stack/workspace=file`; `-` is the input, `none` says that there is none. */
export function givenStates(
  given: readonly string[],
  places: readonly Place[],
  stacks: readonly string[],
  reader: StateReader,
): GivenState[] {
  const known = new Set(places.map(({ stack }) => stack));
  const piped = given.filter((entry) => entry === STDIN || entry.endsWith(`=${STDIN}`));
  if (piped.length > 1) {
    throw new WrongInput(
      `--state: the input can be read once, got ${quote(piped)}. Write the states to files.`,
    );
  }
  const states = given.map((entry): GivenState => {
    const { stack, workspace, file } = parseEntry(entry, known, stacks);
    return { stack, workspace, state: stateIn(file, reader) };
  });
  const labels = states.map(({ stack, workspace }) => `${stack}/${workspace}`);
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  if (twice === undefined) return states;
  throw new WrongInput(
    `--state: two states are given for ${quote(twice)}. Give each once, as <stack>/<workspace>=<file>.`,
  );
}

function parseEntry(entry: string, known: ReadonlySet<string>, stacks: readonly string[]) {
  const at = entry.indexOf('=');
  const [stack = '', workspace = DEFAULT_WORKSPACE] = at > 0 ? entry.slice(0, at).split('/') : [];
  if (known.has(stack)) return { stack, workspace, file: entry.slice(at + 1) };
  const [only, ...others] = stacks;
  if (only !== undefined && others.length === 0) {
    return { stack: only, workspace: DEFAULT_WORKSPACE, file: entry };
  }
  const names = [...known].sort().join(', ') || 'none';
  throw new WrongInput(
    `--state: must say of which stack it is, got ${quote(entry)}. Write <stack>=<file>; stacks: ${names}.`,
  );
}

function stateIn(file: string, { cwd, stdin }: StateReader): State {
  if (file === NO_STATE) return emptyState(NO_STATE);
  if (file === STDIN) return givenState('standard input', stdin());
  const path = isAbsolute(file) ? file : join(cwd, file);
  // Of a link in a circle nothing can be asked but whether it leads to something.
  if (existsSync(path) && isRegularFile(path)) return givenState(file, readRegularFile(path, file));
  throw new WrongInput(
    `--state: there is no file ${quote(file)}. Write it with "terraform state pull", or give "-" and pipe it in.`,
  );
}

/**
 * A command that failed leaves an empty file, or an empty input, as one for a stack without a state does: taken for the
 * latter, all that the state holds would look forgotten.
 */
function givenState(label: string, text: string): State {
  if (text.trim() !== '') return readState(label, text);
  throw new WrongInput(
    `--state: ${label} is empty. Write it with "terraform state pull"; if that writes nothing and ends well, there is no state: give "${NO_STATE}".`,
  );
}
