import { stepDifferences } from '../../spec/differences';
import { removalResource } from '../../spec/removal-resource';
import { RUNNER_PATH } from '../../spec/runner-path';
import { unescapeTemplates } from '../../spec/templates';
import { isRecord } from '../../text/json-value';
import { parseJson } from '../../text/nesting';
import { quote } from '../../text/text';
import { vendors } from '../../vendors';
import type { Block } from '../read/stack-blocks';
import type { RunningStep } from '../read/steps';
import { pathOf } from './mates';
import { journalsIn } from './rebuild';
import type { SourceLists } from './source-lists';
import { digestOf, type Unreviewed } from './unreviewed';

/** What the code removes, and the blocks that do so. */
export interface Removals {
  readonly blocks: readonly Block[];
  readonly drops: readonly Unreviewed[];
  /** Whose restores they are. */
  readonly vendors: readonly string[];
}

/** The restores that the code removes: their steps are built again from their specs, and compared whole. */
export function removalsIn(
  stackFile: string,
  others: readonly RunningStep[],
  lists: SourceLists,
): Removals {
  const found = others.filter(
    ({ block }) => isRemoval(block) && isAsWritten(stackFile, block, others, lists),
  );
  return {
    blocks: found.map(({ block }) => block),
    vendors: found.map(({ text }) => documentOf(text)?.vendor ?? ''),
    drops: found.map(({ block, text }) => ({
      address: block.address,
      why: `the next apply drops the cluster that ${quote(documentOf(text)?.path)} restored, if the state holds one and everything recorded proves it`,
      failsFrom: 'destructive',
      digest: digestOf(text),
    })),
  };
}

function isRemoval({ body }: Block): boolean {
  return body.count === 0;
}

function isAsWritten(
  stackFile: string,
  block: Block,
  others: readonly RunningStep[],
  lists: SourceLists,
): boolean {
  const step = others.find((one) => one.block === block);
  const spec = step && documentOf(step.text);
  const journals = step && journalsIn(step.environment);
  if (spec === undefined || journals === undefined) return false;
  const { vendor, operation, path, key, sources: named } = spec;
  const known = vendors.find(({ name }) => name === vendor)?.definition;
  const facts =
    known && Object.hasOwn(known.operations, operation)
      ? known.operations[operation]?.facts
      : undefined;
  if (facts === undefined || facts.drop.length === 0) return false;
  const noted = pathOf(block.body);
  if (noted !== undefined && noted !== `${path}/submitted`) return false;
  // A source that is left out could be dropped.
  if (lists.problemOf(stackFile, vendor, named) !== undefined) return false;
  const built = removalResource({
    ...{ vendor, operation, path, key, journals, facts, sources: named },
    command: RUNNER_PATH,
    address: block.address,
  });
  return stepDifferences(built, block.body).length === 0;
}

type Texts = Readonly<Record<'vendor' | 'operation' | 'path' | 'key' | 'sources', string>>;

function documentOf(text: string): Texts | undefined {
  const spec = parseJson(unescapeTemplates(text));
  if (!isRecord(spec)) return undefined;
  const { vendor, operation, path, key, sources } = spec;
  const texts = { vendor, operation, path, key, sources };
  const isWhole = Object.values(texts).every((value) => typeof value === 'string');
  return isWhole ? (texts as Texts) : undefined;
}
