import type { PlannedRestore } from '../../src/review/model/schema';
import { actionOf } from '../../src/review/terraform/action';
import { terraformPlan } from '../../src/review/terraform/plan-json';
import { unknownChanges } from '../../src/review/terraform/unknown-changes';
import type { Json } from './alterations';
import { plannedRestore } from './parts';

const steps = {
  submit: 'null_resource.s',
  submitted: 'null_resource.r',
  wait: 'null_resource.w',
  restored: 'null_resource.d',
  removal: 'null_resource.m',
};
const STEP: Partial<PlannedRestore> = {
  address: steps.submit,
  recordAddress: steps.submitted,
  waitAddress: steps.wait,
  steps,
  onDestroy: 'drops it',
  rerun: { ...plannedRestore().rerun, effect: 'sends again', ignored: { size: '1' } },
};
const REPLACED = ['delete', 'create'];
type Changes = Readonly<Record<string, string[] | object>>;

/** A plan in which all steps stay, but for these. */
function planOf(changes: Changes, more: object = {}) {
  const none = Object.fromEntries(Object.values(steps).map((address) => [address, ['no-op']]));
  return terraformPlan('plan.json', {
    format_version: '1.2',
    resource_changes: Object.entries({ ...none, ...changes }).map(([address, change]) => ({
      address,
      ...(Array.isArray(change) ? { change: { actions: change } } : change),
    })),
    ...more,
  });
}

