import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, placesOf } from '../../src/records/places';
import { readRecords } from '../../src/records/records';
import type { StackOutput } from '../../src/review/read/output';
import { newFolder } from '../support/terraform';

let project: string;
let out: string;
beforeEach(() => {
  project = newFolder('places');
  out = join(project, 'out');
  mkdirSync(join(out, 'stacks/app'), { recursive: true });
  writeFileSync(join(project, 'cdktf.json'), '{}');
});
const folder = (...parts: string[]) => mkdirSync(join(project, ...parts), { recursive: true });

const stack = (terraform: object = {}, name = 'app'): StackOutput => ({
  ...{ name, file: `stacks/${name}/cdk.tf.json`, text: '' },
  parse: () => ({ terraform }),
});
const stateOf = (terraform: object) => placesOf(out, [stack(terraform)])[0]?.state;
const home = () => join(out, 'stacks/app');
const local = (settings: object) => ({ backend: { local: settings } });

describe('the state of a stack', () => {
  test.each<[string, object, () => string | undefined]>([
    ['without a backend is beside the stack', {}, () => join(home(), 'terraform.tfstate')],
    ['of the local backend too', local({}), () => join(home(), 'terraform.tfstate')],
    ['may have another name', local({ path: 'a/b.tfstate' }), () => join(home(), 'a/b.tfstate')],
    ['may be anywhere', local({ path: '/a.tfstate' }), () => '/a.tfstate'],
    ['of another backend is elsewhere', { backend: { s3: { bucket: 'b' } } }, () => undefined],
    ['of HCP Terraform is elsewhere', { cloud: {} }, () => undefined],
  ])('%s', (_title, terraform, file) => {
    expect(stateOf(terraform)).toBe(file());
  });

  test('of each workspace is in its own folder', () => {
    folder('out/stacks/app/terraform.tfstate.d/pr');
    folder('out/stacks/app/other/dev');
    const states = (terraform: object) =>
      placesOf(out, [stack(terraform)]).map(({ workspace, state }) => [workspace, state]);
    expect(states({})).toEqual([
      ['default', join(home(), 'terraform.tfstate')],
      ['pr', join(home(), 'terraform.tfstate.d/pr/terraform.tfstate')],
    ]);
    expect(states(local({ path: 'x', workspace_dir: 'other' }))).toEqual([
      ['default', join(home(), 'x')],
      ['dev', join(home(), 'other/dev/terraform.tfstate')],
    ]);
    expect(states({ cloud: {} })).toEqual([['default', undefined]]);
  });

  test('that is gone from the output is not known', () => {
    folder('.cluster-restore/old');
    expect(placesOf(out, [stack()])).toEqual([
      expect.objectContaining({ stack: 'app', journals: [] }),
      {
        ...{ stack: 'old', workspace: 'default', state: undefined },
        journals: [join(project, '.cluster-restore/old')],
      },
    ]);
  });
});

test('a folder in the output is a stack of which something is left where it has journals', () => {
  folder('out/stacks/none');
  folder('out/stacks/one/.cluster-restore');
  folder('out/stacks/two/.cluster-restore.d/pr');
  expect(placesOf(out, []).map((one) => [one.stack, one.workspace, one.journals])).toEqual([
    ['one', 'default', [join(out, 'stacks/one/.cluster-restore')]],
    ['two', 'default', []],
    ['two', 'pr', [join(out, 'stacks/two/.cluster-restore.d/pr')]],
  ]);
});

test('journals are next to the nearest cdktf.json, and next to the output where there is none', () => {
  folder('.cluster-restore/app');
  folder('deep/out');
  expect(placesOf(join(project, 'deep/out'), []).map(({ stack: name }) => name)).toEqual(['app']);
  writeFileSync(join(project, 'deep/cdktf.json'), '{}');
  expect(placesOf(join(project, 'deep/out'), [])).toEqual([]);
});

test('the names in a folder are those of folders, sorted', () => {
  folder('names/b');
  folder('names/a');
  writeFileSync(join(project, 'names/file'), '');
  symlinkSync('nowhere', join(project, 'names/link'));
  symlinkSync('circle', join(project, 'names/circle'));
  expect(namesIn(join(project, 'names'))).toEqual(['a', 'b']);
  expect(namesIn(join(project, 'names/file'))).toEqual([]);
  expect(namesIn(join(project, 'none'))).toEqual([]);
});

