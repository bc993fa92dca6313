import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { journalsIn } from '../../src/records/journals';
import { placesOf } from '../../src/records/places';
import { journalsFolder, projectFile } from '../../src/restore/private/places';
import { newFolder } from '../support/terraform';

const start = process.cwd();
afterEach(() => process.chdir(start));

/** A project with a `cdktf.json`, in which the app runs. */
function project(): string {
  const folder = newFolder('project');
  writeFileSync(join(folder, 'cdktf.json'), '{}');
  process.chdir(folder);
  return process.cwd();
}

const stackIn = (outdir: string) => new TerraformStack(new App({ outdir }), 'staging');

describe('journals', () => {
  test('lie next to cdktf.json: synth deletes the folder of a stack that is absent, and people delete the output', () => {
    const folder = project();
    expect(journalsFolder(stackIn(join(folder, 'cdktf.out')))).toBe(
      '../../../.cluster-restore/staging',
    );
    expect(journalsFolder(stackIn('cdktf.out'))).toBe('../../../.cluster-restore/staging');
    mkdirSync(join(folder, 'build'));
    expect(journalsFolder(stackIn(join(folder, 'build/out')))).toBe(
      '../../../../.cluster-restore/staging',
    );
  });

  test('stay in an output that lies elsewhere: a path out of it would differ from machine to machine', () => {
    project();
    expect(journalsFolder(stackIn(newFolder('elsewhere')))).toBe('.cluster-restore');
  });

  test('are found by sweep in each place, and of each workspace', () => {
    const folder = project();
    const output = join(folder, 'cdktf.out');
    const entry = (clusterId: string) => ({
      ...{ version: 1, key: 'articles', path: `staging/${clusterId}`, state: 'recorded' },
      ...{ identity: {}, facts: {} },
      requests: [{ name: 'restore', state: 'submitted', at: '', facts: { cluster_id: clusterId } }],
    });
    const places = {
      a: '.cluster-restore/staging/articles',
      b: '.cluster-restore/staging.d/feature/articles',
      c: '.cluster-restore/removed/articles',
      d: 'cdktf.out/stacks/staging/.cluster-restore/articles',
      e: 'cdktf.out/stacks/staging/.cluster-restore.d/feature/articles',
    };
    for (const [id, place] of Object.entries(places)) {
      mkdirSync(join(folder, place), { recursive: true });
      writeFileSync(join(folder, place, 'journal.json'), JSON.stringify(entry(id)));
    }
    const found = placesOf(output, []).flatMap(({ stack, workspace, journals }) =>
      journals
        .flatMap(journalsIn)
        .flatMap(({ clusters }) =>
          clusters.map(({ recorded }) => `${recorded.cluster_id} ${stack} ${workspace}`),
        ),
    );
    expect(found.sort()).toEqual([
      'a staging default',
      'b staging feature',
      'c removed default',
      'd staging default',
      'e staging feature',
    ]);
  });
});

test('a file of the app is relative to cdktf.json, from wherever the app runs', () => {
  const folder = project();
  mkdirSync(join(folder, 'deep'));
  expect(projectFile('a.json', join(folder, 'deep'))).toBe(join(folder, 'a.json'));
});