describe('what Terraform does with a restore', () => {
  const drop = { removalPolicy: 'destroy' } as const;
  const tainted = (address: string) => ({
    prior_state: { values: { root_module: { resources: [{ address, tainted: true }] } } },
  });
  const change = (actions: string[], before: object, after: object, more: object = {}) => ({
    change: { actions, before: { triggers: before }, after: { triggers: after }, ...more },
  });

  test.each<[string, Partial<PlannedRestore>, Changes, object, string, string]>([
    ['nothing', {}, {}, {}, 'none', 'makes no change'],
    [
      'a request',
      {},
      { [steps.submit]: ['create'] },
      {},
      'create',
      'sends the request: nothing of it is in the state',
    ],
    ['a destroy', {}, { [steps.submit]: ['delete'] }, {}, 'delete', 'is destroyed: drops it'],
    [
      'another wait',
      {},
      { [steps.wait]: REPLACED },
      {},
      'wait',
      'waits again for the restore that was submitted; no new request',
    ],
    [
      'a first wait',
      {},
      { [steps.wait]: ['create'] },
      {},
      'wait',
      'waits again for the restore that was submitted; no new request',
    ],
    [
      'another record of the result',
      {},
      { [steps.restored]: ['create'] },
      {},
      'record',
      'records the result of its wait again; no new request',
    ],
    [
      'a record that only goes',
      {},
      { [steps.restored]: ['delete'] },
      {},
      'none',
      'makes no change',
    ],
    [
      'a re-run, with what changed and why',
      {},
      {
        [steps.submit]: {
          action_reason: 'replace_because_cannot_update',
          ...change(REPLACED, { b: 'x', a: '1', size: '1' }, { b: 'x', a: '2', size: '2', c: 'y' }),
        },
      },
      {},
      'replace',
      'restores again: `a` `1` → `2`, `c` nothing or not known yet → `y`; a re-run sends again, because a trigger changed',
    ],
    [
      'a re-run for a reason without words',
      {},
      { [steps.submit]: { action_reason: 'other', change: { actions: REPLACED } } },
      {},
      'replace',
      'restores again; a re-run sends again',
    ],
    [
      'a plan of another output',
      { address: 'null_resource.x' },
      {},
      {},
      'absent',
      'Terraform’s plan does not contain it: the plan was made from another output',
    ],
    [
      'a partial plan without it',
      { address: 'null_resource.x' },
      {},
      { complete: false },
      'absent',
      'Terraform’s plan leaves its request out (-target): it is neither sent nor changed',
    ],
    [
      'a partial plan without some of its steps',
      { steps: { ...steps, hold: 'null_resource.h' } },
      {},
      { complete: false },
      'none',
      'makes no change; -target leaves out its `hold`',
    ],
    [
      'a tainted record, which does not drop',
      drop,
      { [steps.submitted]: REPLACED },
      tainted(steps.submitted),
      'none',
      'makes no change; `null_resource.r` is tainted, so Terraform does not run its drop: the previous cluster keeps running and is billed',
    ],
    [
      'what a restored collection left, dropped',
      { ...drop, action: 'add' },
      { [steps.submitted]: REPLACED },
      {},
      'drop',
      'drops what it made; no new request',
    ],
    [
      'a record that goes, of what is overwritten',
      { ...drop, action: 'overwrite' },
      { [steps.submitted]: REPLACED },
      {},
      'none',
      'makes no change',
    ],
    [
      'a destroy mark, with the record',
      drop,
      { [steps.removal]: ['delete'], [steps.submitted]: ['delete'] },
      {},
      'drop',
      'drops the cluster that it created; no new request',
    ],
  ])('%s', (_title, restore, changes, more, action, text) => {
    const found = actionOf(plannedRestore({ ...STEP, ...restore }), planOf(changes, more));
    expect(found).toMatchObject({ action, text });
  });

  const erasing = { ...plannedRestore().rerun, effect: 'drops the clone', erases: true };
  const kept = { ...erasing, recovery: 'kept for 30 days' };
  const AGAIN = 'Terraform’s plan runs it again: a re-run drops the clone';
  const DROPS = 'Terraform’s plan drops the cluster that this restore created';

  test.each<[string, Partial<PlannedRestore>, Changes, string[], string[]]>([
    ['a re-run that loses nothing', {}, { [steps.submit]: REPLACED }, [], []],
    ['a re-run that erases', { rerun: erasing }, { [steps.submit]: REPLACED }, [AGAIN], []],
    ['a re-run that drops', { rerun: kept }, { [steps.submit]: REPLACED }, [], [AGAIN]],
    ['a drop for good', drop, { [steps.submitted]: ['delete'] }, [DROPS], []],
    [
      'a drop of what is kept',
      { ...drop, rerun: kept },
      { [steps.submit]: ['delete'], [steps.submitted]: ['delete'] },
      [],
      [`${DROPS}; kept for 30 days`],
    ],
    [
      'a drop of what it made',
      { ...drop, action: 'add' },
      { [steps.submitted]: ['delete'] },
      ['Terraform’s plan drops what this restore made'],
      [],
    ],
    ['a record that goes and drops nothing', {}, { [steps.submitted]: ['delete'] }, [], []],
    [
      'a restore without a record',
      { ...drop, recordAddress: undefined },
      { [steps.submitted]: ['delete'] },
      [],
      [],
    ],
  ])('what is lost by %s', (_title, restore, changes, erases, drops) => {
    const found = actionOf(plannedRestore({ ...STEP, ...restore }), planOf(changes));
    expect([found.erases, found.drops]).toEqual([erases, drops]);
  });

  describe('clones of other tokens', () => {
    const instance = (token: string) => `null_resource.r["${token}"]`;
    const restore = plannedRestore({ ...STEP, recordAddress: instance('new'), rerun: kept });

    test('are dropped once the new one is verified', () => {
      const changes = { [steps.submit]: ['create'], [instance('old')]: ['delete'] };
      expect(actionOf(restore, planOf(changes))).toMatchObject({
        action: 'create',
        text: 'restores a new clone beside the previous one, then drops the clone of token `old`: both run and are billed until the new one is verified',
        drops: ['Terraform’s plan drops the clone of token `old`'],
      });
    });

    test('are dropped right away where the declared one is in use', () => {
      const changes = { [instance('a')]: ['delete'], [instance('b')]: ['delete'] };
      expect(actionOf(restore, planOf(changes))).toMatchObject({
        action: 'drop',
        text: 'makes no change; drops the clones of token `a`, `b`',
        drops: ['Terraform’s plan drops the clones of token `a`, `b`'],
      });
    });

    test('are none of its own, nor of another restore', () => {
      const changes = { [instance('new')]: ['delete'], 'null_resource.x["old"]': ['delete'] };
      expect(actionOf(restore, planOf(changes))).toMatchObject({ action: 'none', drops: [] });
    });
  });
});

