import type { Reply } from '../exchange';
import { RELEASES } from './versions';

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

/** `GET /api/v1/cluster-versions`: which version may be upgraded to which. */
export function listVersions(): Reply {
  const versions = RELEASES.map(({ version, type }, at) => ({
    version,
    support_status: 'SUPPORTED',
    support_end: '2028-01-01T00:00:00Z',
    release_type: type,
    allowed_upgrades: upgradesFrom(at),
  }));
  return { status: 200, body: { versions, pagination: null } };
}

function upgradesFrom(position: number): string[] {
  const later = RELEASES.slice(position + 1);
  const regular = later.findIndex(({ type }) => type === 'REGULAR');
  return later.slice(0, regular + 1).map(({ version }) => version);
}
