import { createHash } from 'node:crypto';
import { RUNNER_FILE } from '../../spec/runner-path';
import { vendors } from '../../vendors';
import type { Level } from '../model/level';
import { isRecord, type JsonRecord, listOf } from '../read/json-value';
import { provisionersOf } from '../read/stack';
import { type Block, blocksOf } from '../read/stack-blocks';

/** A part of a stack that could run a program, or hide one, and that this review does not understand. */
export interface Unreviewed {
  readonly address: string;
  /** Why it is listed. */
  readonly why: string;
  /** From which level on `check` fails. */
  readonly failsFrom: Level;
  /** What it holds, so that a later review knows whether it changed. */
  readonly digest: string;
}

/** Types of resources and of data that run a program, write a file or call any server, by their first words. */
const RUNNING: Readonly<Record<string, string>> = {
  external: 'runs a program',
  shell: 'runs a program',
  local: 'writes files or runs programs where Terraform runs',
  archive: 'writes files where Terraform runs',
  template: 'writes files where Terraform runs',
  http: 'calls a server',
  restapi: 'calls a server',
  terracurl: 'calls a server',
};

/** Blocks that only name and hold values. */
const HARMLESS = new Set(['variable', 'locals', 'output']);
const NULL_SOURCES = /^(?:(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/)?null$/;

/** What of the blocks that belong to no restore could run a program, or hide one. */
export function unreviewedBlocks(blocks: readonly Block[]): Unreviewed[] {
  return blocks.flatMap((block) => {
    const why = reasonOf(block);
    if (why === undefined) return [];
    const text = JSON.stringify(block.body);
    return [{ address: block.address, digest: digestOf(text), ...judged(why, text) }];
  });
}

/** Why, and from which level on it matters: who starts our runner or names a vendor may erase what a restore erases. */
export function judged(why: string, text: string): Pick<Unreviewed, 'why' | 'failsFrom'> {
  const lower = text.toLowerCase();
  if (OURS.some((word) => lower.includes(word))) {
    return { why: `${why}, and names the runner of restores`, failsFrom: 'destructive' };
  }
  const vendor = vendors.find(({ definition }) =>
    wordsOf(definition).some((w) => lower.includes(w)),
  );
  return vendor === undefined
    ? { why, failsFrom: 'any-change' }
    : { why: `${why}, and names ${vendor.definition.title}`, failsFrom: 'destructive' };
}

/** What a part holds, in a form that can be compared. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

const OURS = [RUNNER_FILE, 'cluster_restore_', 'cluster-restore'];

function wordsOf({ vendor, server }: (typeof vendors)[number]['definition']): string[] {
  return [vendor, new URL(server).hostname];
}

function reasonOf(block: Block): string | undefined {
  const { kind, body } = block;
  if (HARMLESS.has(kind)) return undefined;
  switch (kind) {
    case 'resource':
    case 'data':
    case 'ephemeral':
      return ofResource(block);
    case 'provider':
      return 'exec' in body ? 'a provider that runs a program' : undefined;
    case 'terraform':
      return ofSettings(body);
    case 'module':
      return 'a module, whose content is not here';
    case 'check': {
      const inner = blocksOf({ data: body.data ?? {} }).map(ofResource);
      return inner.find((why) => why !== undefined);
    }
    case 'moved':
    case 'removed':
    case 'import':
      return ofState(block);
    default:
      return `a block "${kind}", which this release does not know`;
  }
}

function ofResource({ labels: [type = ''], body }: Block): string | undefined {
  const provisioners = provisionersOf(body).map((one) => one.type);
  if (provisioners.length > 0) return `runs ${[...new Set(provisioners)].sort().join(', ')}`;
  return RUNNING[type.split('_')[0] ?? ''];
}

/** What takes a step out of the state, or another thing in its place. */
function ofState({ kind, body }: Block): string | undefined {
  const provisioners = provisionersOf(body).map((one) => one.type);
  if (provisioners.length > 0) return `runs ${[...new Set(provisioners)].sort().join(', ')}`;
  const named = [body.from, body.to].map(String).join(' ');
  return named.includes('null_resource') || named.includes('module.')
    ? `changes which resource of the state a step is (${kind})`
    : undefined;
}

/** The provider of our steps is a program as well. */
function ofSettings({ required_providers: required }: JsonRecord): string | undefined {
  const isOther = listOf(required)
    .filter(isRecord)
    .some((providers) => {
      const { null: entry } = providers;
      const source = isRecord(entry) ? entry.source : undefined;
      return source !== undefined && !(typeof source === 'string' && NULL_SOURCES.test(source));
    });
  return isOther ? 'another program in the place of the null provider' : undefined;
}