describe('what Terraform does with null resources that are in no restore', () => {
  const before = (triggers: object) => ({ before: { triggers } });
  const recorded = before({ submit_id: '1', cluster_id: 'in01-a' });
  const unknown = (changes: Changes, more: object = {}, restore: Partial<PlannedRestore> = {}) =>
    unknownChanges('stack', 'f', planOf(changes, more), [plannedRestore({ ...STEP, ...restore })], [
      { stack: 'stack', address: 'null_resource.listed' },
      { stack: 'other', address: 'null_resource.elsewhere' },
    ] as never).map(({ address, why, failsFrom }) => `${address}: ${why} [${failsFrom}]`);
  const goes = (address: string, more: Json = {}, actions = ['delete']) => ({
    [address]: { change: { actions, ...more } },
  });
  const QUIET = 'Terraform’s plan deletes a null resource that the output does not have';

  test.each<[string, () => string[], string[]]>([
    ['a step of the restore', () => unknown({ [steps.wait]: ['delete'] }), []],
    ['one that is listed already', () => unknown(goes('null_resource.listed')), []],
    ['one that stays', () => unknown({ 'null_resource.x': ['no-op'] }), []],
    ['another type', () => unknown(goes('aws_instance.x')), []],
    [
      'one of a module, which is listed itself',
      () =>
        unknown({
          'module.m.null_resource.x': {
            module_address: 'module.m',
            type: 'null_resource',
            change: { actions: ['delete'] },
          },
        }),
      [],
    ],
    [
      'a step of its group',
      () =>
        unknown(
          { 'null_resource.g': ['delete'], 'null_resource.h': ['delete'] },
          {},
          {
            group: {
              path: 'g',
              members: 2,
              waitAddress: 'null_resource.g',
              holdAddress: 'null_resource.h',
            },
          },
        ),
      [],
    ],
    [
      'one that is listed in another stack',
      () => unknown(goes('null_resource.elsewhere')),
      [`null_resource.elsewhere: ${QUIET}: no destroy provisioner runs [any-change]`],
    ],
    [
      'several, in one line',
      () =>
        unknown({
          ...goes('null_resource.y'),
          ...goes('null_resource.x'),
          ...goes('null_resource.z'),
        }),
      [`null_resource.x: ${QUIET}, and 2 more: no destroy provisioner runs [any-change]`],
    ],
    [
      'one that recorded a cluster',
      () => unknown(goes('null_resource.x', recorded)),
      [
        'null_resource.x: Terraform’s plan deletes this step of a restore whose block was removed, and drops nothing: cluster in01-a keeps running and is billed [any-change]',
      ],
    ],
    [
      'one that recorded no cluster',
      () => unknown(goes('null_resource.x', before({ submit_id: '1', cluster_id: '' }))),
      [`null_resource.x: ${QUIET}: no destroy provisioner runs [any-change]`],
    ],
    [
      'one with a cluster that no step submitted',
      () => unknown(goes('null_resource.x', before({ cluster_id: 'in01-a' }))),
      [`null_resource.x: ${QUIET}: no destroy provisioner runs [any-change]`],
    ],
    [
      'one that is forgotten',
      () => unknown(goes('null_resource.x', {}, ['forget'])),
      [
        'null_resource.x: Terraform’s plan removes it from the state, and destroys nothing [any-change]',
      ],
    ],
    [
      'one that is forgotten with its cluster',
      () => unknown(goes('null_resource.x', recorded, ['forget'])),
      [
        'null_resource.x: Terraform’s plan forgets this step of a restore whose block was removed, and drops nothing: cluster in01-a keeps running and is billed [any-change]',
      ],
    ],
    [
      'a partial plan',
      () => unknown({}, { complete: false }),
      [
        'terraform plan: Terraform’s plan is partial (-target): it leaves out 0 of 1 restore, and needs another apply [any-change]',
      ],
    ],
    [
      'a plan without the restore',
      () => unknown({}, {}, { address: 'null_resource.q' }),
      [
        'null_resource.q: Terraform’s plan does not contain 1 of 1 restore: it was made from another output [destructive]',
      ],
    ],
  ])('%s', (_title, found, expected) => {
    expect(found()).toEqual(expected);
  });
});

