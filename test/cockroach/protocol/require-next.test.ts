import { restoreDatabases } from '../../../src/cockroach/protocol/restore-databases';
import { choiceInTriggers } from '../../../src/vendor/backup-choice';
import { ORDERS } from '../../support/cockroach';
import { fakeApi } from '../../support/protocol';

const LIST = `GET /api/v1/clusters/${ORDERS}/backups`;
const now = new Date().toISOString();

/** Whether what a trigger names is there, where the source has these backups. */
function required(backup: string, ...backups: object[]) {
  const api = fakeApi({ [LIST]: { backups } });
  const next = { source_cluster_id: ORDERS, backup_id: backup };
  return restoreDatabases.requireNext?.({ api }, next);
}

const before = choiceInTriggers({ before: { time: '2026-11-20T00:00:00Z' } });

test.each([
  ['by its id', 'b-1', { id: 'b-1', as_of_time: '2020-01-01T00:00:00Z' }],
  ['as the latest', 'latest', { id: 'b-2', as_of_time: now }],
  ['by a moment', before, { id: 'b-3', as_of_time: '2026-11-19T00:00:00Z' }],
])('what is restored next is there %s', async (_title, backup, listed) => {
  await expect(required(backup, listed)).resolves.toBeUndefined();
});

test.each([
  ['of that id', 'b-1', { id: 'b-2', as_of_time: now }, 'has no backup "b-1"'],
  [
    'that is new enough',
    'latest',
    { id: 'b-2', as_of_time: '2020-01-01T00:00:00Z' },
    'latest takes',
  ],
  [
    'that is old enough',
    before,
    { id: 'b-3', as_of_time: '2026-11-21T00:00:00Z' },
    'no backup not later than 2026-11-20T00:00:00Z',
  ],
])('none %s is reported', async (_title, backup, listed, problem) => {
  await expect(required(backup, listed)).rejects.toThrow(problem);
});
