import { type RestoreStepName, STEP_NAMES } from '../../spec/step-model';
import { quote } from '../../text/text';
import type { Reviewed } from '../model/reviewed';
import type { Block } from '../read/stack-blocks';
import type { RestoreStep } from '../read/steps';
import { type Alteration, compareBlock } from './compare-block';
import type { GroupBlocks, Groups } from './groups';
import { type Mates, pathOf, type StepIndex } from './mates';
import type { FormerAddresses, Moves } from './moves';
import { rebuild, rebuildSetting } from './rebuild';

/** One restore, recognised: its resources, and how they differ from those that synth writes. */
export interface Recognised {
  readonly blocks: readonly Block[];
  readonly waitAddress: string | undefined;
  readonly recordAddress: string | undefined;
  /** What it waits together with others by. */
  readonly group: GroupBlocks | undefined;
  /** The addresses of its steps, by their names. */
  readonly steps: Readonly<Record<string, string>>;
  /** Where its steps were, by `moved` blocks. */
  readonly former: FormerAddresses | undefined;
  readonly alterations: readonly Alteration[];
}

/** Builds the resources of a restore again from its spec, and compares them with those of the stack, whole. */
export function recognise(
  step: RestoreStep,
  operation: Reviewed,
  index: StepIndex,
  moves: Moves,
  groups: Groups,
): Recognised {
  const isSetting = step.written.step === 'settings';
  const mates: Mates = isSetting
    ? { submit: step.block }
    : index.matesOf(step.block, step.written.path);
  const moved = moves.of(mates);
  const group = groups.of(step.written.key);
  return {
    blocks: [...Object.values(mates), ...(moved?.blocks ?? [])],
    steps: Object.fromEntries(
      Object.entries(mates).map(([name, { address }]) => [isSetting ? 'settings' : name, address]),
    ),
    former: moved?.former,
    waitAddress: mates.wait?.address,
    recordAddress: mates.submitted?.address,
    group,
    alterations: [
      ...wrongPath(step, isSetting ? 'settings' : 'submit'),
      ...(isSetting
        ? settingAlterations(step, operation)
        : restoreAlterations(step, operation, mates, group)),
    ],
  };
}

function settingAlterations(step: RestoreStep, operation: Reviewed): Alteration[] {
  const built = rebuildSetting(requestOf(step), operation);
  return built === undefined ? [notBuilt(step)] : compareBlock(step.block, built);
}

function restoreAlterations(
  step: RestoreStep,
  operation: Reviewed,
  mates: Mates,
  group: GroupBlocks | undefined,
): Alteration[] {
  const built = rebuild(requestOf(step), operation, addressesOf(mates), group?.wait.address);
  if (built === undefined) return [notBuilt(step)];
  return STEP_NAMES.flatMap((name) => {
    const [block, expected] = [mates[name], built[name]];
    if (expected === undefined && name in UNEXPECTED) {
      return block === undefined ? [] : [unexpectedStep(block, name)];
    }
    if (block === undefined || expected === undefined) return [missing(step, name)];
    return compareBlock(block, expected);
  });
}

function requestOf({ written, environment, block }: RestoreStep) {
  const triggers = (block.body.triggers ?? {}) as Readonly<Record<string, string>>;
  return { spec: written, environment, triggers };
}

/** A step that is missing is its own finding; what refers to it may name anything. */
function addressesOf(mates: Mates): Record<RestoreStepName, string> {
  const address = (name: RestoreStepName) => mates[name]?.address ?? `null_resource.${name}`;
  return {
    submit: address('submit'),
    submitted: address('submitted'),
    hold: address('hold'),
    wait: address('wait'),
    restored: address('restored'),
    removal: address('removal'),
    verdict: address('verdict'),
  };
}

function notBuilt({ address }: RestoreStep): Alteration {
  return {
    address,
    problem: 'the steps of this declaration cannot be built again, so they were not compared',
  };
}

function missing({ address }: RestoreStep, name: string): Alteration {
  return { address, problem: `its step "${name}" is missing` };
}

/** Why a restore may lack a step. */
const UNEXPECTED: Readonly<Partial<Record<RestoreStepName, string>>> = {
  hold: 'this restore waits together with others, so it has no step of this kind',
  removal: 'this restore drops nothing, so it has no step of this kind',
  verdict: 'this restore drops nothing, so it has no step of this kind',
};

function unexpectedStep({ address }: Block, name: RestoreStepName): Alteration {
  return { address, problem: UNEXPECTED[name] ?? '' };
}

/** The path in a spec names the restore everywhere: it must be the one of the construct. */
function wrongPath({ address, block, written }: RestoreStep, name: string): Alteration[] {
  const path = pathOf(block.body);
  if (path === undefined || path === `${written.path}/${name}`) return [];
  const expected = quote(path.replace(/\/[^/]*$/, ''));
  const problem = `its spec names a different construct than its step, expected ${expected}`;
  return [{ address, problem, found: written.path }];
}