describe('what no plan of this stack has, from the JSON of one', () => {
  const step = plannedRestore({
    address: steps.submit,
    recordAddress: steps.submitted,
    removalPolicy: 'destroy',
    onDestroy: 'drops it',
    steps,
  });
  const none = (one: string) => ({ address: one, change: { actions: ['no-op'] } });
  const json = (...changes: readonly object[]) => ({
    format_version: '1.2',
    resource_changes: [none(steps.submit), ...changes],
  });
  const textOf = (...changes: readonly object[]) =>
    actionOf(step, terraformPlan('plan.json', json(...changes))).text;

  test.each<[string, object, string]>([
    [
      'an import',
      { address: steps.submitted, change: { actions: ['no-op'], importing: { id: '1' } } },
      `makes no change; \`${steps.submitted}\` is imported, which records what nobody submitted`,
    ],
    [
      'an object that an earlier apply left',
      { address: steps.submitted, deposed: '6b7e5a3c', change: { actions: ['delete'] } },
      `drops the cluster that it created; no new request; a deposed object of \`${steps.submitted}\`, which an earlier apply left, is deleted too`,
    ],
    [
      'a step that notes a destroy, alone',
      { address: steps.removal, change: { actions: ['delete', 'create'] } },
      `makes no change; \`${steps.removal}\` is destroyed and nothing is dropped: the next re-run drops without checking its backup`,
    ],
  ])('%s is reported', (_title, change, text) => {
    expect(textOf(change)).toBe(text);
  });

  test.each<[string, string[], object]>([
    [
      'of which nothing is recorded is begun again, and drops nothing',
      ['create'],
      {
        action: 'create',
        text: 'continues what an earlier apply began, or sends the request: the state has no result of it, because the resource is tainted',
        drops: [],
        erases: [],
      },
    ],
    [
      'whose result is recorded drops it',
      ['delete', 'create'],
      { action: 'replace', drops: [expect.stringContaining('runs it again')] },
    ],
  ])('a tainted request %s', (_title, actions, found) => {
    const rerun = { ...step.rerun, erases: true, recovery: 'it can be brought back' };
    const changes = [
      {
        address: steps.submit,
        action_reason: 'replace_because_tainted',
        change: { actions: ['delete', 'create'] },
      },
      { address: steps.submitted, change: { actions } },
    ];
    const plan = terraformPlan('plan.json', { format_version: '1.2', resource_changes: changes });
    expect(actionOf({ ...step, rerun }, plan)).toMatchObject(found);
  });

  test('a step that comes from elsewhere in the state is reported', () => {
    const { text } = actionOf(
      step,
      terraformPlan('plan.json', {
        format_version: '1.2',
        resource_changes: [
          { ...none(steps.submit), previous_address: 'null_resource.old' },
          none(steps.submitted),
        ],
      }),
    );
    expect(text).toBe('makes no change; is moved in the state, from `null_resource.old`');
  });

  test('a plan that failed is refused', () => {
    expect(() => terraformPlan('plan.json', { ...json(), errored: true })).toThrow(
      'plan.json: is of a plan that failed. Correct the cause, and plan again.',
    );
  });

  const unknown = (plan: object) =>
    unknownChanges('search', 'f', terraformPlan('plan.json', plan), [step], []).map(
      ({ address: one, why, failsFrom }) => [one, why, failsFrom],
    );

  test('a resource of another output that runs a program fails every check', () => {
    const made = { address: 'null_resource.x', change: { actions: ['create'] } };
    const configuration = {
      root_module: { resources: [{ address: 'null_resource.x', provisioners: [{}] }] },
    };
    expect(unknown({ ...json(made), configuration })).toEqual([
      [
        'null_resource.x',
        'Terraform’s plan creates it, and it runs a program that the output does not have: the plan was made from another output',
        'never',
      ],
    ]);
    // One that runs nothing is none of this review.
    expect(unknown(json(made))).toEqual([]);
  });

  test('a plan of another output is reported, and fails from destructive on', () => {
    expect(unknown({ format_version: '1.2', resource_changes: [] })).toEqual([
      [
        steps.submit,
        'Terraform’s plan does not contain 1 of 1 restore: it was made from another output',
        'destructive',
      ],
    ]);
  });
});

test.each([
  ['configure', 'writes again'],
  ['create', 'restores again'],
] as const)('what a replacement of a step of kind %s does is called: %s', (action, words) => {
  const replaced = {
    action_reason: 'replace_by_request',
    change: {
      actions: REPLACED,
      replace_paths: [
        ['triggers', 'a'],
        ['triggers', 'b'],
      ],
    },
  };
  const found = actionOf(plannedRestore({ ...STEP, action }), planOf({ [steps.submit]: replaced }));
  expect(found).toMatchObject({
    text: `${words}; a re-run sends again, because -replace asks for it`,
    reason: 'replace_by_request',
    replacePaths: ['triggers.a', 'triggers.b'],
  });
});

test('what is in no restore is listed with its place, and by what was recorded of it', () => {
  const listed = (cluster: string) =>
    unknownChanges(
      'stack',
      'f',
      planOf({
        'null_resource.x': {
          change: {
            actions: ['delete'],
            before: { triggers: { submit_id: '1', cluster_id: cluster } },
          },
        },
      }),
      [plannedRestore(STEP)],
      [],
    );
  expect(listed('a')).toMatchObject([
    { stack: 'stack', ruleId: 'NOT_REVIEWED', location: { file: 'f', line: 1 } },
  ]);
  expect(listed('a')[0]?.digest).toBe(listed('a')[0]?.digest);
  expect(listed('a')[0]?.digest).not.toBe(listed('b')[0]?.digest);
});
