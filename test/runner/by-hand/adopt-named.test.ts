import { adoptNamed } from '../../../src/runner/by-hand/adopt-named';
import type { JournalEntry } from '../../../src/spec/journal-entry';
import type { VendorRequest } from '../../../src/vendor/request';
import { journalEntry, newJournal, stepContext } from '../../support/step';

const request: VendorRequest = { name: 'r', when: 'restore', method: 'POST', path: ['restore'] };
const OTHER = { name: 'other', state: 'pending', at: '', facts: {} } as const;
const PENDING = { name: 'r', state: 'pending', at: '', facts: {} } as const;
const FOUND = 'cluster_id=in01-1';

interface Case {
  readonly named?: string;
  readonly found?: string;
  readonly requests?: JournalEntry['requests'];
  readonly doubts?: readonly string[];
}

async function adopting({ named, found = FOUND, requests = [OTHER, PENDING], doubts = [] }: Case) {
  const journal = newJournal();
  const entry = journalEntry({ requests });
  journal.write(entry);
  const asked: unknown[] = [];
  const context = stepContext({
    step: 'submit',
    journal,
    ...(named === undefined ? {} : { env: { CLUSTER_RESTORE_ADOPT: named } }),
    operation: {
      doubtsOfClaim: async (_context, { recorded }) => {
        asked.push(recorded);
        return doubts;
      },
    },
  });
  const adopted = await adoptNamed(context, entry, request, found);
  return { adopted, asked, kept: journal.read(), said: context.said };
}

test('what a person named and the vendor proves is adopted, for its own request', async () => {
  const { adopted, asked, kept, said } = await adopting({ named: FOUND });
  expect(asked).toEqual([{ cluster_id: 'in01-1' }]);
  expect(adopted?.requests).toMatchObject([
    { name: 'other', state: 'pending' },
    { name: 'r', state: 'submitted', facts: { cluster_id: 'in01-1' } },
  ]);
  expect(kept).toEqual(adopted);
  expect(kept?.password).toBeUndefined();
  expect(said).toEqual([`adopted ${FOUND}, which CLUSTER_RESTORE_ADOPT names`]);
});

test.each([`${FOUND} password=delivered`, ` password=delivered  ${FOUND} `])(
  'with the word that the password was delivered it is not called lost: %j',
  async (named) => {
    expect((await adopting({ named })).kept?.password).toBe('delivered');
  },
);

test.each<[string, Case]>([
  ['nobody named anything', {}],
  ['the variable is empty', { named: '' }],
  ['another cluster is named', { named: 'cluster_id=in01-2' }],
  ['two are named', { named: `${FOUND} cluster_id=in01-2` }],
  ['only the password is named', { named: 'password=delivered' }],
  ['what was found names no id', { named: 'clone=in01-1', found: 'clone=in01-1' }],
  ['the journal has no such request', { named: FOUND, requests: [OTHER] }],
])('nothing is adopted where %s', async (_title, given) => {
  const { adopted, asked, kept } = await adopting(given);
  expect({ adopted, asked }).toEqual({ adopted: undefined, asked: [] });
  expect(kept?.requests).toEqual(given.requests ?? [OTHER, PENDING]);
});

test('what is not proven is refused, with the reason', async () => {
  await expect(
    adopting({ named: FOUND, doubts: ['its name is "b"', 'it is older'] }),
  ).rejects.toThrow(
    'cluster_id=in01-1 was not adopted, because it is not proven to be this restore: its name is "b"; it is older. Check it in the vendor console, and unset CLUSTER_RESTORE_ADOPT.',
  );
});
