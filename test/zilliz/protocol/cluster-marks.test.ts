import { clusterMarks } from '../../../src/zilliz/protocol/cluster-marks';
import { fakeApi, inTurn, protocolContext } from '../../support/protocol';

const GET = 'GET /v2/clusters/in01-clone';
const PATCH = 'PATCH /v2/clusters/in01-clone';
const STAMP = '[restored: owner search]';
const declaration = {
  cluster: 'in01-clone',
  restore: 'stack/articles',
  stampOrganization: 'org-1',
  owner: 'search',
};
const described = (description: string | null) => ({ clusterId: 'in01-clone', description });

/** One apply: what the description is before and after, and what the API answers to the change. */
async function apply(before: string | null, after: string | null, answer: unknown = {}) {
  const api = fakeApi({ [GET]: inTurn(described(before), described(after)), [PATCH]: answer });
  const context = protocolContext(api, declaration);
  const error = await clusterMarks.apply(context).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  const [sent] = api.requests.filter(({ method }) => method === 'PATCH');
  return { error, said: context.said, body: sent?.body, headers: sent?.headers, calls: api.calls };
}

test('a stamp that already exists is not written again', async () => {
  const { said, calls } = await apply(`a clone ${STAMP}`, null);
  expect(said).toEqual(['in01-clone is stamped as declared']);
  expect(calls).toEqual([GET]);
});

test.each([
  [null, '', STAMP],
  ['a clone', 'a clone', `a clone ${STAMP}`],
  ['a clone [restored: owner ads]', 'a clone [restored: owner ads]', `a clone ${STAMP}`],
])('a description %j is stamped, and what else it says is kept', async (before, was, shall) => {
  expect(await apply(before, shall)).toEqual({
    error: undefined,
    said: [
      `in01-clone: description "${was}" is changed to "${shall}"`,
      'in01-clone is stamped as declared now',
    ],
    body: { description: shall },
    headers: { OrgId: 'org-1' },
    calls: [GET, PATCH, GET],
  });
});

test('255 characters are written, and 256 are not', async () => {
  const text = (length: number) => 'x'.repeat(length - STAMP.length - 1);
  expect((await apply(text(255), `${text(255)} ${STAMP}`)).error).toBeUndefined();
  const { error, calls } = await apply(text(256), null);
  expect(error).toBe(
    'the description of in01-clone would have 256 characters, but only 255 are allowed. Shorten it in the Zilliz Cloud console, or shorten owner or dataClass.',
  );
  expect(calls).toEqual([GET]);
});

test('a change whose response was lost counts where it was made, and is an error where not', async () => {
  const lost = () => {
    throw new Error('no response');
  };
  expect((await apply('', STAMP, lost)).said.at(-1)).toBe('in01-clone is stamped as declared now');
  expect((await apply('', '', lost)).error).toBe('no response');
});

test('a change that the API takes and does not make is an error', async () => {
  expect((await apply('', null)).error).toBe(
    'the API accepted the change, but the description of in01-clone is still "". Check the cluster in the Zilliz Cloud console.',
  );
});
