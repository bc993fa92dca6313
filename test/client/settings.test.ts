import { readSettings } from '../../src/client/settings';

const POLL = 'CLUSTER_RESTORE_POLL_SECONDS';
const REQUESTS = 'CLUSTER_RESTORE_REQUESTS_PER_SECOND';
const TIMEOUT = 'CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS';

test.each([{}, { [POLL]: '', [TIMEOUT]: '' }])(
  'with %j a request may take 30 seconds, and the runner chooses its pauses',
  (env) => {
    expect(readSettings(env)).toEqual({ pollSeconds: undefined, requestTimeoutSeconds: 30 });
  },
);

test.each([
  [POLL, '0', { pollSeconds: 0, requestTimeoutSeconds: 30 }],
  [POLL, '0.25', { pollSeconds: 0.25, requestTimeoutSeconds: 30 }],
  [POLL, '86400', { pollSeconds: 86_400, requestTimeoutSeconds: 30 }],
  [REQUESTS, '', { pollSeconds: undefined, requestTimeoutSeconds: 30 }],
  [TIMEOUT, '0.01', { pollSeconds: undefined, requestTimeoutSeconds: 0.01 }],
  [TIMEOUT, '45', { pollSeconds: undefined, requestTimeoutSeconds: 45 }],
  [TIMEOUT, '86400', { pollSeconds: undefined, requestTimeoutSeconds: 86_400 }],
])('%s=%s is in seconds', (name, value, settings) => {
  expect(readSettings({ [name]: value })).toEqual(settings);
});

test.each([
  [POLL, '-1', '0'],
  [POLL, '86401', '0'],
  [POLL, 'fast', '0'],
  [TIMEOUT, '0', '0.01'],
  [TIMEOUT, '86400.1', '0.01'],
  [TIMEOUT, '30s', '0.01'],
])('%s=%s is refused', (name, value, least) => {
  expect(() => readSettings({ [name]: value })).toThrow(
    `${name} must be a number of seconds from ${least} to 86400, got "${value}". Correct it or unset it.`,
  );
});

test.each([0.01, 2, 100])('%d requests a second may be asked for', (requestsPerSecond) => {
  expect(readSettings({ [REQUESTS]: `${requestsPerSecond}` })).toMatchObject({ requestsPerSecond });
});

test.each(['0', '-1', '100.1', 'ten'])('%s requests a second are refused', (value) => {
  expect(() => readSettings({ [REQUESTS]: value })).toThrow(
    `${REQUESTS} must be a number of requests from 0.01 to 100, got "${value}". Correct it or unset it.`,
  );
});
