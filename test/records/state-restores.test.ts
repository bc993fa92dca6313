import { readState, type StateResource } from '../../src/records/state';
import { restoresIn } from '../../src/records/state-restores';
import { vendorNamed } from './support/values';

const instance = (change: object = {}, attributes: object = {}) => ({
  attributes: { id: '1', triggers: { a: 'b' }, ...attributes },
  ...change,
});
const resource = (change: object = {}) => ({
  ...{ mode: 'managed', type: 'null_resource', name: 'x', instances: [instance()] },
  ...change,
});
const file = (...resources: unknown[]) => readState('s', JSON.stringify({ version: 4, resources }));
const shown = (root_module: unknown) =>
  readState('s', JSON.stringify({ format_version: '1.0', values: { root_module } }));
const ONE = { id: '1', triggers: { a: 'b' }, isTainted: false, isDeposed: false };

describe('a state file', () => {
  test.each<[string, object, object]>([
    ['as it is', {}, { address: 'null_resource.x' }],
    ['in a module', { module: 'module.m[0]' }, { address: 'module.m[0].null_resource.x' }],
    ['by a number', { instances: [instance({ index_key: 0 })] }, { address: 'null_resource.x[0]' }],
    [
      'by a name',
      { instances: [instance({ index_key: 'a"b' })] },
      { address: 'null_resource.x["a\\"b"]' },
    ],
    ['by no key', { instances: [instance({ index_key: null })] }, { address: 'null_resource.x' }],
    ['that is deposed by nobody', { instances: [instance({ deposed: '' })] }, {}],
    ['that is deposed', { instances: [instance({ deposed: 'ab' })] }, { isDeposed: true }],
    ['that is tainted', { instances: [instance({ status: 'tainted' })] }, { isTainted: true }],
    [
      'with what is no text',
      { instances: [instance({}, { id: 7, triggers: { a: 'b', c: 1 } })] },
      { id: '7' },
    ],
  ])('has a resource %s', (_title, change, expected) => {
    const { resources, addresses } = file(resource(change));
    expect(resources).toEqual([{ address: 'null_resource.x', ...ONE, ...expected }]);
    expect(addresses).toEqual(resources.map(({ address }) => address));
  });

  test.each<[string, object, string[]]>([
    ['read by Terraform', { mode: 'data' }, []],
    ['of another type, which shows whose state it is', { type: 'aws_vpc' }, ['aws_vpc.x']],
    ['without an instance', { instances: [] }, []],
    ['without a readable one', { instances: [null, 'x'] }, []],
  ])('has none %s', (_title, change, addresses) => {
    expect(file(null, 'x', resource(change))).toMatchObject({ resources: [], addresses });
  });

  test('has one whose attributes nobody can read', () => {
    const bare = [{ attributes: null }, { attributes: { triggers: null } }];
    expect(file(resource({ instances: bare })).resources).toEqual(
      Array(2).fill({ address: 'null_resource.x', ...ONE, id: '', triggers: {} }),
    );
  });
});

describe('what terraform show says', () => {
  const one = {
    ...{ mode: 'managed', type: 'null_resource', address: 'null_resource.x' },
    values: { id: '1', triggers: { a: 'b' } },
  };
  test('has the resources of all modules', () => {
    const inner = { resources: [{ ...one, address: 'module.m.null_resource.y' }] };
    const { addresses, resources } = shown({ resources: [one], child_modules: [null, inner] });
    expect(addresses).toEqual(['null_resource.x', 'module.m.null_resource.y']);
    expect(resources[0]).toEqual({ address: 'null_resource.x', ...ONE });
  });

  test.each<[string, unknown, string[]]>([
    ['read by Terraform', { ...one, mode: 'data' }, []],
    ['of another type', { ...one, type: 'aws_vpc', address: 'aws_vpc.x' }, ['aws_vpc.x']],
    ['that is none', 'x', []],
  ])('has none %s', (_title, resource, addresses) => {
    expect(shown({ resources: [null, resource] })).toMatchObject({ resources: [], addresses });
  });
});

test.each([
  ['{"planned_values":{}}', 'is a Terraform plan'],
  ['{"resource_changes":[],"format_version":"1.2"}', 'is a Terraform plan'],
  ['{"format_version":"1.2","planned_values":{}}', 'is a Terraform plan'],
  ['{"version":"4"}', 'has "4" as its version'],
])('%s is not a state', (text, problem) => {
  expect(() => readState('s', text)).toThrow(problem);
  expect(readState('s', ' \n').resources).toEqual([]);
});

