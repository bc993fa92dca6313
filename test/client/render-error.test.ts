import {
  AlreadyThereError,
  ClientError,
  type ErrorFacts,
  NoResponseError,
  notAsDeclared,
  refusal,
  UnusableResponse,
  wrongUsage,
} from '../../src/client/errors';
import { adviceOf, renderError } from '../../src/client/render-error';

const facts = { kind: 'refused', effect: 'nothing', retry: 'after a fix' } as const;
const words = { again: 'apply again', nothing: 'nothing was restored' };
const of = (change: Partial<ErrorFacts>, fix = 'correct it') =>
  new ClientError('it failed', fix, { ...facts, ...change });

test.each<[string, ClientError, string]>([
  ['after a fix', of({}), 'correct it, then apply again'],
  ['later', of({ retry: 'later' }), 'correct it: apply again later'],
  ['later, without advice', of({ retry: 'later' }, ''), 'apply again later'],
  ['never', of({ retry: 'never' }), 'correct it'],
  ['a check', of({ kind: 'precondition' }), 'correct it; nothing was restored'],
  [
    'a check that passes later',
    of({ kind: 'precondition', retry: 'later' }),
    'correct it: apply again later; nothing was restored',
  ],
  ['a wrong variable', of({ kind: 'usage' }), 'correct it'],
])('what to do: %s', (_title, error, advice) => {
  expect(adviceOf(error, words)).toBe(advice);
});

test('a program that restores nothing does not say so', () => {
  expect(adviceOf(of({ kind: 'precondition' }), { again: 'try again' })).toBe('correct it');
});

test.each([
  [undefined, 'it failed. Correct it, then apply again.'],
  [{ method: 'GET', url: '/a' }, 'it failed (GET /a). Correct it, then apply again.'],
  [
    { method: 'GET', url: '/a', status: 400, requestId: 'r1' },
    'it failed (GET /a, HTTP 400, request id r1). Correct it, then apply again.',
  ],
])('the request %j is told in the line', (request, line) => {
  expect(renderError(of(request === undefined ? {} : { request }), words)).toBe(line);
});

test.each<[ClientError, string, object]>([
  [of({}, ''), 'it failed.', { name: 'ClientError', kind: 'refused', effect: 'nothing' }],
  [
    new NoResponseError('none', 'wait', { effect: 'unknown', retry: 'later' }),
    'none. wait.',
    { name: 'NoResponseError', kind: 'no-response', permanent: false },
  ],
  [
    new AlreadyThereError('there', 'drop it', 'job_id=1'),
    'there. drop it.',
    { kind: 'precondition', effect: 'nothing', retry: 'after a fix', adopt: 'job_id=1' },
  ],
  [
    new UnusableResponse('strange'),
    'strange. Check that no proxy is in between.',
    { kind: 'no-response', effect: 'unknown', retry: 'after a fix' },
  ],
  [
    refusal('no', 'do not'),
    'no. do not.',
    { kind: 'precondition', effect: 'nothing', retry: 'after a fix' },
  ],
  [
    wrongUsage('wrong', 'correct it'),
    'wrong. correct it.',
    { kind: 'usage', effect: 'nothing', retry: 'after a fix' },
  ],
  [
    notAsDeclared('differs', 'look', 'never'),
    'differs. look.',
    { kind: 'verification', effect: 'done', retry: 'never' },
  ],
])('%s', (error, message, expected) => {
  expect(error.message).toBe(message);
  expect(error).toMatchObject(expected);
});
