import type { Reply } from '../exchange';
import type { CockroachCall } from './call';
import { pageOf } from './paging';
import { RELEASES } from './versions';
import type { CockroachWorld } from './world';

/** `GET /api/v1/organization`. */
export function getOrganization(): Reply {
  return {
    status: 200,
    body: {
      id: '5b0d7e34-91c2-4f68-8a3d-6c1e2f4b7a90',
      label: 'simulated-org',
      name: 'Simulated organization',
      created_at: '2026-01-05T10:00:00Z',
    },
  };
}

/** `GET /api/v1/cluster-versions`: pages; which version may be upgraded to which. */
export function listVersions(world: CockroachWorld, call: CockroachCall): Reply {
  const versions = RELEASES.map(({ version, type }, at) => ({
    version,
    support_status: 'SUPPORTED',
    support_end: '2028-01-01T00:00:00Z',
    release_type: type,
    allowed_upgrades: upgradesFrom(at),
  }));
  const { items, pagination } = pageOf(call, versions, world.behaviour);
  return { status: 200, body: { versions: items, pagination } };
}

function upgradesFrom(position: number): string[] {
  const later = RELEASES.slice(position + 1);
  const regular = later.findIndex(({ type }) => type === 'REGULAR');
  return (regular === -1 ? later : later.slice(0, regular + 1)).map(({ version }) => version);
}
