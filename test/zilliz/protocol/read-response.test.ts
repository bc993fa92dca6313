import { readResponse } from '../../../src/zilliz/protocol/read-response';

const refusal = (status: number, body: object) => {
  const read = readResponse(status, body, {});
  if (!('refusal' in read)) throw new Error('it is not a refusal');
  return read.refusal;
};

test.each([
  [200, 0],
  [200, '0'],
  [201, 0],
  [200, 200],
])('HTTP %i with code %j is a success', (status, code) => {
  expect(readResponse(status, { code, data: { a: 1 } }, {})).toEqual({ data: { a: 1 } });
});

test.each([
  [400, 0],
  [500, 200],
])('HTTP %i is a refusal, whatever its code (%j)', (status, code) => {
  expect(refusal(status, { code, message: 'no' }).status).toBe(status);
});

test('a refusal has the code and the words of the vendor, also with HTTP 200', () => {
  expect(refusal(200, { code: 40021, message: 'the backup is in use' })).toEqual({
    status: 200,
    code: '40021',
    message: 'the backup is in use',
    acted: 'no',
    later: false,
    isLimit: false,
    unauthorized: false,
  });
  expect(refusal(200, { code: 40021 })).not.toHaveProperty('fix');
});

// Each of them is 0 or 1 to JavaScript: a drop that was refused in these words would pass for done.
test.each([[true], [false], [''], [' '], [null], [[]], [{}]])('a code %j is none', (code) => {
  expect(refusal(400, { code }).code).toBe('400');
  expect(refusal(200, { code, data: {} })).toMatchObject({ code: '200', acted: 'maybe' });
});

test('a refusal without words or a code has the HTTP status', () => {
  expect(refusal(404, {})).toMatchObject({ code: '404', message: 'no message', acted: 'no' });
  expect(refusal(200, { message: 7 })).toMatchObject({ code: '200', message: 'no message' });
});

// A restore that failed in the service may have left a cluster behind: it must not be sent again.
test.each([
  [200, 96039, 'maybe'],
  [200, 96040, 'maybe'],
  [400, 96039, 'maybe'],
  [200, 96038, 'no'],
  [200, 96041, 'no'],
  [408, 96017, 'maybe'],
  [499, 96017, 'no'],
  [500, 96017, 'maybe'],
  [503, 0, 'maybe'],
  [200, 500, 'maybe'],
  [200, 599, 'maybe'],
  [200, 408, 'maybe'],
  [200, 600, 'no'],
  [200, undefined, 'maybe'],
  [200, 'ok', 'maybe'],
  [404, undefined, 'no'],
])('HTTP %i with code %s acted: %s', (status, code, acted) => {
  expect(refusal(status, { code }).acted).toBe(acted);
});

test.each([
  [428, false],
  [429, true],
  [430, false],
  [503, false],
])('whether HTTP %i says to come later: %s', (status, later) => {
  expect(refusal(status, { code: 1 })).toMatchObject({ later, isLimit: later });
});

// A failure may come with HTTP 200, or 400, and its status as the code; a failure of the server itself is none of those.
test.each<[number, number, object]>([
  [200, 503, { status: 503, later: false, acted: 'maybe', unauthorized: false }],
  [200, 429, { status: 429, later: true, isLimit: true, acted: 'no', unauthorized: false }],
  [400, 429, { status: 429, later: true, isLimit: true, acted: 'no' }],
  [200, 401, { status: 401, later: false, unauthorized: true }],
  [200, 403, { status: 403, later: false, unauthorized: true }],
  [200, 400, { status: 400, later: false, acted: 'no' }],
  [200, 399, { status: 200 }],
  [200, 599, { status: 599 }],
  [200, 600, { status: 200 }],
  [200, 96017, { status: 200 }],
  [429, 400, { status: 429, later: true, isLimit: true }],
  [503, 404, { status: 503, acted: 'maybe' }],
])('HTTP %i with the code %i is %j', (http, code, expected) => {
  expect(refusal(http, { code })).toMatchObject({ code: String(code), ...expected });
});

test.each([
  [401, 1],
  [403, 1],
  ...[21119, 1800, 80001, 96012, 96013, 96014, 96015, 96016, 96027].map((code) => [200, code]),
])('HTTP %i with code %i is about the key', (status, code) => {
  expect(refusal(status as number, { code }).unauthorized).toBe(true);
});

test.each([
  [
    96012,
    /^Correct the id of the project \(targetProject\), or set ZILLIZ_API_KEY to a key of the organization/,
  ],
  [96013, /^Correct the id of the project .* an owner of its project or organization$/],
  [96014, /^Correct the id of the cluster, or set ZILLIZ_API_KEY to a key of the organization/],
  [96015, /^Correct the id of the cluster, .* an owner of its project or organization$/],
  [96016, /^Correct the id of the cluster, .* that may use the cluster$/],
  [96027, /^Correct the id of the project .* that may use the project$/],
])('code %i may be a wrong id as well as a wrong key: the advice names both', (code, advice) => {
  expect(refusal(200, { code }).fix).toMatch(advice);
});

test.each([400, 402, 404, 429])('HTTP %i is not about the key', (status) => {
  expect(refusal(status, { code: 1 }).unauthorized).toBe(false);
});

test.each([
  [40013, 'Choose another clusterName, set uniqueName, or drop the cluster that has the name'],
  [96005, 'Correct targetProject; it looks like "proj-…"'],
  [96010, 'Use letters, digits and hyphens in clusterName'],
  [96017, 'Choose another clusterName, set uniqueName, or drop the cluster that has the name'],
  [96018, 'Correct the cluster id, or use a key of the organization that owns it'],
  [96023, 'Choose a cuSize that the plan of the project offers for this CU type'],
])('code %i says what to do', (code, fix) => {
  expect(refusal(400, { code }).fix).toBe(fix);
});
