import {
  ClientError,
  type ErrorKind,
  NoResponseError,
  RefusedError,
} from '../../src/client/errors';
import type { LedgerEntry } from '../../src/records/ledger';
import { lookAt, sourcesOf } from '../../src/records/look';
import { unrecordedIn } from '../../src/records/unrecorded';
import type { Inspection } from '../../src/vendor/outcomes';
import {
  cluster,
  declared,
  entry,
  journal,
  NO_API,
  place,
  records,
  saying,
  vendorNamed,
} from './support/values';

const THERE: Inspection = {
  ...{ presence: 'there', text: 'articles, RUNNING', drift: [], unconfirmed: [], doubts: [] },
};
const look = (one: LedgerEntry) => lookAt(one, () => NO_API, ['in01-source']);
const unknown = (text: string) => ({
  ...{ presence: 'unknown', text, drift: [], unconfirmed: [], doubts: [] },
});

describe('a look at what is recorded', () => {
  test('asks by what is recorded, and is told what restores read from', async () => {
    const asked: unknown[] = [];
    const vendor = saying({
      inspect: async (...given) => {
        asked.push(given);
        return THERE;
      },
    });
    expect(await look(entry({ vendor }))).toEqual(THERE);
    expect(asked).toEqual([[{ cluster_id: 'in01-1' }, ['in01-source']]]);
  });

  test.each<[string, Partial<LedgerEntry>, string]>([
    ['of another release', { vendor: undefined }, 'what is recorded is of another release'],
    ['of no known kind', { operation: 'restoreAll' }, 'this release cannot inspect it'],
    [
      'of a kind that every object has',
      { operation: 'toString' },
      'this release cannot inspect it',
    ],
    ['that cannot be inspected', { vendor: saying({}) }, 'this release cannot inspect it'],
    [
      'whose response was lost, where the API cannot tell',
      { isUnknown: true, vendor: saying({ inspect: async () => THERE }) },
      'its response was lost, and the API cannot tell whether it acted',
    ],
  ])('of something %s knows nothing', async (_title, change, text) => {
    expect(
      await look(entry({ vendor: saying({ inspect: async () => THERE }), ...change })),
    ).toEqual(unknown(text));
  });

  const lost = (found: { cluster_id: string } | undefined) =>
    entry({
      ...{ isUnknown: true, recorded: { cluster_name: 'articles' } },
      vendor: saying({
        inspect: async ({ cluster_id: id = '' }) => ({ ...THERE, text: id }),
        findCreated: async ({ cluster_name: name }) => (name === 'articles' ? found : undefined),
      }),
    });

  test('after a lost response looks at what was found, or at nothing', async () => {
    const found = { cluster_id: 'in01-9' };
    expect(await look(lost(found))).toEqual({ ...THERE, text: 'in01-9', found });
    expect(await look(lost(undefined))).toEqual({
      ...unknown('nothing that it may have made'),
      presence: 'gone',
    });
  });

  const request = { method: 'GET', url: 'https://api.example/' };
  const refused = (kind: ErrorKind, status?: number) =>
    new RefusedError(
      'it said no',
      '',
      {
        ...{ kind, effect: 'nothing', retry: 'never' },
        request: status === undefined ? request : { ...request, status },
      },
      'code',
      undefined,
    );
  const wrong = (kind: ErrorKind) =>
    new ClientError('it is wrong', '', { kind, effect: 'nothing', retry: 'never' });
  const failing = (error: Error) =>
    entry({
      vendor: saying({
        inspect: async () => {
          throw error;
        },
      }),
    });

  test.each([
    ['a refusal', refused('refused', 404), 'it said no'],
    ['a key that may not do this', refused('credentials', 403), 'it said no'],
    ['a response that says nothing', wrong('no-response'), 'it is wrong'],
  ])('takes %s for not known', async (_title, error, text) => {
    expect(await look(failing(error))).toEqual(unknown(text));
  });

  test.each<[string, Error]>([
    ['a key that is none', refused('credentials', 401)],
    ['a key that is not set', wrong('credentials')],
    ['a wrong variable', wrong('usage')],
    [
      'a vendor that cannot be reached',
      new NoResponseError('no', '', { effect: 'nothing', retry: 'later' }),
    ],
    ['an error of this program', new TypeError('x')],
  ])('does not continue after %s', async (_title, error) => {
    await expect(look(failing(error))).rejects.toBe(error);
  });
});

test('restores read from what is recorded, and from what is declared', () => {
  const bare = { declared: undefined };
  expect(
    sourcesOf([
      entry({ recorded: { source_cluster_ids: 'c a' } }),
      entry({ ...bare, recorded: { source_cluster_id: 'b' } }),
      entry({ ...bare, recorded: { source_cluster_ids: 'a', source_cluster_id: '' } }),
      entry({ declared: declared({ sourceClusterId: undefined }), recorded: {} }),
    ]),
  ).toEqual(['a', 'b', 'c', 'in01-source']);
});

describe('what is recorded nowhere', () => {
  const found = { clusterId: 'in01-7', text: 'old, RUNNING', signs: ['its name'] };

  test('is asked of each vendor once, with what is declared and recorded of it', async () => {
    const known: unknown[] = [];
    const vendor = saying({
      unrecorded: async (_api, here) => {
        known.push(here);
        return [found];
      },
    });
    const own = declared({ vendor });
    const other = declared({ vendor: saying({ unrecorded: async () => [] }) });
    const entries = [
      entry({ vendor }),
      entry({ vendor, inState: undefined, journal: journal(), recorded: { cluster_id: 'in01-2' } }),
      entry({ vendor, inState: undefined, recorded: { cluster_id: 'in01-3' } }),
      entry({ vendor: undefined }),
      entry({ vendor: other.vendor, recorded: { cluster_id: 'in01-4' } }),
    ];
    expect(
      await unrecordedIn(records([place()], [own, other]), entries, () => NO_API, ['in01-source']),
    ).toEqual([{ ...found, vendor: 'Zilliz Cloud' }]);
    expect(known).toEqual([
      {
        declared: [own],
        recorded: [{ cluster_id: 'in01-1' }, { cluster_id: 'in01-2' }],
        sources: ['in01-source'],
      },
    ]);
  });

  test('is asked too of a vendor of which only a record tells, and nothing of one that cannot say', async () => {
    const of = (vendor: LedgerEntry['vendor']) =>
      unrecordedIn(
        records([place()]),
        [entry({ vendor, journal: journal({ clusters: [cluster('x')] }) })],
        () => NO_API,
        [],
      );
    expect(await of(saying({ unrecorded: async () => [found] }))).toHaveLength(1);
    expect(await of(saying({}))).toEqual([]);
    expect(vendorNamed('zilliz').protocol().inventory.unrecorded).toBeDefined();
  });
});
