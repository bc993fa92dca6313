import fc from 'fast-check';
import { mayHavePattern, RestorePattern } from '../../src/spec/restore-pattern';
import type { RestoreModel } from '../../src/spec/step-model';
import { restoreResources } from '../../src/spec/step-resources';

/** No value is known to Terraform alone. */
const tokens = { isToken: () => false, expression: () => '' };

/** A restore whose own texts are these: all that may differ between restores of one shape. */
function restoreNamed(name: string, body = `{"clusterName":"${name}"}`): RestoreModel {
  return {
    vendor: 'zilliz',
    operation: 'restoreCluster',
    path: `stack/${name}`,
    key: name,
    journals: '.cluster-restore',
    command: 'runner.cjs',
    addresses: {
      submit: `null_resource.${name}_submit`,
      submitted: `null_resource.${name}_submitted`,
      hold: `null_resource.${name}_hold`,
      wait: `null_resource.${name}_wait`,
      restored: `null_resource.${name}_restored`,
      removal: `null_resource.${name}_removal`,
      verdict: 'null_resource.verdict',
    },
    declaration: { backup: { clusterId: 'in01' }, clusterName: name, cuSize: 2, tags: ['a', name] },
    identity: { cluster_name: name, source: 'in01' },
    identityInSpec: { cluster_name: name, source: 'in01' },
    details: { request_body: body, version: 'ORIGINAL' },
    facts,
    acknowledge: [{ ruleId: 'RULE', reason: 'it is so' }],
    about: { owner: name },
    passwordSink: { kind: 'file', path: `secrets/${name}` },
    removalPolicy: 'destroy',
    timeoutMinutes: 60,
    sources: 'in01',
    dependsOn: [`null_resource.${name}_first`],
  };
}

const facts = {
  submitted: ['cluster_id', 'job_id'],
  drop: ['cluster_id'],
  next: ['source', 'version'],
  restored: ['address'],
};
const first = restoreNamed('one');
const pattern = new RestorePattern(first, tokens);

/** What the pattern says of resources of a restore; `undefined` where it says nothing of such a restore. */
function judged(model: RestoreModel, found: object = restoreResources(model, tokens)) {
  const texts = pattern.textsOf(model);
  return texts && pattern.isWritten(texts, found as Record<string, object>);
}

/** Resources as a stack has them, to be changed. */
// biome-ignore lint/suspicious/noExplicitAny: what stands anywhere in a stack.
const written = (model: RestoreModel): any =>
  JSON.parse(JSON.stringify(restoreResources(model, tokens)));

test('the resources of another restore of the same shape are as synth writes them', () => {
  expect(judged(restoreNamed('another'))).toBe(true);
  expect(judged(restoreNamed('another'), written(restoreNamed('another')))).toBe(true);
  // What a trigger alone holds may be any text without a template.
  expect(judged(restoreNamed('b', '{"a":"\\" é <<1>>"}'))).toBe(true);
});

test('whatever the texts are, a pattern agrees with the resources that are built of them, and with no others', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('$\u007bx}', '%{ if x }', '$', '"', '\\', '<<0>>', 'é', '__proto__', ''),
    fc.stringMatching(/^[a-z0-9-]{1,9}$/),
  );
  fc.assert(
    fc.property(text, text, text, text, (one, other, body, otherBody) => {
      const model = restoreNamed(one, body);
      if (!mayHavePattern(model)) return;
      const made = new RestorePattern(model, tokens);
      const next = restoreNamed(other, otherBody);
      const texts = made.textsOf(next);
      if (texts === undefined) return;
      expect(made.isWritten(texts, written(next))).toBe(true);
      const isSame = JSON.stringify(written(model)) === JSON.stringify(written(next));
      expect(made.isWritten(texts, written(model))).toBe(isSame);
    }),
    { numRuns: 400 },
  );
});

