import { basename } from 'node:path/posix';
import { isRecord, type JsonRecord, listOf } from '../../text/json-value';
import type { Stack } from '../read/stack';
import { digestOf } from './unreviewed';

/** What distinguishes one place of a stack's state from another. */
export function statePlace({ blocks }: Stack): string {
  const settings = blocks.filter(({ kind }) => kind === 'terraform').map(({ body }) => body);
  const places = settings.flatMap(({ backend, cloud }) => [
    ...listOf(backend).filter(isRecord).map(withoutFolder),
    ...listOf(cloud).map((one) => ['cloud', one]),
  ]);
  return digestOf(JSON.stringify(places));
}

/** cdktf writes the path of a local state with the folder of the machine, which says nothing. */
function withoutFolder(backend: JsonRecord): unknown {
  const { local } = backend;
  const [settings] = listOf(local).filter(isRecord);
  if (settings === undefined || typeof settings.path !== 'string') return backend;
  return { local: { ...settings, path: basename(settings.path.replace(/\\/g, '/')) } };
}
