import { readResponse } from '../../../src/cockroach/protocol/read-response';

const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const read = readResponse(status, body as object, headers);
  if (!('refusal' in read)) throw new Error('it is no refusal');
  return read.refusal;
};

test('a success is its body, whatever stands in it', () => {
  expect(readResponse(200, { code: 5, id: 'a' }, {})).toEqual({ data: { code: 5, id: 'a' } });
});

test('the envelope of gRPC is read, and each of its fields may be missing', () => {
  expect(refusal(404, { code: 5, message: 'internal call failed', details: [] })).toEqual({
    status: 404,
    code: '5',
    message: 'internal call failed',
    acted: 'no',
    later: false,
    isLimit: false,
    unauthorized: false,
  });
  expect(refusal(400, {})).toMatchObject({ code: '400', message: 'no message', acted: 'no' });
  expect(refusal(400, { code: null, message: 7 })).toMatchObject({
    code: '400',
    message: 'no message',
  });
});

test.each([
  ['HTTP 429', 429, { code: 8, message: 'slow down' }, {}],
  ['Retry-After with another status', 403, { code: 7, message: 'no' }, { 'retry-after': '1' }],
  ['the message with another status', 500, { message: 'rate limit exceeded' }, {}],
])(
  'a rate limit told by %s comes later, did nothing, and is no matter of the key',
  (_t, s, b, h) => {
    expect(refusal(s, b, h)).toMatchObject({ acted: 'no', later: true, unauthorized: false });
  },
);

test('a server that is down and names a time comes later, and is no limit to be waited for', () => {
  const down = refusal(503, { code: 14, message: 'unavailable' }, { 'retry-after': '5' });
  expect(down).toMatchObject({ acted: 'maybe', later: true, isLimit: false });
});

test.each([
  [400, "cluster 'a' is locked by another operation"],
  [503, "cluster 'a' is locked by another operation"],
  [409, 'could not lock the cluster'],
])('a lock with HTTP %i did nothing and comes later', (status, message) => {
  expect(refusal(status, { code: 9, message })).toMatchObject({ acted: 'no', later: true });
});

test.each(['the request was blocked', 'clock skew', 'database "padlocks" does not exist'])(
  '%j tells of no lock',
  (message) => {
    expect(refusal(400, { message })).toMatchObject({ acted: 'no', later: false });
  },
);

test.each([
  [503, true],
  [500, false],
  [502, false],
  [504, false],
])('HTTP %i may have acted; that it passes: %s', (status, later) => {
  expect(refusal(status, { code: 13, message: 'oops' })).toMatchObject({ acted: 'maybe', later });
});

test('a request that timed out in the service may have acted', () => {
  expect(refusal(408, {}).acted).toBe('maybe');
});

test.each([
  [401, {}],
  [403, {}],
  [400, { code: 7 }],
  [400, { code: 16 }],
])('HTTP %i %j is a matter of the key', (status, body) => {
  expect(refusal(status, body).unauthorized).toBe(true);
});
