import { readStack } from '../../src/review/read/stack';
import { terraformPlan } from '../../src/review/terraform/plan-json';
import { statedValues } from '../../src/review/terraform/stated-values';

const ADDRESS = 'null_resource.a';
const [ID, OTHER] = ['module.x.id', 'data.y_z.id'].map((expression) => `\${${expression}}`) as [
  string,
  string,
];

function stated(
  triggers: object,
  after: object,
  change: object = {},
  references: string[] = ['module.x.id', 'module.x'],
  lifecycle: object = {},
): [string, string][] {
  const json = { resource: { null_resource: { a: { triggers, lifecycle } } } };
  const stack = readStack({ name: 's', file: 'f', text: '', parse: () => json });
  const plan = terraformPlan('plan.json', {
    format_version: '1.2',
    resource_changes: [
      { address: ADDRESS, change: { actions: ['create'], after: { triggers: after }, ...change } },
    ],
    configuration: {
      root_module: { resources: [{ address: ADDRESS, expressions: { triggers: { references } } }] },
    },
  });
  return [...statedValues(stack, plan).expressions];
}

test('a trigger of the plan tells the value of its expression', () => {
  expect(stated({ id: ID }, { id: 'in01-a' })).toEqual([[ID, 'in01-a']]);
});

test.each<[string, Parameters<typeof stated>]>([
  ['is not known yet', [{ id: ID }, {}]],
  ['is sensitive', [{ id: ID }, { id: 'a' }, { after_sensitive: { triggers: { id: true } } }]],
  ['is sensitive as all are', [{ id: ID }, { id: 'a' }, { after_sensitive: { triggers: true } }]],
  [
    'is ignored, so that the plan has the value of the state',
    [{ id: ID }, { id: 'a' }, {}, undefined, { ignore_changes: ['triggers["id"]'] }],
  ],
  ['is ignored as all are', [{ id: ID }, { id: 'a' }, {}, undefined, { ignore_changes: 'all' }]],
  ['refers to something else in the plan', [{ id: OTHER }, { id: 'a' }]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
  ['has another value each time', [{ id: '${uuid()}' }, { id: 'a' }, {}, []]],
  ['is no expression', [{ id: 'literal' }, { id: 'a' }]],
])('nothing is said of a trigger that %s', (_title, args) => {
  expect(stated(...args)).toEqual([]);
});
