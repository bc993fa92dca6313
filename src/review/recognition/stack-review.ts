import { dropsLeftOut } from '../../spec/create-before-destroy';
import { isRecord, type JsonRecord, listOf } from '../../text/json-value';
import { quote } from '../../text/text';
import type { Reviewed } from '../model/reviewed';
import type { NotReviewed, StatePlace } from '../model/schema';
import { LineIndex, type Located } from '../read/line-index';
import type { Output, StackOutput } from '../read/output';
import { readStack, type Stack } from '../read/stack';
import type { Block } from '../read/stack-blocks';
import { type RestoreStep, type RunningStep, restoreStep, runningSteps } from '../read/steps';
import { StackValues } from '../read/values';
import type { TerraformPlan } from '../terraform/plan-json';
import { statedValues } from '../terraform/stated-values';
import type { Alteration } from './compare-block';
import {
  filesFromElsewhere,
  foreignRunner,
  furtherFiles,
  furtherStacks,
  hasFileOfValues,
} from './files';
import { Groups } from './groups';
import { StepIndex } from './mates';
import { Moves } from './moves';
import { type Recognised, recognise } from './recognise';
import { removalsIn } from './removals';
import { SourceLists } from './source-lists';
import { statePlace } from './state-place';
import { digestOf, type Unreviewed, unreviewedBlocks } from './unreviewed';

/** A restore of a stack, recognised. */
export type RecognisedStep = RestoreStep & Omit<Recognised, 'blocks'>;

/** What a stack holds, all of it: its restores, and what is not reviewed. */
export interface StackReview {
  readonly steps: readonly RecognisedStep[];
  readonly notReviewed: readonly NotReviewed[];
  /** Where its state is. */
  readonly states: readonly StatePlace[];
}

/** Reads a stack. When this returns, nobody holds the rest of it any more. */
export function reviewStack(
  { label, files, isPart = false }: Output,
  output: StackOutput,
  definitionOf: (step: RestoreStep) => Reviewed,
  terraform?: TerraformPlan,
): StackReview {
  const stack = readStack(output);
  const lines = new LineIndex(stack.text);
  const { requesting, others } = runningSteps(stack);
  // A file of values decides over the defaults, and the environment of Terraform over both: see docs/review.md.
  const values = new StackValues(
    stack,
    terraform && statedValues(stack, terraform),
    !hasFileOfValues(stack.file, files),
  );
  const found = requesting.map((one) => restoreStep(label, stack, one, lines, values));
  if (isPart) {
    return { steps: found.map((one) => ({ ...one, ...UNCOMPARED })), notReviewed: [], states: [] };
  }
  const index = new StepIndex(stack, others);
  const moves = new Moves(stack);
  const groups = new Groups(others, index);
  const known = new Set<Block>();
  const paths = new Set<string>();
  const keys = new Set<string>();
  const steps = found.map((step) => {
    const operation = definitionOf(step);
    const recognised = recognise(step, operation, index, moves, groups);
    for (const block of recognised.blocks) known.add(block);
    const { path, key = '' } = step.written;
    const alterations = [...recognised.alterations];
    if (key !== '' && keys.has(key)) alterations.unshift(sharedJournal(step, key));
    if (paths.has(path)) alterations.unshift(twice(step));
    paths.add(path);
    keys.add(key);
    return withRecognised(step, recognised, alterations);
  });
  for (const block of groups.blocks) known.add(block);
  const removals = removalsIn(stack.file, others, new SourceLists(steps, files));
  for (const block of removals.blocks) known.add(block);
  const rest = stack.blocks.filter((block) => !known.has(block) && !isAmong(others, block));
  const entry = (one: Unreviewed): NotReviewed => ({
    stack: stack.name,
    // What fails every check is in the place of something that synth writes.
    ruleId: one.failsFrom === 'never' ? 'STEP_ALTERED' : 'NOT_REVIEWED',
    ...one,
    location: placeOf(stack, lines, one.address),
  });
  const runner =
    files === undefined || requesting.length + others.length === 0
      ? []
      : foreignRunner(stack.file, files, [
          ...found.map(({ written }) => written.vendor),
          ...removals.vendors,
        ]);
  const digest = statePlace(stack);
  return {
    steps,
    states: [{ stack: stack.name, location: placeOf(stack, lines, 'terraform'), digest }],
    notReviewed: [
      ...[...duplicates(stack), ...orphans(others, known)].map(entry),
      ...groups.alterations(steps, definitionOf).map(entry),
      ...removals.drops.map((one) => ({ ...entry(one), ruleId: 'RESTORE_REMOVED' as const })),
      ...runner.map((one) => ({ ...entry(one), ruleId: 'RUNNER_ALTERED' as const })),
      ...(files === undefined ? [] : furtherFiles(stack.file, files).map(entry)),
      ...(files === undefined ? [] : filesFromElsewhere(stack.file, files).map(entry)),
      ...unreviewedBlocks(rest).map(entry),
      ...leftOutDrops(stack).map(entry),
    ],
  };
}

