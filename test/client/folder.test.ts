import fs, { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../src/client/folder';
import { newFolder } from '../support/terraform';

const modeOf = (path: string) => statSync(path).mode & 0o777;
afterEach(() => jest.restoreAllMocks());

test('a folder is made with those above it, each with the mode', () => {
  const base = newFolder('made');
  makeFolder(join(base, 'a', 'b'), 0o700);
  expect([modeOf(join(base, 'a')), modeOf(join(base, 'a', 'b'))]).toEqual([0o700, 0o700]);
  makeFolder(join(base, 'c'));
  expect(modeOf(join(base, 'c'))).toBe(0o777 & ~process.umask());
});

test('one that is there stays as it is', () => {
  const base = newFolder('made');
  chmodSync(base, 0o750);
  const made = jest.spyOn(fs, 'mkdirSync');
  makeFolder(base, 0o700);
  expect([modeOf(base), made.mock.calls]).toEqual([0o750, []]);
});

test('one that another program makes meanwhile is as good', () => {
  const base = newFolder('made');
  jest.spyOn(fs, 'existsSync').mockReturnValueOnce(false).mockReturnValue(true);
  expect(() => makeFolder(base)).not.toThrow();
});

test('what cannot be made is an error, and ends', () => {
  const file = join(newFolder('made'), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'a'))).toThrow('ENOTDIR');
  expect(existsSync(join(file, 'a'))).toBe(false);
  jest.spyOn(fs, 'existsSync').mockReturnValue(false);
  expect(() => makeFolder('/')).not.toThrow();
});
