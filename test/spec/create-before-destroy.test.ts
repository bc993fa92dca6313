import { dropsLeftOut, textsByAddress } from '../../src/spec/create-before-destroy';

const drop = {
  provisioner: [{ 'local-exec': { environment: { SPEC: '{"step":"drop"}' } } }],
};
const steps = {
  submitted: drop,
  hold: { triggers: { submitted: '$\u007bnull_resource.submitted.id}' } },
  restored: { triggers: { wait: '$\u007bnull_resource.hold.triggers.submitted}' } },
};
const lifecycle = { create_before_destroy: true };
const uses = (expression: string) => ({ input: `x-$\u007b${expression}}`, lifecycle });
const found = [{ consumer: 'app_server.web', drop: 'null_resource.submitted' }];

test.each<[string, object]>([
  ['uses an output', { resource: { app_server: { web: uses('null_resource.restored.id') } } }],
  [
    'depends on it',
    { resource: { app_server: { web: { depends_on: ['null_resource.restored'], lifecycle } } } },
  ],
  [
    'uses it by a local, a data source and a resource between',
    {
      locals: { address: '$\u007bnull_resource.restored.triggers.a}' },
      data: { app_image: { one: { of: '$\u007blocal.address}' } } },
      resource: {
        app_server: { web: uses('app_disk.one.id') },
        app_disk: { one: { image: '$\u007bdata.app_image.one.id}' } },
      },
    },
  ],
  [
    'gets it by the provider of its type',
    {
      provider: { app: { host: '$\u007bnull_resource.restored.triggers.address}' } },
      resource: { app_server: { web: { lifecycle } } },
    },
  ],
  [
    'gets it by an alias of a provider',
    {
      provider: { other: [{}, { alias: 'clone', host: '$\u007bnull_resource.restored.id}' }] },
      resource: { app_server: { web: { provider: 'other.clone', lifecycle } } },
    },
  ],
  [
    'names it by a word that is not English, and with spaces',
    {
      locals: { größe: '$\u007bnull_resource . restored . id}' },
      resource: { app_server: { web: uses('local.größe') } },
    },
  ],
  [
    'has the order as an expression',
    {
      resource: {
        app_server: {
          web: {
            ...uses('null_resource.restored.id'),
            lifecycle: { create_before_destroy: '$\u007btrue}' },
          },
        },
      },
    },
  ],
  [
    'has it in a list of blocks',
    {
      resource: {
        app_server: { web: { ...uses('null_resource.restored.id'), lifecycle: [lifecycle] } },
      },
    },
  ],
])('a resource that %s leaves the drop out', (_title, stack: { resource?: object }) => {
  const resource = { null_resource: steps, ...stack.resource };
  expect(dropsLeftOut(textsByAddress({ ...stack, resource }))).toEqual(found);
});

test.each<[string, object, object]>([
  ['without that order', { input: '$\u007bnull_resource.restored.id}' }, steps],
  [
    'with the other order',
    { ...uses('null_resource.restored.id'), lifecycle: { create_before_destroy: false } },
    steps,
  ],
  ['that uses something else', uses('null_resource.restored_other.id'), steps],
  ['of a restore that is retained', uses('null_resource.restored.id'), { ...steps, submitted: {} }],
])('a resource %s does not matter', (_title, web, null_resource) => {
  const stack = { resource: { null_resource, app_server: { web } } };
  expect(dropsLeftOut(textsByAddress(stack))).toEqual([]);
});

test('a resource of a provider that does not use it does not matter', () => {
  const resource = { null_resource: steps, app_server: { web: { lifecycle } } };
  const provider = {
    app: { host: 'localhost' },
    other: { host: '$\u007bnull_resource.restored.id}' },
  };
  expect(dropsLeftOut(textsByAddress({ resource, provider }))).toEqual([]);
});
