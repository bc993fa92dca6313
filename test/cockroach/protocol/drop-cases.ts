import { LEDGER, LEDGER_STAGING } from '../../support/cockroach';
import { refused } from '../../support/protocol';

/** What was requested, what is recorded of it, and the restore as the vendor describes it. */
export const BODY = {
  type: 'DATABASE',
  source_cluster_id: LEDGER,
  backup_id: 'backup-1',
  objects: [{ database: 'ledger' }],
  restore_opts: { new_db_name: 'ledger_pr_12' },
};
export const RECORDED = {
  job_id: 'restore-1',
  destination_cluster_id: LEDGER_STAGING,
  backup_id: 'backup-1',
  request: JSON.stringify(BODY),
};
export const RESTORE = {
  ...BODY,
  id: 'restore-1',
  status: 'SUCCESS',
  created_at: '2026-11-20T02:00:00Z',
};

/** The same, under the name that the database has where it was backed up. */
const PLAIN = { ...BODY, restore_opts: undefined };
const ontoSource = { ...PLAIN, source_cluster_id: undefined };

export const later = (change: object = {}) => ({
  ...RESTORE,
  id: 'restore-2',
  created_at: '2026-11-21T02:00:00Z',
  ...change,
});

/** One thing that disagrees; everything else proves the database to be that of the restore. */
export interface Disagreement {
  readonly title: string;
  readonly restore?: object | undefined;
  readonly isUnknown?: boolean;
  readonly request?: object | string;
  readonly others?: readonly object[];
  readonly sources?: readonly string[];
  readonly doubt: string;
}

export const NOT_REQUESTED = 'its type, backup, objects or options are not those requested';
const NOT_BEFORE = 'restore restore-2 did not end before it';

/** Each row is refused by one proof alone: without it the database would be dropped. */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    title: 'a request that was not recorded',
    request: '',
    doubt: 'the request was not recorded',
  },
  {
    title: 'a request that is not an object',
    request: 'null',
    doubt: 'the request was not recorded',
  },
  {
    title: 'a request without a name',
    request: { type: 'DATABASE', backup_id: 'backup-1', objects: [{ database: 7 }, null] },
    doubt: 'the request was not recorded',
  },
  {
    title: 'a restore that the vendor does not know',
    isUnknown: true,
    doubt: `${LEDGER_STAGING} has no restore "restore-1", or the key cannot see it`,
  },
  {
    title: 'another restore than asked for',
    restore: { id: 'restore-9' },
    doubt: 'the API describes restore "restore-9", but "restore-1" is recorded',
  },
  {
    title: 'a restore that failed, and a database of its name',
    restore: { status: 'FAILED' },
    doubt: 'it is "FAILED", and made nothing that stays',
  },
  { title: 'a restore of another type', restore: { type: 'TABLE' }, doubt: NOT_REQUESTED },
  { title: 'a restore of another backup', restore: { backup_id: 'b2' }, doubt: NOT_REQUESTED },
  {
    title: 'a restore of other databases',
    restore: { objects: [{ database: 'audit' }] },
    doubt: NOT_REQUESTED,
  },
  {
    title: 'a restore under another name',
    restore: { restore_opts: { new_db_name: 'x' } },
    doubt: NOT_REQUESTED,
  },
  {
    title: 'a name that the vendor does not tell',
    restore: { restore_opts: null },
    doubt: 'the API does not report the name that it gave',
  },
  { title: 'a later restore under the same name', others: [later()], doubt: NOT_BEFORE },
  {
    title: 'a later restore of the whole cluster',
    others: [later({ type: 'CLUSTER', objects: null, restore_opts: null })],
    doubt: NOT_BEFORE,
  },
  {
    title: 'a restore under the same name that goes on',
    others: [later({ status: 'PENDING', created_at: '2026-11-19T02:00:00Z' })],
    doubt: NOT_BEFORE,
  },
  {
    title: 'a restore under the same name, a second later with a fraction',
    others: [later({ created_at: '2026-11-20T02:00:00.5Z' })],
    doubt: NOT_BEFORE,
  },
  {
    title: 'a restore under the same name of an unknown time',
    others: [later({ created_at: '' })],
    doubt: NOT_BEFORE,
  },
  {
    title: 'the name of the source in the cluster that was backed up',
    request: ontoSource,
    restore: ontoSource,
    doubt: 'the name is that of the database that was backed up, in its own cluster',
  },
  {
    title: 'the same, where what is recorded names another source',
    request: PLAIN,
    restore: { ...PLAIN, source_cluster_name: 'ledger', destination_cluster_name: 'ledger' },
    doubt: 'the name is that of the database that was backed up, in its own cluster',
  },
  {
    title: 'the name of the source in a cluster that a restore reads from',
    request: PLAIN,
    restore: PLAIN,
    sources: [LEDGER, LEDGER_STAGING],
    doubt: 'a restore reads from the backups of that cluster',
  },
];

const BASE = `/api/v1/clusters/${LEDGER_STAGING}`;

/** What is recorded, and what the API answers, where one thing disagrees. */
export function worldOf(one: Partial<Disagreement> & { readonly present?: readonly string[] }) {
  const { request, others = [], present = ['defaultdb', 'ledger', 'ledger_pr_12'] } = one;
  const restore = one.isUnknown ? refused('5') : { ...RESTORE, ...one.restore };
  return {
    recorded: {
      ...RECORDED,
      request: typeof request === 'string' ? request : JSON.stringify(request ?? BODY),
    },
    answers: {
      [`GET ${BASE}`]: { id: LEDGER_STAGING, name: 'staging', state: 'CREATED' },
      [`GET ${BASE}/restores/restore-1`]: restore,
      [`GET ${BASE}/restores`]: { restores: [...others, ...(one.isUnknown ? [] : [restore])] },
      [`GET ${BASE}/databases`]: { databases: present.map((name) => ({ name })) },
      [`DELETE ${BASE}/databases/ledger_pr_12`]: {},
      [`DELETE ${BASE}/databases/ledger`]: {},
    },
  };
}
