import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  ForeignFile,
  tryOutFile,
  type WrittenFile,
  writePassword,
} from '../../../src/runner/password/password-file';
import { newFolder } from '../../support/terraform';

let folder: string;
let path: string;
beforeEach(() => {
  folder = realpathSync(newFolder('password'));
  path = join(folder, 'password');
});
afterEach(() => jest.restoreAllMocks());

const of = (journal: string, own?: WrittenFile, at = path) => ({ path: at, journal, own });
const files = () => readdirSync(folder).sort();
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

test('a password gets a file of its owner, and nothing else stays', () => {
  const written = writePassword(of('a'), 'secret');
  expect(written).toMatchObject({ path, isLinked: false });
  expect([files(), text('password')]).toEqual([['password'], 'secret']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a path that only a shell understands is refused: a folder of that name would be made', () => {
  // A value that is known after apply gets past synth.
  expect(() => tryOutFile(of('a', undefined, '~/secrets/password'), undefined)).toThrow(
    'it must not begin with what only a shell replaces',
  );
  expect(existsSync('~')).toBe(false);
});

test('the next password of the same restore takes the name, and the earlier one stays next to it', () => {
  const written = writePassword(of('a'), 'first');
  tryOutFile(of('a', written), undefined);
  writePassword(of('a', written), 'second');
  expect([text('password'), text('password.1')]).toEqual(['second', 'first']);
});

test('each of several earlier passwords stays, under its own name', () => {
  for (const [index, password] of ['first', 'second', 'third', 'fourth'].entries()) {
    const own = index === 0 ? undefined : { path, modifiedMs: statSync(path).mtimeMs };
    writePassword(of('a', own), password);
  }
  expect(files()).toEqual(['password', 'password.1', 'password.2', 'password.3']);
  expect(files().map(text)).toEqual(['fourth', 'first', 'second', 'third']);
});

test.each([
  ['another restore', () => of('b')],
  [
    'a restore that wrote the file before somebody else did',
    () => {
      const { mtimeMs } = statSync(path);
      utimesSync(path, new Date(), new Date(mtimeMs + 5000));
      return of('a', { path, modifiedMs: mtimeMs });
    },
  ],
])('%s leaves the file as it is, before a request and after it', (_title, restore) => {
  writePassword(of('a'), 'first');
  const file = restore();
  expect(() => tryOutFile(file, undefined)).toThrow(ForeignFile);
  expect(() => writePassword(file, 'second')).toThrow(
    `${path} holds something that this restore did not write, or wrote with another state`,
  );
  expect([files(), text('password')]).toEqual([['password'], 'first']);
});

test('of two restores at the same time, neither overwrites the other', () => {
  const { linkSync } = fs;
  jest.spyOn(fs, 'linkSync').mockImplementationOnce((from, to) => {
    writePassword(of('b'), 'of b');
    linkSync(from, to);
  });
  expect(() => writePassword(of('a'), 'of a')).toThrow(ForeignFile);
  expect([files(), text('password')]).toEqual([['password'], 'of b']);
});

test('of two restores that find the same empty file, neither overwrites the other', () => {
  writeFileSync(path, '');
  const { renameSync } = fs;
  jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
    writePassword(of('b'), 'of b');
    renameSync(from, to);
  });
  expect(() => writePassword(of('a'), 'of a')).toThrow(ForeignFile);
  expect([files(), text('password')]).toEqual([['password'], 'of b']);
});

test.each([
  ['an empty file', ''],
  ['a part of the same password, left by a kill', 'sec'],
])('%s is filled', (_title, present) => {
  writeFileSync(path, present);
  tryOutFile(of('a'), 'secret');
  writePassword(of('a'), 'secret');
  expect([files(), text('password')]).toEqual([['password'], 'secret']);
});

test('a link is written through, and reported', () => {
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real/target'), '');
  symlinkSync('real/target', path);
  tryOutFile(of('a'), undefined);
  expect(writePassword(of('a'), 'secret')).toMatchObject({
    path: join(folder, 'real/target'),
    isLinked: true,
  });
  expect(fs.lstatSync(path).isSymbolicLink()).toBe(true);
  expect([readdirSync(join(folder, 'real')), text('real/target')]).toEqual([['target'], 'secret']);
});

test('a link to what another restore wrote is refused, as is one to nowhere', () => {
  writePassword(of('b'), 'of b');
  const link = join(folder, 'link');
  symlinkSync('password', link);
  expect(() => tryOutFile(of('a', undefined, link), undefined)).toThrow(ForeignFile);
  const nowhere = join(folder, 'nowhere');
  symlinkSync('missing', nowhere);
  expect(() => tryOutFile(of('a', undefined, nowhere), undefined)).toThrow(
    `${nowhere} is a broken link`,
  );
  expect(existsSync(join(folder, 'missing'))).toBe(false);
});

test('the same file under another spelling is the same file', () => {
  const written = writePassword(of('a'), 'first');
  const other = `${folder}/./x/../password`;
  mkdirSync(join(folder, 'x'));
  expect(() => tryOutFile(of('b', undefined, other), undefined)).toThrow(ForeignFile);
  tryOutFile(of('a', written, other), undefined);
});

test('a file system without second names still never replaces a file', () => {
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  });
  const written = writePassword(of('a'), 'first');
  expect([files(), text('password')]).toEqual([['password'], 'first']);
  expect(() => writePassword(of('b'), 'second')).toThrow(ForeignFile);
  writePassword(of('a', written), 'second');
  expect([text('password'), text('password.1')]).toEqual(['second', 'first']);
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a folder that no one can make ends at once', () => {
  expect(() => tryOutFile(of('a', undefined, '/proc/nope/pw'), undefined)).toThrow('ENOENT');
});

test('what is not a file is refused, and an error of the disk is reported as it is', () => {
  mkdirSync(path);
  expect(() => tryOutFile(of('a'), undefined)).toThrow(`${path} is not a file`);
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('input/output error'), { code: 'EIO' });
  });
  const other = join(folder, 'other');
  expect(() => writePassword(of('a', undefined, other), 'secret')).toThrow('input/output error');
  expect(files()).toEqual(['password']);
});

test('the same password again leaves its file as it is', () => {
  const first = writePassword(of('a'), 'secret');
  utimesSync(path, new Date(0), new Date(0));
  expect(writePassword(of('b'), 'secret')).toEqual({ ...first, modifiedMs: 0 });
});
