// What may import what: `npm run check` holds the tree to it. ARCHITECTURE.md has the picture.
const { existsSync, readdirSync } = require('node:fs');

/** A folder with rules is a vendor. */
const vendors = readdirSync('src').filter((name) => existsSync(`src/${name}/rules`));
const vendor = `(?:${vendors.join('|')})`;
const IMPURE = `^src/(?:restore|app-review|runner|review|records|cli|simulator)/|^src/${vendor}/(?:protocol/|[^/]+\\.ts$)`;
/** What sends; the errors and the address of a server are data. */
const WIRE = '^src/client/(?:api|http|retry)\\.ts$';
const FRAMEWORK = '^node_modules/(?:cdktf|constructs|@cdktf)/';

/** Each layer with those that it may import, besides itself. A vendor's own folders follow below. */
const layers = {
  text: [],
  evaluation: ['text'],
  client: ['text', 'vendor'],
  drill: ['text'],
  spec: ['text', 'evaluation'],
  vendor: ['text', 'evaluation', 'spec', 'client'],
  restore: ['text', 'evaluation', 'spec', 'vendor', 'vendors.ts'],
  runner: ['text', 'evaluation', 'spec', 'client', 'drill', 'vendor', 'vendors.ts'],
  review: ['text', 'evaluation', 'spec', 'client', 'drill', 'vendor', 'vendors.ts'],
  'app-review': ['text', 'evaluation', 'spec', 'vendor', 'vendors.ts', 'restore', 'review'],
  records: ['text', 'spec', 'client', 'drill', 'vendor', 'vendors.ts', 'review'],
  cli: [
    ...['text', 'evaluation', 'spec', 'client', 'vendor', 'vendors.ts'],
    ...['review', 'records', 'simulator'],
  ],
  simulator: [],
};

/** The folders of a vendor: those of its own that each may import, and the layers. */
const vendorLayers = {
  model: [[], ['text', 'evaluation', 'vendor']],
  rules: [['model'], ['text', 'evaluation', 'vendor']],
  definition: [
    ['model', 'rules'],
    ['text', 'evaluation', 'spec', 'vendor'],
  ],
  protocol: [
    ['model', 'rules', 'definition'],
    ['text', 'evaluation', 'spec', 'vendor', 'client'],
  ],
};

/** The folders of the runner: each may import those before it. Its main.ts imports them all. */
const runnerFolders = [
  ...['exit', 'journal', 'step', 'by-hand', 'state', 'password'],
  ...['drop', 'send', 'wait', 'submit', 'group', 'drill'],
];

const anyOf = (names) => `(?:${names.join('|')})(?:/|$)`;

const forbidden = [
  ...Object.entries(layers).map(([layer, allowed]) => ({
    name: `layer-${layer}`,
    comment: `src/${layer} may import ${allowed.join(', ') || 'nothing of the others'}.`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: { path: '^src/', pathNot: `^src/${anyOf([layer, ...allowed])}` },
  })),
  ...Object.entries(vendorLayers).map(([layer, [own, allowed]]) => ({
    name: `vendor-${layer}`,
    comment: `${layer}/ of a vendor may import ${[...own, ...allowed].join(', ')}.`,
    severity: 'error',
    from: { path: `^src/(${vendor})/${layer}/` },
    to: {
      path: '^src/',
      pathNot: [`^src/$1/${anyOf([layer, ...own])}`, `^src/${anyOf(allowed)}`],
    },
  })),
  ...runnerFolders.map((folder, index) => ({
    name: `runner-${folder}`,
    comment: `src/runner/${folder} may import ${runnerFolders.slice(0, index).join(', ') || 'nothing of the others'}.`,
    severity: 'error',
    from: { path: `^src/runner/${folder}/` },
    to: {
      path: '^src/runner/',
      pathNot: `^src/runner/${anyOf(runnerFolders.slice(0, index + 1))}`,
    },
  })),
  {
    name: 'vendor-constructs',
    comment:
      'The constructs of a vendor import that vendor and the shared layers, no program and no other vendor.',
    severity: 'error',
    from: { path: `^src/(${vendor})/[^/]+\\.ts$` },
    to: {
      path: '^src/',
      pathNot: ['^src/$1/', `^src/${anyOf(['text', 'evaluation', 'spec', 'vendor', 'restore'])}`],
    },
  },
  {
    name: 'vendor-from-outside',
    comment:
      'A vendor is entered by its public index (src/index.ts) and by its vendor.ts (src/vendors.ts).',
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/${vendor}/` },
    to: { path: `^src/${vendor}/` },
  },
  {
    name: 'rules-are-pure',
    comment:
      'Rules reach neither the constructs, nor the wire, nor a program, through whichever file.',
    severity: 'error',
    from: { path: `^src/${vendor}/(?:model|rules)/` },
    to: { path: [IMPURE, WIRE], reachable: true },
  },
  {
    name: 'definition-is-pure',
    comment: 'What a vendor is can be asked without a network and without constructs.',
    severity: 'error',
    from: { path: `^src/${vendor}/definition/` },
    to: { path: [IMPURE, WIRE], reachable: true },
  },
  {
    name: 'framework-in-constructs-alone',
    comment: 'The runner, the command line and the review run where no cdktf is installed.',
    severity: 'error',
    from: {
      path: `^src/(?:text|evaluation|client|drill|spec|vendor|runner|review|records|cli|simulator)/|^src/vendors\\.ts$|^src/${vendor}/(?:vendor\\.ts$|(?:model|rules|definition|protocol)/)`,
    },
    to: { path: FRAMEWORK, reachable: true },
  },
  {
    name: 'simulator-in-simulate-alone',
    comment: 'The simulator is a bundle of its own, which `cluster-restore simulate` loads.',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(?:simulator/|cli/simulate\\.ts$)' },
    to: { path: '^src/simulator/' },
  },
];

forbidden.push({
  name: 'no-circle',
  comment: 'Of two files, one can be read without the other.',
  severity: 'error',
  from: { path: '^src/' },
  to: { circular: true },
});

// The two files that know the vendors: each enters them by its own door.
const outside = forbidden.find(({ name }) => name === 'vendor-from-outside');
outside.from.pathNot = [outside.from.pathNot, '^src/(?:index|vendors)\\.ts$'];
forbidden.push(
  {
    ...outside,
    name: 'vendor-from-index',
    from: { path: '^src/index\\.ts$' },
    to: { path: `^src/${vendor}/`, pathNot: `^src/${vendor}/index\\.ts$` },
  },
  {
    ...outside,
    name: 'vendor-from-list',
    from: { path: '^src/vendors\\.ts$' },
    to: { path: `^src/${vendor}/`, pathNot: `^src/${vendor}/vendor\\.ts$` },
  },
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: '^node_modules' },
    // Imports of types count: a wall that types pass is none.
    tsPreCompilationDeps: true,
  },
};
