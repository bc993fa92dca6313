/** Files of src/runner/ and tests of test/runner/, by their paths. */
const ofRunner = (floor, files, tests) => ({
  floor,
  files: files.map((name) => `runner/${name}`),
  tests: tests.map((name) => `runner/${name}`),
});

/** Files of src/restore/private/ that say what synth refuses, and their tests. */
const ISSUES = [
  'common-issues',
  'drill-issues',
  'environment-issues',
  'group-issues',
  'replacement-issues',
];

/**
 * The folders of src/ whose every decision a test must hold, the runner in parts. Each has a floor, the share of changes
 * in percent that a test notices at least (absent: measured, and not judged), and the tests that do, by their path in
 * test/. Only tests that load the sources into their own process: one that starts the built runner or another program
 * sees lib/, where no mutation is.
 */
export const folders = {
  'runner/submit': ofRunner(
    93,
    [
      'submit/submit',
      'send/settle',
      'send/clearing',
      'drop/removal',
      'drop/drop',
      'submit/left-standing',
      'step/result-file',
      'password/spool',
    ],
    [
      'submit/submit',
      'send/settle',
      'send/clearing',
      'drop/*',
      'submit/left-standing',
      'submit/backups-first',
      'step/result-file',
      'password/password-file',
      'send/send-request',
    ],
  ),
  'runner/send': ofRunner(
    90,
    [
      'send/send-request',
      'send/send-once',
      'wait/send-failed-again',
      'by-hand/adoption',
      'by-hand/adopt-named',
      'by-hand/by-hand',
      'password/keep-password',
      'send/odd-ids',
    ],
    [
      'send/send-request',
      'send/send-once',
      'send/send-once-more',
      'by-hand/adoption',
      'by-hand/adopt-named',
      'submit/submit',
      'wait/wait',
      'by-hand/by-hand',
      'submit/backups-first',
      'password/keep-password',
      'words',
    ],
  ),
  'runner/journal': ofRunner(
    90,
    [
      'journal/*',
      'state/*',
      'step/lookup',
      'by-hand/named-by-person',
      'by-hand/next-commands',
      'exit/exit-code',
      'exit/render-end',
      'wait/hold',
      'exit/disk-problem',
      'step/past-end',
      'step/sources',
      'step/read-spec',
      'step/check-declaration',
      'exit/output',
      'step/step-context',
    ],
    [
      'journal/*',
      'state/*',
      'step/declaration',
      'step/sources',
      'exit/exit-code',
      'exit/output',
      'exit/disk-problem',
      'submit/left-standing',
      'submit/submit',
      'drop/*',
      'by-hand/adoption',
      'wait/wait-entry',
      'words',
    ],
  ),
  'runner/password': ofRunner(
    90,
    [
      'password/password-*',
      'password/new-password',
      'password/set-password',
      'password/sink-environment',
    ],
    [
      'password/password-*',
      'password/set-password',
      'submit/submit',
      'password/sink-environment',
      'words',
    ],
  ),
  'runner/wait': ofRunner(
    92,
    [
      'wait/wait',
      'wait/wait-entry',
      'wait/verify-result',
      'wait/follow',
      'wait/watch',
      'wait/polling',
    ],
    ['wait/*', 'group/wait-for-all', 'state/state-mark', 'words'],
  ),
  'runner/group': ofRunner(
    93,
    [
      'group/wait-for-all',
      'group/follow-member',
      'group/group-report',
      'wait/timed-out',
      'group/slots',
    ],
    ['group/wait-for-all', 'group/slots', 'words'],
  ),
  'runner/drill': ofRunner(
    88,
    ['drill/drill', 'drill/drill-*', 'submit/backups-first'],
    ['drill/drill', 'submit/backups-first'],
  ),
  'zilliz/protocol': {
    floor: 95,
    tests: ['zilliz/protocol/*', 'zilliz/model/*', 'vendor/*'],
  },
  'cockroach/protocol': {
    floor: 92,
    tests: ['cockroach/protocol/*', 'cockroach/model/*', 'vendor/*'],
  },
  client: {
    floor: 90,
    tests: ['client/**/*'],
    ignored: ['client/runner-proxy', 'client/pace/processes'],
  },
  records: {
    floor: 92,
    tests: ['records/*', 'restore/places', 'cli/adopt', 'cli/hostile-records'],
  },
  vendor: {
    floor: 94,
    tests: [
      'vendor/*',
      'zilliz/catalog*',
      'zilliz/definition/describe',
      'zilliz/rules/catalog*',
      'zilliz/rules/password-file',
      'zilliz/rules/backup*',
      'cockroach/rules/backup',
    ],
  },
  drill: { floor: 95, tests: ['drill/*'] },
  spec: { floor: 93, tests: ['spec/*', 'runner/journal/*', 'records/journals'] },
  evaluation: { floor: 92, tests: ['evaluation/*'], ignored: ['evaluation/callers'] },
  'zilliz/definition': { floor: 96, tests: ['zilliz/definition/*'] },
  'cockroach/definition': { floor: 96, tests: ['cockroach/definition/*'] },
  'restore/issues': {
    floor: 96,
    files: ['about', 'command-issues', ...ISSUES].map((name) => `restore/private/${name}`),
    tests: ISSUES.map((name) => `restore/private/${name}`),
  },
  'restore/props': {
    floor: 93,
    files: ['declared-props', 'known', 'readable', 'unknown-props'].map(
      (name) => `restore/private/${name}`,
    ),
    tests: ['restore/private/declared-props'],
  },
  'restore/app': {
    floor: 86,
    files: [
      'app-wide',
      'former-steps',
      'key-validation',
      'places',
      'refused-steps',
      'stack-validation',
      'step-validation',
    ].map((name) => `restore/private/${name}`),
    tests: [
      'restore/escape-hatches',
      'restore/former-path',
      'restore/places',
      'restore/stack',
      'restore/private/key-validation',
      'restore/private/stack-validation',
      'restore/private/app-wide',
      'restore/private/places',
      'restore/private/refused-steps',
    ],
  },
  'cli/options': {
    floor: 92,
    files: [
      'moment',
      'numbers',
      'options',
      'progress',
      'read-only',
      'records-options',
      'rendering',
      'review-options',
      'sweep-text',
      'vendor-api',
    ].map((name) => `cli/${name}`),
    tests: ['cli/options', 'cli/progress', 'cli/sweep-text'],
  },
  'restore/values': {
    floor: 95,
    files: ['expiry', 'password-sink', 'rerun'].map((name) => `restore/${name}`),
    tests: ['restore/values'],
  },
  'app-review': { floor: 83, tests: ['review/in-app'] },
  'zilliz/model': { tests: ['zilliz/model/*', 'zilliz/definition/*'] },
  'cockroach/model': { tests: ['cockroach/model/*', 'cockroach/definition/*'] },
  'zilliz/rules': { floor: 92, tests: ['zilliz/rules/*'] },
  'cockroach/rules': { floor: 94, tests: ['cockroach/rules/**/*'] },
  'review/policy': {
    floor: 90,
    tests: ['breaks', 'downgrades', 'objections', 'policy', 'verdict'].map(
      (name) => `review/${name}`,
    ),
  },
  'review/check': { floor: 95, tests: ['review/objections', 'review/not-reviewed'] },
  'review/recognition': {
    floor: 92,
    files: ['unreviewed', 'state-place', 'files', 'source-lists'].map(
      (name) => `review/recognition/${name}`,
    ),
    tests: ['review/unreviewed', 'review/files-beside'],
  },
  'review/steps': {
    files: [
      'recognise',
      'rebuild',
      'mates',
      'expressions',
      'groups',
      'moves',
      'removals',
      'stack-review',
    ].map((name) => `review/recognition/${name}`),
    tests: [
      'recognition',
      'group',
      'moved',
      'removal',
      'left-out-drop',
      'hidden-changes',
      'alterations',
    ].map((name) => `review/${name}`),
  },
  'review/verdict': {
    floor: 95,
    files: ['review/model/verdict', 'review/model/points'],
    tests: ['review/verdict'],
  },
  'review/diff': {
    floor: 90,
    files: ['diff', 'compare', 'removed', 'loss'].map((name) => `review/diff/${name}`),
    tests: ['review/changes', 'review/not-reviewed', 'review/objections'],
  },
  'review/terraform': {
    floor: 88,
    files: ['action', 'unknown-changes'].map((name) => `review/terraform/${name}`),
    tests: ['review/terraform-actions'],
  },
  'review/read': {
    files: ['values', 'stack-blocks', 'duplicate-keys', 'line-index', 'stack', 'manifest'].map(
      (name) => `review/read/${name}`,
    ),
    tests: ['review/read', 'review/bad-input'],
  },
};
