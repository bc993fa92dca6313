import type { Answer } from './support/answers';
import { FAULTS, HOSTILE } from './support/faults';
import { answeredAt } from './support/kills';
import { missingProof } from './support/proofs';

const KEY = 'sim-key';

/** What a runner sees when nothing is wrong, and what it sees when a fault changes nothing. */
const CLEAN: Answer = {
  method: 'POST',
  path: '/v2/clusters/in01-a/backups/backup11_a/restoreCluster',
  status: 200,
  headers: { 'content-type': 'application/json', 'content-length': '62' },
  pieces: 1,
  bytes: 62,
  body: '{"code":0,"data":{"jobId":"job-1","startTime":"2026-11-21T00:00:00Z"}}',
  complete: true,
};

test.each([...FAULTS, ...HOSTILE])('$title that changes nothing is not proven', ({ fault }) => {
  expect(missingProof(fault, CLEAN, CLEAN, KEY)).toContain(
    `${fault.kind} did not reach the runner`,
  );
});

test.each(FAULTS)('$title is not proven when no response was seen', ({ fault }) => {
  expect(missingProof(fault, undefined, CLEAN, KEY)).toContain('the runner saw no response at all');
});

test.each<[string, Parameters<typeof missingProof>[0], Partial<Answer>]>([
  [
    'a body that is cut, but whole',
    { kind: 'truncated-body' },
    { headers: { 'content-length': '62' } },
  ],
  [
    'a whole body, and a connection that ends before its length',
    { kind: 'truncated-body' },
    { headers: { 'content-length': '1086' }, complete: false },
  ],
  ['an echo without the key', { kind: 'echo-key' }, { status: 400, body: 'cannot handle ""' }],
  ['a status that is known', { kind: 'unknown-status' }, { body: '{"data":{"status":"PENDING"}}' }],
  ['a drip in one piece', { kind: 'slow-drip' }, { pieces: 1 }],
  ['a hang that the server ended', { kind: 'hang' }, { status: undefined, error: 'ECONNRESET' }],
  ['a drop that the runner ended', { kind: 'drop' }, { status: undefined, error: 'no response' }],
  [
    'an hour that is not asked for',
    { kind: 'rate-limit', retryAfterSeconds: 3600 },
    { status: 429 },
  ],
  [
    'another status',
    { kind: 'http-error', status: 502 },
    { status: 503, body: 'simulated failure' },
  ],
  ['a redirect to nowhere', { kind: 'redirect' }, { status: 307 }],
])('%s is not proven', (_title, fault, change) => {
  expect(missingProof(fault, { ...CLEAN, ...change }, CLEAN, KEY)).toContain('did not reach');
});

test('what differs from the clean run in times alone is not proven', () => {
  const later = { ...CLEAN, body: CLEAN.body.replace('2026-11-21', '2026-11-22') };
  const fault = { kind: 'changed-answer', changes: { code: 0 } } as const;
  expect(missingProof(fault, later, CLEAN, KEY)).toContain('changed nothing');
});

test('a fault that is seen is proven', () => {
  const seen = { ...CLEAN, status: 503, body: '{"code":503,"message":"simulated failure 503"}' };
  expect(missingProof({ kind: 'http-error', status: 503 }, seen, CLEAN, KEY)).toBeUndefined();
});

test('what the cloud has answered at a place is known where the runner sends one request after the other', () => {
  const labels = [
    'openSync lock',
    'before GET /a',
    'answered GET /a',
    'after GET /a',
    'before POST /b',
  ];
  expect(answeredAt(labels)).toEqual([0, 0, 1, 1, 1]);
  expect(() => answeredAt([...labels, 'before GET /c'])).toThrow(
    'two requests at once: before GET /c',
  );
});
