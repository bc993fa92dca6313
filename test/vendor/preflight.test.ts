import { ClientError, type ErrorFacts, NoResponseError } from '../../src/client/errors';
import { isOfEveryLook, look, notKnownYet } from '../../src/vendor/preflight';

const refused = (change: Partial<ErrorFacts> = {}, fix = 'Correct it') =>
  new ClientError('`a` is not there', fix, {
    ...{ kind: 'refused', effect: 'nothing', retry: 'after a fix', ...change },
  });
const answered = (status: number) =>
  refused({ kind: 'credentials', request: { method: 'GET', url: '/', status } });
const unreached = new NoResponseError('no response', '', { effect: 'nothing', retry: 'later' });

test('a look that finds a text found that all is well; any other finding is reported as it is', async () => {
  expect(await look('name', async () => 'it is free')).toEqual({
    ...{ check: 'name', state: 'ok', text: 'it is free' },
  });
  const found = { state: 'wrong', text: 'it is taken', fix: 'Take another' } as const;
  expect(await look('name', async () => found)).toEqual({ check: 'name', ...found });
});

test.each<[string, Error, string]>([
  ['says no', refused(), 'Correct it, then try again'],
  ['says no for now', refused({ retry: 'later' }, ''), 'try again later'],
  ['says no to this key', answered(403), 'Correct it, then try again'],
])('what a vendor that %s says is a line', async (_title, error, fix) => {
  const line = await look('name', () => Promise.reject(error));
  expect(line).toEqual({ check: 'name', state: 'wrong', text: '’a’ is not there', fix });
});

test.each<[string, Error, boolean]>([
  ['a vendor that cannot be reached', unreached, true],
  ['a key that is none', answered(401), true],
  ['a key that may not do this', answered(403), false],
  ['a refusal without a request', refused(), false],
])('whether %s fails every look: %s', async (_title, error, expected) => {
  expect(isOfEveryLook(error as ClientError)).toBe(expected);
  const looking = look('name', () => Promise.reject(error));
  if (expected) await expect(looking).rejects.toBe(error);
  else expect(await looking).toMatchObject({ state: 'wrong' });
});

test('an error of this program is not a line', async () => {
  const bug = new TypeError('a bug');
  await expect(look('name', () => Promise.reject(bug))).rejects.toBe(bug);
});

test('what is known after apply is not known yet', () => {
  expect(notKnownYet('name', 'the name')).toEqual({
    ...{ check: 'name', state: 'unknown', text: 'the name is known after apply' },
    fix: 'The runner checks it before it sends anything',
  });
});
