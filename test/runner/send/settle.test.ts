import { refusal } from '../../../src/client/errors';
import { settle } from '../../../src/runner/send/settle';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import type { Reconciliation } from '../../../src/vendor/outcomes';
import type { VendorRequest } from '../../../src/vendor/request';
import { journalEntry, newJournal, stepContext } from '../../support/step';

const AT = '2026-11-20T00:00:00.000Z';
const other: JournalRequest = {
  ...{ name: 'other', state: 'intent', at: AT, facts: { of: 'other' }, repeated: true },
};

interface Case {
  readonly finds: readonly Reconciliation[];
  readonly known?: Partial<JournalRequest>;
  readonly when?: VendorRequest['when'];
  readonly named?: string;
  readonly cause?: Error;
}

async function settling({ finds, known = {}, when = 'restore', named, cause }: Case) {
  const journal = newJournal();
  const own: JournalRequest = { name: 'own', state: 'intent', at: AT, facts: {}, ...known };
  const entry = journalEntry({ requests: [other, own] });
  journal.write(entry);
  let looks = 0;
  const context = stepContext({
    step: 'submit',
    journal,
    ...(named === undefined ? {} : { env: { CLUSTER_RESTORE_ADOPT: named } }),
    operation: {
      reconcile: async () => finds[looks++] as Reconciliation,
      doubtsOfClaim: async () => [],
    },
  });
  const request: VendorRequest = { name: 'own', when, method: 'POST', path: ['restore'] };
  const end = await settle(context, entry, request, new Date(AT), cause).catch(
    (error: Error) => error,
  );
  return { end, looks, requests: journal.read()?.requests, said: context.said, name: journal.name };
}

const nothing = (repeatIsSafe: boolean): Reconciliation => ({
  ...{ found: 'nothing', searched: 'looked for a clone', repeatIsSafe },
});
const ours: Reconciliation = { found: 'ours', submitted: { jobId: 'job-1', facts: { a: 'b' } } };
const unproven: Reconciliation = {
  ...{ found: 'unproven', what: 'a clone exists', adopt: 'cluster_id=in01-1' },
};

test.each([
  ['restore', 'the restore began: adopted'],
  ['backup', 'a backup was made: adopted'],
] as const)('what is ours is adopted next to what was known: %s', async (when, line) => {
  const { requests, said, looks } = await settling({
    ...{ finds: [ours], when, known: { facts: { repeats: 'job-0' } } },
  });
  expect(requests).toEqual([
    other,
    {
      name: 'own',
      state: 'submitted',
      at: AT,
      jobId: 'job-1',
      facts: { repeats: 'job-0', a: 'b' },
    },
  ]);
  expect([said, looks]).toEqual([[line], 1]);
});

test('it may be sent once more after two looks, and what the second one finds is adopted', async () => {
  expect(await settling({ finds: [nothing(true), nothing(true)] })).toMatchObject({
    ...{ end: undefined, looks: 2 },
  });
  const { requests, looks } = await settling({ finds: [nothing(true), ours] });
  expect([requests?.[1]?.jobId, looks]).toEqual(['job-1', 2]);
});

test.each<[string, Case, string]>([
  [
    'where a second one would act',
    { finds: [nothing(false)] },
    'it is not known whether POST /restore began a restore: looked for a clone, and found nothing so far. Apply again later to check again; if the vendor console shows no restore, run',
  ],
  [
    'where it was sent once more',
    { finds: [nothing(true)], known: { repeated: true }, cause: refusal('the name is taken', '') },
    'looked for a clone, and found nothing so far; sent once more, the name is taken. Apply',
  ],
  [
    'of a backup',
    { finds: [nothing(false)], when: 'backup', cause: refusal('no', '') },
    'made a backup: looked for a clone, and found nothing so far. Apply again later to check again; if the vendor console shows no backup, run',
  ],
  [
    'where an error of ours came between',
    { finds: [nothing(true)], known: { repeated: true }, cause: new TypeError('of ours') },
    'found nothing so far. Apply',
  ],
])('it stops for a person %s, after one look', async (_title, given, text) => {
  const { end, looks } = await settling(given);
  expect(end).toMatchObject({ exitCode: 6, cause: given.cause });
  expect(String(end)).toContain(text);
  expect([String(end).includes('adopt '), looks]).toEqual([false, 1]);
});

test('what is not proven is named with both commands, and adopted where a person named it', async () => {
  const { end, name } = await settling({ finds: [unproven] });
  expect(String(end)).toContain(
    `began a restore: a clone exists. If that is this restore, run "node runner.cjs adopt ${name} cluster_id=in01-1"; if not, "node runner.cjs discard ${name}"; then apply.`,
  );
  const adopted = await settling({ finds: [unproven], named: 'cluster_id=in01-1' });
  expect(adopted.end).toMatchObject({ requests: adopted.requests });
  expect(adopted.requests?.[1]).toMatchObject({
    state: 'submitted',
    facts: { cluster_id: 'in01-1' },
  });
});