/** A restore of collections: what sends it, what keeps it, what waits for it, and its result. */
const steps = (change: Record<string, Partial<StateResource>> = {}) => {
  const facts = { jobs: '{}', backup_id: 'b', target_cluster_id: 'in01-1' };
  const all: Record<string, StateResource> = {
    submit: { address: 'submit', ...ONE, id: 'S', triggers: { declared: 'yes' } },
    kept: {
      address: 'kept',
      ...ONE,
      id: 'K',
      triggers: { submit_id: 'S', recorded_from: 'S', ...facts },
    },
    wait: { address: 'wait', ...ONE, id: 'W', triggers: { submitted: 'K' } },
    end: {
      address: 'end',
      ...ONE,
      id: 'E',
      triggers: { wait_id: 'W', recorded_from: 'W', cluster_id: 'in01-1', jobs: '{"a":"1"}' },
    },
  };
  for (const [name, one] of Object.entries(change)) {
    all[name] = { ...(all[name] ?? { address: name, ...ONE }), ...one };
  }
  const list = Object.values(all).filter(({ address }) => address !== 'none');
  return restoresIn({ label: 's', resources: list, addresses: [] });
};
const triggers = (change: object) => ({ triggers: change as Record<string, string> });

describe('a restore in a state', () => {
  const submitted = { jobs: '{}', backup_id: 'b', target_cluster_id: 'in01-1' };
  test('has what was declared, submitted and found at its end', () => {
    expect(steps()).toEqual([
      {
        ...{ address: 'kept', submitAddress: 'submit', vendor: vendorNamed('zilliz') },
        ...{ operations: ['restoreCollections'], declared: { declared: 'yes' } },
        recorded: { ...submitted, jobs: '{"a":"1"}', cluster_id: 'in01-1' },
        ...{ isRight: true, isFinished: true, isTainted: false },
        ...{ isSubmitTainted: false, isDeposed: false },
      },
    ]);
  });

  const unfinished = { isFinished: false, recorded: submitted };
  test.each<[string, Record<string, Partial<StateResource>>, object]>([
    [
      'whose result is of another run',
      { end: triggers({ wait_id: 'W', recorded_from: 'V' }) },
      unfinished,
    ],
    ['whose wait is of another one', { wait: triggers({ submitted: 'X' }) }, unfinished],
    ['without a wait', { wait: { address: 'none', id: '?' } }, unfinished],
    ['whose wait is deposed', { wait: { isDeposed: true } }, unfinished],
    ['without a result', { end: triggers({}) }, unfinished],
    [
      'of which an earlier request is recorded',
      { kept: triggers({ submit_id: 'S', recorded_from: 'R', ...submitted }) },
      { isRight: false },
    ],
    [
      'whose request is tainted',
      { submit: { isTainted: true } },
      { isSubmitTainted: true, isTainted: false },
    ],
    ['that is tainted', { kept: { isTainted: true } }, { isTainted: true, isSubmitTainted: false }],
    ['that is deposed', { kept: { isDeposed: true } }, { isDeposed: true }],
    [
      'whose request the state has lost',
      { submit: { address: 'none', id: '?' } },
      { submitAddress: undefined, declared: {}, isSubmitTainted: false },
    ],
    [
      'whose request is deposed',
      { submit: { isDeposed: true } },
      { submitAddress: undefined, declared: {} },
    ],
    [
      'of another release',
      { kept: triggers({ submit_id: 'S', recorded_from: 'S', x: '' }) },
      { vendor: undefined, operations: [] },
    ],
    [
      'of another kind, which records the same and more',
      {
        kept: triggers({
          ...{ submit_id: 'S', recorded_from: 'S', job_id: '', destination_cluster_id: '' },
          ...{ backup_id: '', backup_time: '', request: '' },
        }),
      },
      { vendor: vendorNamed('cockroach'), operations: ['restoreDatabases'] },
    ],
  ])('%s', (_title, change, expected) => {
    expect(steps(change)).toEqual([expect.objectContaining(expected)]);
  });

  test.each<[string, object]>([
    ['what has no request', { recorded_from: 'S', ...submitted }],
    ['what was recorded from nothing', { submit_id: 'S', ...submitted }],
  ])('is not %s', (_title, change) => {
    expect(steps({ kept: triggers(change) })).toEqual([]);
  });

  test('is not what a group keeps of its members', () => {
    const group = { id: 'G', ...triggers({ submit_id: 'K', recorded_from: 'K' }) };
    expect(steps({ group }).map(({ address }) => address)).toEqual(['kept']);
  });
});
