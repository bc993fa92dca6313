import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  createDurably,
  ensurePrivateFolder,
  readIfThere,
  writeDurably,
} from '../../../src/runner/journal/durable-file';
import { Journal } from '../../../src/runner/journal/journal';
import { newFolder } from '../../support/terraform';

let folder: string;
beforeEach(() => {
  folder = newFolder('durable');
});
afterEach(() => jest.restoreAllMocks());

/** Files and folders that are open now. */
const open = new Set<number>();

/** What is done to the disk, in order: which file or folder is made durable, and what is renamed. */
function watchDisk(): string[] {
  const events: string[] = [];
  const names = new Map<number, string>();
  const { openSync, closeSync, fsyncSync, renameSync } = fs;
  jest.spyOn(fs, 'closeSync').mockImplementation((handle) => {
    open.delete(handle);
    closeSync(handle);
  });
  jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
    const handle = openSync(path, flags, mode);
    open.add(handle);
    names.set(handle, path === folder ? 'folder' : String(path).slice(folder.length + 1));
    return handle;
  });
  jest.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
    events.push(`sync ${names.get(handle)}`);
    fsyncSync(handle);
  });
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    events.push('rename');
    renameSync(from, to);
  });
  return events;
}

test('a file is on the disk before it takes its name, and then the name is', () => {
  const events = watchDisk();
  writeDurably(join(folder, 'journal.json'), 'new');
  expect(events).toEqual(['sync journal.json.tmp', 'sync folder', 'rename', 'sync folder']);
  expect(readFileSync(join(folder, 'journal.json'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['journal.json']);
  expect(open.size).toBe(0);
});

test('a file that must not be there is not overwritten', () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'of another restore');
  expect(() => createDurably(file, 'new', false)).toThrow('EEXIST');
  expect(readFileSync(file, 'utf8')).toBe('of another restore');
});

test('a file that is written again is on the disk, and its name', () => {
  const events = watchDisk();
  createDurably(join(folder, 'spool'), 'secret');
  expect(events).toEqual(['sync spool', 'sync folder']);
});

test('a write that fails leaves the old content and nothing else', () => {
  const file = join(folder, 'journal.json');
  writeFileSync(file, 'old');
  jest.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw new Error('no space left on device');
  });
  expect(() => writeDurably(file, 'new')).toThrow('no space left on device');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['journal.json']);
});

test('what a kill left of an earlier write is overwritten', () => {
  writeFileSync(join(folder, 'journal.json.tmp'), 'a longer half of a journal');
  writeDurably(join(folder, 'journal.json'), 'new');
  expect(readFileSync(join(folder, 'journal.json'), 'utf8')).toBe('new');
});

test('files are for their owner alone, whatever existed before', () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'old', { mode: 0o644 });
  writeDurably(file, 'new');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  createDurably(file, 'newer');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a folder is for its owner alone', () => {
  const made = join(folder, 'a', 'b');
  ensurePrivateFolder(made);
  expect(statSync(made).mode & 0o777).toBe(0o700);
});

test('a folder that others may write to is closed to them; one that they may read stays', () => {
  chmodSync(folder, 0o777);
  ensurePrivateFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  chmodSync(folder, 0o755);
  ensurePrivateFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test('a folder that others may write to, of another user, is refused', () => {
  chmodSync(folder, 0o1777);
  jest.spyOn(fs, 'chmodSync').mockImplementation(() => {
    throw new Error('EPERM: operation not permitted, chmod');
  });
  expect(() => ensurePrivateFolder(folder)).toThrow(
    `others may write to the journal folder ${folder} (mode 0777), and it belongs to another user. Ask its owner to close it (chmod 700), or move it away; nothing was sent.`,
  );
});

test('the folders above that hold journals alone are closed too, and no other', () => {
  const above = join(folder, '.cluster-restore');
  mkdirSync(above);
  chmodSync(above, 0o777);
  chmodSync(folder, 0o777);
  new Journal('articles', join(above, 'stack')).prepare();
  expect([folder, above].map((one) => statSync(one).mode & 0o777)).toEqual([0o777, 0o700]);
});

test('an error of reading names the file, also where a folder is in its place', () => {
  const folder = newFolder('files');
  expect(() => readIfThere(folder)).toThrow(`'${folder}'`);
  expect(() => readIfThere(`${folder}\0`)).toThrow();
});

test('a file that is not there has no text; whatever else is wrong is an error', () => {
  expect(readIfThere(join(folder, 'none'))).toBeUndefined();
  mkdirSync(join(folder, 'a'));
  expect(() => readIfThere(join(folder, 'a'))).toThrow('EISDIR');
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
