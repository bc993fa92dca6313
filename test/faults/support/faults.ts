import type { Fault } from '../../../src/simulator';

/** A fault by its own title. */
export interface TitledFault {
  readonly title: string;
  readonly fault: Fault;
  /** Whether the answer names a job that the vendor does not have: a wait for it ends, and sends nothing again. */
  readonly namesUnknownJob?: boolean;
}

const either = (title: string, fault: (acts: boolean) => Fault): TitledFault[] => [
  { title: `${title} before acting`, fault: fault(false) },
  { title: `${title} after acting`, fault: fault(true) },
];

/** Answers that no server should give, for the requests that they mean something to. */
export const HOSTILE: readonly TitledFault[] = [
  { title: 'byte by byte', fault: { kind: 'byte-chunks' } },
  { title: '20 kB of headers', fault: { kind: 'large-headers' } },
  { title: 'byte order mark', fault: { kind: 'byte-order-mark' } },
  { title: 'pages without end', fault: { kind: 'endless-pages' } },
  {
    title: 'numeric job id',
    fault: { kind: 'changed-answer', changes: { data: { jobId: 42 }, id: 42 } },
    namesUnknownJob: true,
  },
  {
    title: 'no job id',
    fault: { kind: 'changed-answer', changes: { data: { jobId: null }, id: null } },
  },
  {
    title: '400 with the true body',
    fault: { kind: 'changed-answer', status: 400 },
  },
  {
    title: '500 with the true body',
    fault: { kind: 'changed-answer', status: 500 },
  },
];

/** Everything that one request can meet. */
export const FAULTS: readonly TitledFault[] = [
  { title: 'connection refused', fault: { kind: 'refuse' } },
  { title: '429', fault: { kind: 'rate-limit' } },
  { title: '429 with Retry-After', fault: { kind: 'rate-limit', retryAfterSeconds: 0.05 } },
  {
    title: '429 with a date in Retry-After',
    fault: { kind: 'rate-limit', retryAfterSeconds: 0, retryAfterAsDate: true },
  },
  {
    title: '429 that asks for an hour',
    fault: { kind: 'rate-limit', retryAfterSeconds: 3600 },
  },
  ...[500, 502, 503].flatMap((status) =>
    either(String(status), (acts) => ({ kind: 'http-error', status, acts })),
  ),
  ...either('dropped', (acts) => ({ kind: 'drop', acts })),
  ...either('hung', (acts) => ({ kind: 'hang', acts })),
  { title: 'truncated body', fault: { kind: 'truncated-body' } },
  { title: 'wrong content type', fault: { kind: 'wrong-content-type' } },
  { title: 'not JSON', fault: { kind: 'not-json' } },
  { title: 'unknown status', fault: { kind: 'unknown-status' } },
  {
    title: 'slow drip',
    fault: { kind: 'slow-drip', pieces: 8, tickMilliseconds: 1 },
  },
  { title: 'redirect', fault: { kind: 'redirect' } },
  { title: 'key echoed', fault: { kind: 'echo-key' } },
  { title: 'oversized body', fault: { kind: 'oversized-body', bytes: 9 * 1024 * 1024 } },
];
