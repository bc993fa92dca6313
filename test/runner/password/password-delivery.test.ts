import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canBeRun, runCommand } from '../../../src/runner/password/password-command';
import { deliver, tryOut } from '../../../src/runner/password/password-delivery';
import { newFolder } from '../../support/terraform';

const delivered = (...code: string[]) =>
  deliver('secret', {
    sink: { kind: 'command', argv: [process.execPath, '-e', ...code], timeoutSeconds: 60 },
    restore: { journal: 'journal', own: undefined },
    env: process.env,
  });

test('a password that nobody wants goes nowhere, and the line says what that means', async () => {
  const restore = { journal: 'journal', own: undefined };
  expect(await deliver('secret', { sink: { kind: 'discard' }, restore, env: {} })).toEqual({
    said: 'password discarded; reset it in the vendor console to log in',
  });
});

test('a command has the password when it ends with 0, and not when something ends it', async () => {
  const reads = 'if (require("fs").readFileSync(0, "utf8") !== "secret") process.exit(1)';
  expect(await delivered(reads)).toEqual({ said: 'password passed to the command' });
  await expect(delivered('process.kill(process.pid, "SIGKILL")')).rejects.toThrow(
    `${process.execPath} ended with SIGKILL`,
  );
});

describe('a password command', () => {
  const { PATH } = process.env;
  const { platform } = process;
  afterEach(() => {
    process.env.PATH = PATH;
    Object.defineProperty(process, 'platform', { value: platform });
  });
  const folder = newFolder('programs');
  const program = (name: string, mode = 0o755) => {
    writeFileSync(join(folder, name), '#!/bin/sh\n');
    chmodSync(join(folder, name), mode);
    return name;
  };
  program('sink');
  program('plain', 0o644);
  program('tool.exe');
  program('batch.cmd');
  mkdirSync(join(folder, 'a-folder'));

  test.each([
    ['sink', true],
    ['plain', false],
    ['a-folder', false],
    ['none', false],
    ['tool', false],
    ['', false],
  ])('%j on the PATH can be run: %s', (name, can) => {
    process.env.PATH = ['/nowhere', folder].join(delimiter);
    expect(canBeRun(name)).toBe(can);
  });

  test('with a path is not looked for on the PATH', () => {
    process.env.PATH = '';
    expect(canBeRun(join(folder, 'sink'))).toBe(true);
    expect(canBeRun('sink')).toBe(false);
    process.env.PATH = folder;
    expect(canBeRun('./sink')).toBe(false);
    delete process.env.PATH;
    expect(canBeRun('sink')).toBe(false);
  });

  test.each(['sink', 'tool', 'batch'])('%s can be run on Windows by its name alone', (name) => {
    Object.defineProperty(process, 'platform', { value: 'win32' });
    process.env.PATH = folder;
    expect(canBeRun(name)).toBe(true);
  });

  test('that is not there is refused before a password exists', () => {
    const sink = { kind: 'command' as const, argv: ['no-such-program'], timeoutSeconds: 1 };
    const restore = { journal: 'journal', own: undefined };
    expect(() => tryOut({ sink, restore }, 'nothing was restored', undefined)).toThrow(
      'the password command "no-such-program" is not on the PATH or cannot be run. Install it or correct passwordSink; nothing was restored.',
    );
  });

  test('that does not end is ended, and one that cannot be started is an error', async () => {
    const waits = [process.execPath, '-e', 'setInterval(() => 0, 1e6)'];
    await expect(runCommand(waits, 0.01, 'secret', process.env)).rejects.toThrow(
      `${process.execPath} was stopped after 0.01 s`,
    );
    await expect(runCommand(['/no/such/program'], 1, 'secret', {})).rejects.toThrow('ENOENT');
  });
});

test('a file whose folder cannot be written is refused with advice', () => {
  const path = join(newFolder('sink'), 'file', 'password');
  writeFileSync(join(path, '..'), 'no folder');
  const sink = { kind: 'file', path } as const;
  const restore = { journal: 'journal', own: undefined };
  expect(() => tryOut({ sink, restore }, 'nothing was restored', undefined)).toThrow(
    'Choose a path that can be written from the folder of the stack; nothing was restored.',
  );
});
