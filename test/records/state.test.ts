import { readState } from '../../src/records/state';
import { restoresIn } from '../../src/records/state-restores';
import { stateText } from '../support/records';

const facts = {
  cluster_id: 'in01-1',
  job_id: 'job-1',
  backup_id: 'backup-1',
  username: 'db_admin',
  cluster_name: 'articles',
  project_id: 'proj-1',
  source_cluster_ids: 'in01-0',
  requested_at: '2026-11-20T08:00:00.000Z',
  request: '{}',
  region_id: '',
  project_plan: '',
};
const names = { submit: 'articles_submit', submitted: 'articles_submitted' };

/** The same resources, as `terraform show -json` has them, one level of modules down. */
function shown(state: string): string {
  const { resources } = JSON.parse(state) as {
    resources: {
      type: string;
      name: string;
      instances: { attributes: object; status?: string; deposed?: string }[];
    }[];
  };
  const listed = resources.flatMap(({ type, name, instances }) =>
    instances.map(({ attributes: values, status, deposed }) => ({
      ...{ address: `module.a.${type}.${name}`, mode: 'managed', type, name, values },
      ...(status === 'tainted' ? { tainted: true } : {}),
      ...(deposed === undefined ? {} : { deposed_key: deposed }),
    })),
  );
  const child = { address: 'module.a', resources: listed };
  const values = { root_module: { child_modules: [child] } };
  return JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values });
}

describe.each([
  ['a state file', (text: string) => text, ''],
  ['terraform show -json', shown, 'module.a.'],
])('%s', (_title, as, module) => {
  test('holds a restore with its facts, those of its end too', () => {
    const state = readState('s', as(stateText([{ names, facts, connectAddress: 'https://a' }])));
    const [restore, ...others] = restoresIn(state);
    expect(others).toEqual([]);
    expect(restore).toMatchObject({
      address: `${module}null_resource.articles_submitted`,
      submitAddress: `${module}null_resource.articles_submit`,
      operations: ['restoreCluster'],
      recorded: { ...facts, connect_address: 'https://a' },
      isRight: true,
      isFinished: true,
      isTainted: false,
      isDeposed: false,
    });
    expect(restore?.vendor?.definition.vendor).toBe('zilliz');
  });

  test.each([
    ['tainted', { status: 'tainted' }, { isTainted: true, isFinished: true }],
    ['deposed', { deposed: true }, { isDeposed: true, isFinished: false }],
    ['not waited for', { isFinished: false }, { isFinished: false, isTainted: false }],
  ] as const)('says that a restore is %s', (_word, more, wanted) => {
    const state = readState('s', as(stateText([{ names, facts, ...more }])));
    expect(restoresIn(state)).toEqual([expect.objectContaining(wanted)]);
  });
});

test('a restore of another release has no vendor, and stays a restore', () => {
  const { request: _, ...older } = facts;
  const [restore] = restoresIn(readState('s', stateText([{ names, facts: older }])));
  expect(restore).toMatchObject({ vendor: undefined, operations: [] });
});

test('a restore of which more is recorded, as a drill does, is still that restore', () => {
  const more = { ...facts, drill_target: 'x' };
  const [restore] = restoresIn(readState('s', stateText([{ names, facts: more }])));
  expect(restore?.operations).toEqual(['restoreCluster']);
});

test('an empty state, as a file and as Terraform shows it', () => {
  for (const text of ['', '{"format_version":"1.0"}', '{"version":4,"resources":[]}']) {
    expect(readState('s', text)).toEqual({ label: 's', resources: [], addresses: [] });
  }
});

test.each([
  ['not JSON', 'x', 's: is not a JSON object.'],
  ['a list', '[]', 's: is not a JSON object.'],
  ['nested without end', '['.repeat(5000), 's: is not a JSON object.'],
  ['encrypted', '{"encrypted_data":"x"}', 's: is encrypted.'],
  ['a plan', '{"format_version":"1.2","resource_changes":[]}', 's: is a Terraform plan'],
  [
    'a note of the backend',
    '{"version":3,"backend":{}}',
    's: is Terraform’s backend configuration',
  ],
  ['an older state', '{"version":3}', 's: has 3 as its version, but this release reads 4.'],
  ['a newer format', '{"format_version":"2.0"}', 's: is of format "2.0"'],
])('what is %s is refused in a line', (_title, text, line) => {
  expect(() => readState('s', text)).toThrow(line);
  expect(() => readState('s', text)).toThrow('"terraform state pull" or "terraform show -json"');
});
