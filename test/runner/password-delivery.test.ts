import { deliver } from '../../src/runner/password-delivery';

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