// biome-ignore lint/suspicious/noExplicitAny: as above.
const alterations: [string, (resources: any) => void][] = [
  ['a trigger', ({ submit }) => (submit.triggers.cluster_name = 'others')],
  ['a text of another kind', ({ submit }) => (submit.triggers.cluster_name = 7)],
  ['a program', ({ wait }) => (wait.provisioner[0]['local-exec'].command = 'runner.cjX')],
  ['an argument more', ({ wait }) => wait.provisioner[0]['local-exec'].interpreter.push('-e')],
  ['no argument', ({ wait }) => wait.provisioner[0]['local-exec'].interpreter.pop()],
  ['a provisioner more', ({ hold }) => hold.provisioner.push(hold.provisioner[0])],
  ['a key more', ({ hold }) => (hold.count = 1)],
  ['a comment below', ({ hold }) => (hold.provisioner[0]['//'] = 'x')],
  ['a key less', ({ hold }) => delete hold.triggers],
  ['another key', ({ hold }) => (hold.triggers = { other: hold.triggers.submitted })],
  ['a record for a list', ({ hold }) => (hold.provisioner = { ...hold.provisioner })],
  ['a list for a record', ({ hold }) => (hold.triggers = [hold.triggers.submitted])],
  ['nothing for a record', ({ hold }) => (hold.triggers = null)],
  ['a step less', (resources) => delete resources.hold],
  ['a step more', (resources) => (resources.verdict = resources.hold)],
  [
    'characters that moved from one text to the next',
    ({ submit }) => Object.assign(submit.triggers, { cluster_name: 'anothe', source: 'rin01' }),
  ],
];

test.each(alterations)('it is not as synth writes it: %s', (_, alter) => {
  const model = restoreNamed('another');
  const resources = written(model);
  alter(resources);
  expect(judged(model, resources)).toBe(false);
});

test('a comment in a resource itself is no difference', () => {
  const resources = written(first);
  resources.hold['//'] = { metadata: { path: 'stack/one/hold' } };
  expect(judged(first, resources)).toBe(true);
});

const shapes: [string, Partial<RestoreModel>][] = [
  ['another vendor', { vendor: 'cockroach' }],
  ['another operation', { operation: 'restoreCollections' }],
  ['another program', { command: '../runner.cjs' }],
  ['other journals', { journals: '../.cluster-restore' }],
  ['other facts', { facts: { ...facts } }],
  ['another removal policy', { removalPolicy: 'retain' }],
  ['another time', { timeoutMinutes: 61 }],
  ['other sources', { sources: 'in01 in02' }],
  ['a previous clone that is kept', { replacement: 'after-verification' }],
  ['a drill', { drill: { token: 'a', results: 'r', checkContents: true } }],
  ['a group', { groupWait: 'null_resource.group_wait' }],
  ['a number', { declaration: { ...first.declaration, cuSize: 4 } }],
  ['a number for a text', { declaration: { ...first.declaration, clusterName: 4 } }],
  ['a record for a text', { declaration: { ...first.declaration, clusterName: {} } }],
  ['a text for a record', { declaration: { ...first.declaration, backup: 'a' } }],
  ['nothing for a record', { declaration: { ...first.declaration, backup: null } }],
  ['a list for a record', { declaration: { ...first.declaration, backup: ['in01'] } }],
  ['a longer list', { declaration: { ...first.declaration, tags: ['a', 'b', 'c'] } }],
  ['a key more', { declaration: { ...first.declaration, more: 'a' } }],
  ['keys in another order', { identityInSpec: { source: 'in01', cluster_name: 'one' } }],
  ['a text that is escaped in JSON', { key: 'a"b' }],
  ['a text beyond ASCII', { path: 'stack/é' }],
  ['a template', { identity: { ...first.identity, source: '$\u007bvar.x}' } }],
  ['a template in a trigger', { details: { ...first.details, request_body: '%{ if x }' } }],
  [
    'what is restored next, with a text that is escaped in JSON',
    { details: { ...first.details, version: '"' } },
  ],
];

test.each(shapes)('a restore of another shape is built and compared: %s', (_, other) => {
  expect(judged({ ...first, ...other })).toBeUndefined();
});

test('a text that is escaped belongs to the shape, where the first restore has it', () => {
  const sole = { ...first, about: { owner: 'a "b" $\u007bc}' } };
  const made = new RestorePattern(sole, tokens);
  const texts = made.textsOf(sole) ?? [];
  expect(made.isWritten(texts, written(sole))).toBe(true);
  expect(made.textsOf({ ...first, about: { owner: 'a' } })).toBeUndefined();
});

test.each<[string, Partial<RestoreModel>]>([
  ['has one previous clone kept', { replacement: 'after-verification' }],
  ['is a drill', { drill: { token: 'a', results: 'r', checkContents: true } }],
  ['has what looks like a mark', { about: { owner: '<<0>>' } }],
  ['restores next what is escaped in JSON', { details: { ...first.details, version: '"' } }],
])('there is no pattern of a restore that %s', (_, other) => {
  expect(mayHavePattern(first)).toBe(true);
  expect(mayHavePattern({ ...first, ...other })).toBe(false);
});
