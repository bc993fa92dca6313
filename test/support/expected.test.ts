import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectText, type Update } from './expected';
import { newFolder } from './terraform';

const file = () => join(newFolder('expected'), 'deep', 'plan.txt');
const compare = (path: string, text: string, update?: Update) => () =>
  expectText(path, text, update);

describe.each(['UPDATE_EXPECTED', 'UPDATE_GOLDEN'] as const)('%s', (update) => {
  const before = process.env[update];
  afterEach(() => {
    if (before === undefined) delete process.env[update];
    else process.env[update] = before;
  });

  test('that is not set writes nothing', () => {
    delete process.env[update];
    const path = file();
    expect(compare(path, 'new', update)).toThrow('there is no file');
    expect(existsSync(path)).toBe(false);
  });

  test('writes what differs, and the run that writes it fails', () => {
    process.env[update] = '1';
    const path = file();
    expect(compare(path, 'new', update)).toThrow('there is no file');
    expect(compare(path, 'new', update)).not.toThrow();
    expect(compare(path, 'newer', update)).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('newer');
    expect(compare(path, 'newer', update)).not.toThrow();
  });
});
