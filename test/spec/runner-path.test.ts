import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeTokens, specFields } from '../../src/spec/encode';
import { installedRunner, RUNNER_PATH, runnerPlaces } from '../../src/spec/runner-path';
import { settingResource } from '../../src/spec/setting-resource';
import { sourcesFile } from '../../src/spec/source-list';
import { startsRunner } from '../../src/spec/step-provisioner';
import { newFolder } from '../support/terraform';

const FILE = 'cluster-restore-runner.cjs';

describe('the runner of the installed package', () => {
  const folders = () => {
    const root = newFolder('package');
    const from = join(root, 'src', 'deep');
    mkdirSync(from, { recursive: true });
    return { root, from };
  };
  const runnerIn = (folder: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, FILE), '');
    return join(folder, FILE);
  };

  test('is where each release has it', () => {
    expect(RUNNER_PATH).toBe(`assets/cluster-restore/v1/${FILE}`);
    expect(runnerPlaces('/a')).toEqual([`/a/runner/${FILE}`, `/a/lib/runner/${FILE}`]);
    expect(runnerPlaces('/a', ['zilliz'])).toEqual([
      `/a/runner/zilliz/${FILE}`,
      `/a/lib/runner/zilliz/${FILE}`,
    ]);
    expect(runnerPlaces('/a', ['zilliz', 'cockroach'])).toEqual(runnerPlaces('/a'));
    expect(sourcesFile('zilliz')).toBe('zilliz-sources.txt');
  });

  test.each(['runner', 'lib/runner'])('is found above, in %s', (place) => {
    const { root, from } = folders();
    expect(installedRunner([], from)).toBeUndefined();
    const runner = runnerIn(join(root, place));
    expect(installedRunner([], from)).toBe(runner);
    expect(installedRunner([], root)).toBe(runner);
  });

  test('is none of a package further up', () => {
    const { root, from } = folders();
    runnerIn(join(root, 'runner'));
    writeFileSync(join(root, 'src', 'package.json'), '{}');
    expect(installedRunner([], from)).toBeUndefined();
  });
});

test('a number that Terraform gives is recognised as a number, and a list as a text', () => {
  const tokens = {
    isToken: (value: unknown) => value === -1 || value === 'later',
    expression: String,
  };
  expect(encodeTokens({ a: -1, b: 'later', c: 2 }, tokens)).toEqual({
    value: {
      a: { $env: 'CLUSTER_RESTORE_VALUE_0', as: 'number' },
      b: { $env: 'CLUSTER_RESTORE_VALUE_1', as: 'string' },
      c: 2,
    },
    variables: { CLUSTER_RESTORE_VALUE_0: '-1', CLUSTER_RESTORE_VALUE_1: 'later' },
  });
});

test('a bigint is in the spec as a text, which its schema refuses', () => {
  expect(specFields({ declaration: { size: 10n, name: 'a' } })).toBe(
    '"declaration":{"size":"10","name":"a"}',
  );
});

test('what is recorded is named in the spec, and read from variables', () => {
  const started = (names: readonly string[]) =>
    startsRunner({
      step: 'wait',
      command: 'r',
      fields: ['"a":1'],
      recorded: Object.fromEntries(names.map((name) => [name, `<${name}>`])),
    })[0]?.['local-exec'].environment;
  const one = { $env: 'CLUSTER_RESTORE_VALUE_JOB_ID', as: 'string' };
  for (let time = 0; time < 2; time += 1) {
    const environment = started(['job_id']);
    expect(JSON.parse(environment?.CLUSTER_RESTORE_SPEC ?? '')).toEqual({
      a: 1,
      recorded: { job_id: one },
    });
    expect(environment?.CLUSTER_RESTORE_VALUE_JOB_ID).toBe('<job_id>');
    expect(Object.keys(environment ?? {})).not.toContain('CLUSTER_RESTORE_JOURNALS');
  }
  expect(JSON.parse(started(['job_id', 'jobs'])?.CLUSTER_RESTORE_SPEC ?? '')).toMatchObject({
    recorded: { job_id: one, jobs: { as: 'string' } },
  });
});

test('a setting that is not compared in each apply has no trigger for it', () => {
  const model = {
    vendor: 'zilliz',
    operation: 'backupPolicy',
    path: 'stack/policy',
    command: 'r',
    declaration: {},
    acknowledge: [],
    triggers: { cluster_id: 'in01-a' },
  };
  const tokens = { isToken: () => false, expression: String };
  expect(Object.keys(settingResource(model, tokens).triggers ?? {})).toEqual(['cluster_id']);
});
