import { refusal } from '../../client/errors';
import { quoted } from '../../text/text';
import type { Dropped, ProtocolContext } from '../../vendor/protocol';
import { shownPath } from '../../vendor/request';
import { dropRequest } from '../definition/restore-requests';
import { deleteDatabase, listDatabases } from './databases';
import { hasEnded, newDatabaseName, type Restore, restoresOf, tryRestoreOf } from './jobs';
import { compareRestore } from './same-restore';

type Recorded = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;

/**
 * Drops the databases that a restore made, where the vendor's own record of it and what was requested agree on their names,
 * and no later restore has put others in their place. The API tells neither an id nor a time of a database: one that
 * somebody dropped and created again under the same name cannot be told from it.
 */
export async function dropDatabases(
  { api, say }: Pick<ProtocolContext<unknown>, 'api' | 'say'>,
  recorded: Recorded,
): Promise<Dropped> {
  const { job_id: id = '', destination_cluster_id: destination = '' } = recorded;
  if (id === '' || destination === '') {
    say('no restore is recorded: nothing to drop');
    return 'gone';
  }
  const body = bodyOf(recorded.request);
  const names = body === undefined ? [] : namesIn(body);
  const restore = await tryRestoreOf(api, destination, id);
  if (restore?.status === 'FAILED') {
    say(`restore ${id} FAILED, and made nothing: nothing to drop`);
    return 'gone';
  }
  if (restore !== undefined && !hasEnded(restore)) {
    throw refusal(
      `restore ${id} of ${destination} is still ${restore.status || 'under way'}, so its databases cannot be dropped`,
      'Apply again when it has ended',
      { retry: 'later' },
    );
  }
  const doubts =
    body === undefined || names.length === 0
      ? ['what was requested was not recorded']
      : [
          ...doubtsOfRestore(restore, id, body),
          ...(restore === undefined
            ? []
            : laterDoubts(restore, names, await restoresOf(api, destination))),
        ];
  if (doubts.length > 0) {
    say(
      `left ${names.map(quoted).join(', ') || 'the databases'} of ${destination}: it is not proven that this restore made what is there (${doubts.join('; ')}). If it has to go, drop it over SQL`,
    );
    return 'left';
  }
  const present = new Set((await listDatabases(api, destination)).map(({ name }) => name));
  const there = names.filter((name) => present.has(name));
  for (const name of there) {
    const request = dropRequest(destination, name);
    await deleteDatabase(api, request);
    say(
      `dropped database ${quoted(name)} of ${destination} (${request.method} ${shownPath(request.path)})`,
    );
  }
  if (there.length > 0) return 'dropped';
  say(`${names.map(quoted).join(', ')} of ${destination} is already gone`);
  return 'gone';
}

function doubtsOfRestore(restore: Restore | undefined, id: string, body: Body): string[] {
  if (restore === undefined) {
    return [`the destination has no restore ${quoted(id)}, or the key does not see it`];
  }
  const sameness = compareRestore(restore, body);
  if (sameness === 'no') return ['its type, backup, objects or options are not those requested'];
  const isRenamed = newNameIn(body) !== undefined;
  // The body names the source where that is not the destination itself.
  const isOntoSource = body.source_cluster_id === undefined && !isRenamed;
  return [
    ...(sameness === 'maybe' && isRenamed ? ['the API does not tell the name that it gave'] : []),
    ...(isOntoSource
      ? ['the name is that of the database that was backed up, in its own cluster']
      : []),
  ];
}

/** Restores that may have put something else under these names since. */
function laterDoubts(own: Restore, names: readonly string[], all: readonly Restore[]): string[] {
  const later = all.filter(
    (one) => one.id !== own.id && one.status !== 'FAILED' && one.created_at >= own.created_at,
  );
  return later.flatMap((one) => {
    const targets = namesIn({ objects: one.objects ?? [], restore_opts: one.restore_opts ?? {} });
    const isOther = one.type === 'DATABASE' && !targets.some((name) => names.includes(name));
    return isOther || one.type === 'TABLE' ? [] : [`restore ${one.id} began after it`];
  });
}

/** The names that the databases of a restore have in the destination. */
function namesIn(body: Body): string[] {
  const renamed = newNameIn(body);
  if (renamed !== undefined) return [renamed];
  const { objects } = body as { readonly objects?: readonly { readonly database?: string }[] };
  return (objects ?? []).flatMap(({ database }) => (database ? [database] : []));
}

function newNameIn({ restore_opts: options }: Body): string | undefined {
  return newDatabaseName(options as Restore['restore_opts']);
}

function bodyOf(text: string | undefined): Body | undefined {
  try {
    const body: unknown = JSON.parse(text ?? '');
    return typeof body === 'object' && body !== null ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}
