import { createHash } from 'node:crypto';
import { RUNNER_FILE } from '../../spec/runner-path';
import { isRecord, listOf } from '../../text/json-value';
import { vendors } from '../../vendors';
import type { Level } from '../model/level';
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
const HASHICORP = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/[\w-]+$/;
const NULL_SOURCES = /^(?:(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/)?null$/;

/** What of the blocks that belong to no restore could run a program, or hide one. */
export function unreviewedBlocks(blocks: readonly Block[]): Unreviewed[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'terraform') return ofSettings(block);
    const why = reasonOf(block);
    if (why === undefined) return [];
    const text = JSON.stringify(block.body);
    return [{ address: block.address, digest: digestOf(text), ...judge(why, text) }];
  });
}

/** Why, and from which level on it matters: who starts our runner or names a vendor may erase what a restore erases. */
export function judge(why: string, text: string): Pick<Unreviewed, 'why' | 'failsFrom'> {
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
      return runsProgram(body)
        ? 'a provider that runs a program, or reads a file that may name one'
        : undefined;
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
  const [family = ''] = type.split('_');
  return Object.hasOwn(RUNNING, family) ? RUNNING[family] : undefined;
}

/** What takes a step out of the state, or another thing in its place. */
function ofState({ kind, body }: Block): string | undefined {
  const provisioners = provisionersOf(body).map((one) => one.type);
  if (provisioners.length > 0) return `runs ${[...new Set(provisioners)].sort().join(', ')}`;
  const places = [body.from, body.to].filter((place) => place !== undefined);
  const isReadable = places.every((place) => typeof place === 'string');
  const named = isReadable ? places.join(' ') : 'null_resource';
  return named.includes('null_resource') || named.includes('module.')
    ? `changes which resource of the state a step is (${kind})`
    : undefined;
}

/** Settings of providers that name a program, or a file that names one. */
const PROGRAMS = new Set([
  'exec',
  'credential_process',
  'shared_config_files',
  'shared_credentials_file',
  'shared_credentials_files',
  'config_path',
  'config_paths',
]);

function runsProgram(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(runsProgram);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, item]) => PROGRAMS.has(key) || runsProgram(item));
}

const SETTINGS = new Set(['required_version', 'required_providers', 'backend', 'cloud', '//']);

/** Providers are programs as well, that of our steps first; and settings that this release does not know may run one. */
function ofSettings({ address, body }: Block): Unreviewed[] {
  const entry = (place: string, why: string, held: unknown, failsFrom: Level): Unreviewed => ({
    ...{ address: place, why, failsFrom },
    digest: digestOf(JSON.stringify(held) ?? ''),
  });
  const providers = listOf(body.required_providers).filter(isRecord).flatMap(Object.entries);
  return [
    ...providers.flatMap(([name, held]: [string, unknown]) => {
      const source = isRecord(held) ? held.source : undefined;
      const place = `${address}.required_providers.${name}`;
      if (name === 'null') {
        if (source === undefined || isOf(NULL_SOURCES, source)) return [];
        return [entry(place, 'another program instead of the null provider', held, 'any-change')];
      }
      if (source === undefined || isOf(HASHICORP, source)) return [];
      const why =
        'a provider of another publisher: a program that gets the environment of Terraform';
      return [entry(place, why, held, 'any-change')];
    }),
    ...Object.keys(body)
      .filter((key) => !SETTINGS.has(key))
      .map((key) => {
        const why = `a setting "${key}" of Terraform, which this release does not know`;
        return entry(`${address}.${key}`, why, body[key], 'any-change');
      }),
  ];
}

function isOf(form: RegExp, source: unknown): boolean {
  return typeof source === 'string' && form.test(source);
}
