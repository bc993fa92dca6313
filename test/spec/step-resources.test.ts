import { settingResource } from '../../src/spec/setting-resource';
import type { RestoreModel, StepResource } from '../../src/spec/step-model';
import { restoreResources } from '../../src/spec/step-resources';
import { unescapeTemplates } from '../../src/spec/templates';

/** No value is known to Terraform alone. */
const tokens = { isToken: () => false, expression: () => '' };
// What Terraform would evaluate, if it stood there as it is.
const TEMPLATES = ['$\u007bvar.x}', '%{ if true }', '$$\u007bx}', 'a "b" \\'];
const named = Object.fromEntries(TEMPLATES.map((text, index) => [`key_${index}`, text]));

const model: RestoreModel = {
  vendor: 'zilliz',
  operation: 'restoreCluster',
  path: 'stack/articles',
  key: 'articles',
  journals: '.cluster-restore',
  command: '../runner.cjs',
  addresses: {
    submit: 'null_resource.submit',
    submitted: 'null_resource.submitted',
    hold: 'null_resource.hold',
    wait: 'null_resource.wait',
    restored: 'null_resource.restored',
    removal: 'null_resource.removal',
    verdict: 'null_resource.verdict',
  },
  declaration: named,
  identity: { identity_key: TEMPLATES[0] ?? '', ...named },
  details: { details_key: TEMPLATES[1] ?? '' },
  identityInSpec: named,
  facts: { submitted: ['cluster_id', 'job_id'], drop: ['cluster_id'], restored: ['address'] },
  acknowledge: [],
  removalPolicy: 'destroy',
  timeoutMinutes: 60,
};

/** The spec of a step, once Terraform has evaluated its texts. */
function specOf(resource: StepResource): Record<string, unknown> {
  const exec = resource.provisioner?.[0]?.['local-exec'];
  const text = unescapeTemplates(exec?.environment.CLUSTER_RESTORE_SPEC ?? '');
  return JSON.parse(text) as Record<string, unknown>;
}
const escaped = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, text.replace(/([$%])\{/g, '$1$1{')]),
  );

test('what the user wrote stands escaped in the triggers of a restore', () => {
  const { submit } = restoreResources(model, tokens);
  expect(submit.triggers).toEqual(escaped({ ...model.identity, ...model.details }));
});

test('what the user wrote stands escaped in the triggers of a setting', () => {
  const resource = settingResource({ ...model, triggers: named }, tokens);
  expect(resource.triggers).toEqual(escaped(named));
});

test('a trigger that changes with each plan is an expression', () => {
  const checkedAt = '$\u007bplantimestamp()}';
  const { triggers } = settingResource({ ...model, triggers: {}, checkedAt }, tokens);
  expect(triggers).toEqual({ checked_at: checkedAt });
});

test('the runner gets what the user wrote', () => {
  const { submit, wait } = restoreResources(model, tokens);
  expect(specOf(submit)).toMatchObject({ step: 'submit', declaration: named, identity: named });
  expect(specOf(wait)).toMatchObject({ step: 'wait', declaration: named });
});

test('the change of a detail is ignored, and that of the identity is not', () => {
  const { submit } = restoreResources(model, tokens);
  expect(submit.lifecycle?.ignore_changes).toEqual([
    'triggers["details_key"]',
    'triggers["rerun_token"]',
  ]);
});

test('a token that decides is not ignored', () => {
  const { submit } = restoreResources({ ...model, identity: { rerun_token: 'a' } }, tokens);
  expect(submit.lifecycle?.ignore_changes).toEqual(['triggers["details_key"]']);
});

test.each([
  ['destroy', ['cluster_id'], true],
  ['destroy', [], false],
  ['retain', ['cluster_id'], false],
] as const)('with %s and the facts %j, a destroy drops: %s', (removalPolicy, drop, drops) => {
  const { submitted } = restoreResources(
    { ...model, removalPolicy, facts: { ...model.facts, drop } },
    tokens,
  );
  expect(submitted.provisioner?.map((one) => one['local-exec'].when)).toEqual(
    drops ? ['destroy'] : undefined,
  );
});

describe('a drop knows what is restored from next', () => {
  const facts = { ...model.facts, next: ['backup_id', 'policy'] };
  const next = (change: Partial<RestoreModel>, isToken = (_value: unknown) => false) => {
    const whole = { ...model, facts, ...change };
    return specOf(restoreResources(whole, { ...tokens, isToken }).submitted).next;
  };
  const triggers = { identity: { backup_id: 'b-2' }, details: { policy: 'LATEST' } };

  test('where all of it is known', () => {
    expect(next(triggers)).toEqual({ backup_id: 'b-2', policy: 'LATEST' });
  });

  test('and nothing where a part is known after apply, or no restore has it', () => {
    expect(next(triggers, (value) => value === 'b-2')).toBeUndefined();
    expect(next({ ...triggers, details: {} })).toBeUndefined();
    expect(next({ ...triggers, facts: model.facts })).toBeUndefined();
  });
});
