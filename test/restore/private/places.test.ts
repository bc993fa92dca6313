import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  folderFromStack,
  isInOutputOf,
  journalsFolder,
  projectFile,
  stackFolder,
} from '../../../src/restore/private/places';
import { newFolder } from '../../support/terraform';

describe('places', () => {
  const start = process.cwd();
  afterEach(() => process.chdir(start));

  /** A folder in which the app runs; the folder of a project, where it has a `cdktf.json`. */
  function folder(isProject: boolean): string {
    const made = realpathSync(newFolder('places'));
    if (isProject) writeFileSync(join(made, 'cdktf.json'), '{}');
    process.chdir(made);
    return made;
  }

  const stackIn = (outdir: string) => new TerraformStack(new App({ outdir }), 'staging');

  test('Terraform runs in the folder of the stack', () => {
    const here = folder(false);
    expect(stackFolder(stackIn('out'))).toBe(join(here, 'out', 'stacks', 'staging'));
    expect(stackFolder(stackIn(join(here, 'out')))).toBe(join(here, 'out', 'stacks', 'staging'));
  });

  test('the journals of a stack stay where they are, wherever the app goes', () => {
    folder(true);
    const stack = stackIn('out');
    expect(journalsFolder(stack)).toBe('../../../.cluster-restore/staging');
    process.chdir(start);
    expect(journalsFolder(stack)).toBe('../../../.cluster-restore/staging');
  });

  test('without a project, and in a folder whose name begins like it, journals are in the output', () => {
    const here = folder(true);
    mkdirSync(`${here}-2`);
    expect(journalsFolder(stackIn(`${here}-2`))).toBe('.cluster-restore');
    folder(false);
    expect(journalsFolder(stackIn('out'))).toBe('.cluster-restore');
  });

  test.each([
    ['in the project', true, 'drills', '../../../drills'],
    ['above the project', true, '../drills', '../../../../drills'],
    ['absolute', true, '/drills', '/drills'],
    ['without a project', false, 'drills', 'drills'],
  ])('a folder is named from that of the stack: %s', (_title, isProject, path, expected) => {
    folder(isProject);
    expect(folderFromStack(stackIn('out'), path)).toBe(expected);
  });

  test('a folder is below that of the stack where the output is elsewhere', () => {
    folder(true);
    expect(folderFromStack(stackIn(newFolder('elsewhere')), 'drills')).toBe('drills');
  });

  test.each([
    ['within it', true, 'out/drills', true],
    ['itself', true, 'out', true],
    ['beside it', true, 'drills', false],
    ['whose name begins like it', true, 'out-2', false],
    ['without a project, where it is below the stack', false, 'out/drills', false],
  ])('a folder is in the output: %s', (_title, isProject, path, isInside) => {
    const here = folder(isProject);
    const stack = stackIn('out');
    expect(isInOutputOf(stack, path)).toBe(isInside);
    expect(isInOutputOf(stack, join(here, path))).toBe(path.split('/')[0] === 'out');
  });

  test('a folder is not in an output that is not in the project', () => {
    folder(true);
    const out = newFolder('elsewhere');
    expect(isInOutputOf(stackIn(out), 'drills')).toBe(false);
    expect(isInOutputOf(stackIn(out), join(out, 'drills'))).toBe(true);
  });

  test('a file is relative to the project above the working directory, or to that', () => {
    const here = folder(true);
    mkdirSync(join(here, 'deep'));
    process.chdir('deep');
    expect(projectFile('a.json')).toBe(join(here, 'a.json'));
    expect(projectFile('/a.json')).toBe('/a.json');
    const other = folder(false);
    expect(projectFile('a.json')).toBe(join(other, 'a.json'));
    expect(projectFile('a.json', '/')).toBe('/a.json');
  });
});