describe('the records of an output', () => {
  const reader = { cwd: '/', now: () => new Date('2026-11-21T00:00:00Z'), stdin: () => '' };
  const manifest = { version: '0.21.0', stacks: { app: manifestOf('app') } };
  function manifestOf(name: string) {
    const path = `stacks/${name}/cdk.tf.json`;
    return {
      name,
      constructPath: name,
      synthesizedStackPath: path,
      workingDirectory: `stacks/${name}`,
    };
  }
  const NULL = { mode: 'managed', type: 'null_resource', name: 'x' };
  const state = (name: string, triggers: object = {}) =>
    JSON.stringify({
      version: 4,
      resources: [{ ...NULL, name, instances: [{ attributes: { id: '1', triggers } }] }],
    });

  beforeEach(() => {
    writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
    const resource = { null_resource: { known: { triggers: {} } } };
    writeFileSync(join(home(), 'cdk.tf.json'), JSON.stringify({ resource }));
  });
  const given = (name: string, text: string) => {
    const file = join(project, name);
    writeFileSync(file, text);
    return file;
  };
  const records = (...states: string[]) => readRecords(out, states, reader);
  const places = (...states: string[]) =>
    records(...states).places.map(({ workspace, state: held, stateLabel }) => [
      ...[workspace, held?.length, stateLabel],
    ]);

  test('a missing state is not known, one that is there is, and one that is given counts', () => {
    expect(places()).toEqual([['default', undefined, undefined]]);
    const file = join(home(), 'terraform.tfstate');
    writeFileSync(file, state('known'));
    expect(places()).toEqual([['default', 0, file]]);
    expect(places('none')).toEqual([['default', 0, 'none']]);
    expect(records()).toMatchObject({ output: out, folder: out, stacks: ['app'] });
  });

  test('a state that is given of a workspace that nobody knows is one more place', () => {
    expect(places('app/pr=none')).toEqual([
      ['default', undefined, undefined],
      ['pr', 0, 'none'],
    ]);
  });

  test('a state that shares nothing with the stack is refused', () => {
    const file = given('foreign.json', state('foreign'));
    expect(() => records(file)).toThrow(
      `${file}: is not the state of stack "app": it shares neither a resource nor a cluster with it, got 1 resource. Give the state of that stack.`,
    );
    expect(() => records(given('own.json', state('known')))).not.toThrow();
  });

  test('a state that holds a cluster of a journal is not foreign', () => {
    const facts = {
      ...{ cluster_id: 'in01-1', job_id: 'j', backup_id: 'b', username: 'u', cluster_name: 'n' },
      ...{ project_id: 'p', source_cluster_ids: '', requested_at: '', request: '' },
      ...{ region_id: '', project_plan: '', submit_id: 'S', recorded_from: 'S' },
    };
    const file = given('moved.json', state('moved', facts));
    expect(() => records(file)).toThrow('is not the state of stack "app"');
    const write = (name: string) => {
      folder('.cluster-restore', name, 'key');
      const entry = {
        ...{ version: 1, key: 'key', path: 'app/a', state: 'recorded', identity: {}, facts: {} },
        requests: [
          { name: 'restore', state: 'submitted', at: '', facts: { cluster_id: 'in01-1' } },
        ],
      };
      const journal = join(project, '.cluster-restore', name, 'key/journal.json');
      writeFileSync(journal, JSON.stringify(entry));
    };
    write('other');
    expect(() => records(`app=${file}`)).toThrow('is not the state of stack "app"');
    write('app');
    expect(() => records(`app=${file}`)).not.toThrow();
  });

  test('what is not an output on this machine has none', () => {
    const file = given('plan.json', '{"format_version":"1.2","resource_changes":[]}');
    expect(() => readRecords(file, [], reader)).toThrow(
      'must be the output folder of cdktf synth, because states and journals are beside it. Name the folder.',
    );
    expect(readRecords('out', [], { ...reader, cwd: project }).folder).toBe(out);
  });
});
