/** Files of src/runner/ and tests of test/runner/, by their names. */
const ofRunner = (floor, files, tests) => ({
  floor,
  files: files.map((name) => `runner/${name}`),
  tests: tests.map((name) => `runner/${name}`),
});

/**
 * The folders of src/ whose every decision a test must hold, the runner in parts. Each has a floor, the share of changes
 * in percent that a test notices at least (absent: measured, and not judged), and the tests that do, by their path in
 * test/. Only tests that load the sources into their own process: one that starts the built runner or another program
 * sees lib/, where no mutation is.
 */
export const folders = {
  'runner/submit': ofRunner(
    93,
    ['submit', 'settle', 'clearing', 'removal', 'drop', 'left-standing', 'result-file', 'spool'],
    [
      'submit',
      'settle',
      'clearing',
      'drop*',
      'left-standing',
      'backups-first',
      'result-file',
      'password-file',
      'send-request',
    ],
  ),
  'runner/send': ofRunner(
    89,
    [
      'send-request',
      'send-once',
      'send-failed-again',
      'adoption',
      'adopt-named',
      'by-hand',
      'keep-password',
      'odd-ids',
    ],
    [
      'send-request',
      'send-once',
      'send-once-more',
      'adoption',
      'adopt-named',
      'submit',
      'wait',
      'by-hand',
      'backups-first',
      'keep-password',
      'words',
    ],
  ),
  'runner/journal': ofRunner(
    undefined,
    [
      'journal',
      'state-mark',
      'state-place',
      'other-state',
      'durable-file',
      'lock',
      'lookup',
      'job-text',
      'named-by-person',
      'next-commands',
      'exit-code',
      'render-end',
      'hold',
      'disk-problem',
      'past-end',
      'sources',
      'step-context',
    ],
    [
      'journal',
      'state-mark',
      'state-place',
      'left-standing',
      'drop*',
      'adoption',
      'durable-file',
      'lock',
      'exit-code',
      'submit',
      'wait-entry',
      'words',
    ],
  ),
  'runner/password': ofRunner(
    85,
    ['password-*', 'new-password', 'set-password', 'sink-environment'],
    ['password-*', 'set-password', 'submit', 'sink-environment', 'words'],
  ),
  'runner/wait': ofRunner(
    undefined,
    ['wait', 'wait-entry', 'verify-result', 'follow', 'watch', 'polling'],
    ['wait', 'wait-entry', 'verify-result', 'watch', 'polling', 'words'],
  ),
  'runner/group': ofRunner(
    undefined,
    ['wait-for-all', 'follow-member', 'group-report', 'timed-out', 'slots'],
    ['wait-for-all', 'slots', 'words'],
  ),
  'runner/drill': ofRunner(
    undefined,
    ['drill', 'drill-*', 'backups-first'],
    ['drill', 'backups-first'],
  ),
  'zilliz/protocol': {
    floor: 95,
    tests: ['zilliz/protocol/*', 'zilliz/model/*', 'vendor/*'],
  },
  'cockroach/protocol': {
    floor: 92,
    tests: ['cockroach/protocol/*', 'cockroach/model/*', 'vendor/*'],
  },
  client: { tests: ['client/**/*'], ignored: ['client/proxy', 'client/pace/processes'] },
  spec: { floor: 90, tests: ['spec/*'] },
  evaluation: { floor: 92, tests: ['evaluation/*'], ignored: ['evaluation/callers'] },
  'zilliz/definition': {
    tests: ['zilliz/describe', 'zilliz/model/*', 'zilliz/protocol/b*', 'zilliz/protocol/r*'],
  },
  'cockroach/definition': {
    tests: ['cockroach/definition/*', 'cockroach/protocol/restore', 'cockroach/protocol/drill'],
  },
  'zilliz/rules': { floor: 92, tests: ['zilliz/rules/*'] },
  'cockroach/rules': { floor: 94, tests: ['cockroach/rules/**/*'] },
  'review/policy': {
    floor: 90,
    tests: ['breaks', 'downgrades', 'objections', 'policy', 'verdict'].map(
      (name) => `review/${name}`,
    ),
  },
};