/** Folders of Terraform that no stack of the manifest accounts for. */
export function stacksBeside({ stacks, files }: Output): NotReviewed[] {
  if (files === undefined) return [];
  return furtherStacks(
    stacks.map(({ file }) => file),
    files,
  ).map((one) => ({
    ...one,
    ruleId: 'NOT_REVIEWED',
    location: { file: one.address, line: 1 },
  }));
}

const UNCOMPARED = {
  waitAddress: undefined,
  recordAddress: undefined,
  group: undefined,
  steps: {},
  former: undefined,
  alterations: [],
};

/** Field by field: of thousands of restores, copies of whole objects took a tenth of the time. */
function withRecognised(
  step: RestoreStep,
  recognised: Recognised,
  alterations: readonly Alteration[],
): RecognisedStep {
  return {
    stack: step.stack,
    backend: step.backend,
    address: step.address,
    location: step.location,
    written: step.written,
    spec: step.spec,
    declared: step.declared,
    traced: step.traced,
    environment: step.environment,
    block: step.block,
    triggers: step.triggers,
    describe: step.describe,
    ignored: step.ignored,
    waitAddress: recognised.waitAddress,
    recordAddress: recognised.recordAddress,
    group: recognised.group,
    steps: recognised.steps,
    former: recognised.former,
    alterations,
  };
}

function isAmong(others: readonly RunningStep[], block: Block): boolean {
  return others.some((other) => other.block === block);
}

/** Terraform runs no destroy step of what it replaces after its successor, whatever the review says of the drop. */
function leftOutDrops({ blocks }: Stack): Unreviewed[] {
  // Most stacks have none: to look is cheaper than to write every block as text.
  if (!blocks.some(({ body }) => mayReplaceFirst(body))) return [];
  const texts = blocks.flatMap(({ kind, address, body }) =>
    kind === 'locals'
      ? Object.entries(body).map(
          ([name, value]) => [`local.${name}`, JSON.stringify(value)] as const,
        )
      : [[address, JSON.stringify(body)] as const],
  );
  // A provider has a block for each of its aliases.
  const byAddress = new Map<string, string>();
  for (const [address, text] of texts) {
    byAddress.set(address, `${byAddress.get(address) ?? ''}${text}`);
  }
  return dropsLeftOut(byAddress).map(({ consumer, drop }) => ({
    address: consumer,
    why: `has create_before_destroy and depends on ${drop}: Terraform never runs its drop, neither before a re-run nor when it is replaced`,
    failsFrom: 'destructive',
    digest: digestOf(`${consumer} ${drop}`),
  }));
}

function mayReplaceFirst({ lifecycle }: JsonRecord): boolean {
  if (lifecycle === undefined) return false;
  return listOf(lifecycle).some((one) => isRecord(one) && 'create_before_destroy' in one);
}

function orphans(others: readonly RunningStep[], known: ReadonlySet<Block>): Unreviewed[] {
  return others
    .filter(({ block }) => !known.has(block))
    .map(({ block, text }) => ({
      address: block.address,
      why: 'a step of a restore whose submission is not in this stack',
      failsFrom: 'never',
      digest: digestOf(text),
    }));
}

function duplicates({ file, duplicates: keys }: Stack): Unreviewed[] {
  if (keys.length === 0) return [];
  const names = keys.map(quote).slice(0, 5).join(', ');
  const why = `has keys twice in one object (${names}): Terraform reads both, a JSON parser only the last`;
  return [{ address: file, why, failsFrom: 'never', digest: digestOf(keys.join('\n')) }];
}

function twice({ address, written }: RestoreStep): Alteration {
  return {
    address,
    problem: 'another step of this stack names the same restore',
    found: written.path,
  };
}

function sharedJournal({ address }: RestoreStep, key: string): Alteration {
  return { address, problem: 'another restore of this stack has the same journal', found: key };
}

/** A block is under its last label; a file is a place itself. */
function placeOf({ file }: Stack, lines: LineIndex, address: string): Located {
  if (address.includes('/')) return { file: address, line: 1 };
  return lines.locate(file, `"${address.split('.').at(-1) ?? ''}": `);
}
