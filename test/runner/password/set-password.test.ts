import crypto from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoResponseError, refusal } from '../../../src/client/errors';
import { Redactor } from '../../../src/client/redactor';
import { Journal } from '../../../src/runner/journal/journal';
import { newPassword } from '../../../src/runner/password/new-password';
import { type PasswordContext, setPassword } from '../../../src/runner/password/set-password';
import { Spool } from '../../../src/runner/password/spool';
import { fakeApi, protocolContext } from '../../support/protocol';
import { newJournal } from '../../support/step';
import { newFolder } from '../../support/terraform';

const FORM = /^[A-Za-z0-9]{32}$/;
const IDENTITY = { cluster_id: 'c', restore_id: 'r1', sql_user: 'app' };

afterEach(() => jest.restoreAllMocks());

test('a new password has letters of both cases and digits, and is another one each time', () => {
  const passwords = Array.from({ length: 50 }, newPassword);
  for (const password of passwords) expect(password).toMatch(FORM);
  for (const form of [/[A-Z]/, /[a-z]/, /\d/]) {
    expect(passwords.filter((password) => form.test(password))).toHaveLength(50);
  }
  expect(new Set(passwords).size).toBe(50);
});

test.each([0, 26, 52])('a password of one kind of letter (%d) is drawn again', (first) => {
  const draws = [...Array<number>(32).fill(first), 0, 26, ...Array<number>(30).fill(52)];
  jest.spyOn(crypto, 'randomInt').mockImplementation(() => draws.shift() ?? 0);
  expect(newPassword()).toBe(`Aa${'0'.repeat(30)}`);
});

/** A vendor that holds one password, a folder, and the runs of a step between them. */
function world(file = join(newFolder('password'), 'app.password')) {
  const journal = newJournal('app');
  const spool = new Spool(journal.folder);
  const redactor = new Redactor();
  const vendor = { password: 'of production', calls: 0 };
  const said: string[] = [];
  const run = (change: Partial<PasswordContext> = {}) => {
    const driver = protocolContext(fakeApi({}), {}, { say: (line) => void said.push(line) });
    const context: PasswordContext = {
      spec: {
        ...{ path: 'stack/app', vendor: 'cockroach', operation: 'sqlUserPassword' },
        passwordSink: { kind: 'file', path: file },
      },
      setting: {
        apply: async (_context, password = '') => {
          vendor.calls += 1;
          vendor.password = password;
        },
      },
      ...{ driver, identity: IDENTITY, journal, redactor, env: {} },
      ...change,
    };
    return setPassword(context).then(
      () => undefined,
      (error: Error) => error,
    );
  };
  const inSink = () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  /** The vendor's password is never only at the vendor. */
  const isSafe = () =>
    [spool.read()?.password, inSink(), 'of production'].includes(vendor.password);
  return { run, journal, spool, redactor, vendor, said, file, inSink, isSafe };
}

test('a password is generated, set, handed over and forgotten', async () => {
  const { run, vendor, inSink, spool, journal, said, redactor } = world();
  expect(await run()).toBeUndefined();
  expect(vendor.password).toMatch(FORM);
  expect(inSink()).toBe(vendor.password);
  expect(spool.read()).toBeUndefined();
  const journaled = readFileSync(join(journal.folder, 'journal.json'), 'utf8');
  expect([journaled, ...said].join()).not.toContain(vendor.password);
  expect(redactor.redact(`x ${vendor.password}`)).toBe('x ***');
  expect(journal.read()).toMatchObject({ state: 'recorded', password: 'delivered', requests: [] });
});

test('set again it is another one, and the file of the earlier one is kept next to it', async () => {
  const { run, vendor, inSink, file } = world();
  await run();
  const first = vendor.password;
  expect(await run()).toBeUndefined();
  expect(vendor.password).not.toBe(first);
  expect(inSink()).toBe(vendor.password);
  expect(readFileSync(`${file}.1`, 'utf8')).toBe(first);
});

/** A step whose password goes to a program. */
const passedTo = (program: string): PasswordContext['spec'] => ({
  ...{ path: 'stack/app', vendor: 'cockroach', operation: 'sqlUserPassword' },
  passwordSink: { kind: 'command', argv: [program], timeoutSeconds: 5 },
});

const killed = () => {
  throw new Error('killed');
};

describe('a run that ends early is repeated with the same password', () => {
  type World = ReturnType<typeof world>;
  test.each<[string, (at: World) => Promise<unknown>]>([
    ['before the request acts', ({ run }) => run({ setting: { apply: async () => killed() } })],
    [
      'after it has acted',
      ({ run, vendor }) =>
        run({
          setting: {
            apply: async (_context, password = '') => {
              vendor.password = password;
              throw new NoResponseError('lost', '', { effect: 'unknown', retry: 'later' });
            },
          },
        }),
    ],
    [
      'before the journal knows of the delivery',
      ({ run }) => {
        jest.spyOn(Journal.prototype, 'write').mockImplementationOnce(killed);
        return run();
      },
    ],
    [
      'before the kept one is removed',
      ({ run }) => {
        jest.spyOn(Spool.prototype, 'clear').mockImplementationOnce(killed);
        return run();
      },
    ],
  ])('%s', async (_title, ending) => {
    const at = world();
    expect(await ending(at)).toBeInstanceOf(Error);
    const kept = at.spool.read()?.password;
    expect(kept).toMatch(FORM);
    expect(at.isSafe()).toBe(true);
    expect(await at.run()).toBeUndefined();
    expect(at.said).toContain('a password of an earlier run is kept here: it is set again');
    expect(at.vendor.password).toBe(kept);
    expect(at.inSink()).toBe(kept);
    expect(at.spool.read()).toBeUndefined();
    expect(existsSync(`${at.file}.1`)).toBe(false);
  });

  test('not where the restore is another one: what it left stays aside', async () => {
    const at = world();
    await at.run({ setting: { apply: async () => killed() } });
    const kept = at.spool.read()?.password;
    expect(await at.run({ identity: { ...IDENTITY, restore_id: 'r2' } })).toBeUndefined();
    expect(at.vendor.password).not.toBe(kept);
    expect(at.inSink()).toBe(at.vendor.password);
    expect(at.said.join()).toContain(`kept in ${at.spool.file}.1`);
  });

  test('a part of one was never sent, and is written over', async () => {
    const at = world();
    writeFileSync(at.spool.file, '{"password":"abc');
    expect(await at.run()).toBeUndefined();
    expect(at.inSink()).toBe(at.vendor.password);
    expect(existsSync(`${at.spool.file}.1`)).toBe(false);
  });
});

describe('nothing is sent', () => {
  test('where the password cannot be kept', async () => {
    const { run, vendor, inSink } = world();
    jest.spyOn(Spool.prototype, 'keep').mockImplementation(() => {
      throw new Error('disk full');
    });
    expect(await run()).toMatchObject({ message: 'disk full' });
    expect(vendor).toEqual({ password: 'of production', calls: 0 });
    expect(inSink()).toBeUndefined();
  });

  test('where the user is not there: no password is generated', async () => {
    const { run, vendor, spool } = world();
    const setting = {
      prepare: () => Promise.reject(refusal('no such user', 'Correct it')),
      apply: async () => killed(),
    };
    expect(await run({ setting })).toMatchObject({ problem: 'no such user' });
    expect(vendor.calls).toBe(0);
    expect(existsSync(spool.file)).toBe(false);
  });

  test('where the sink cannot take it', async () => {
    const { run, vendor } = world();
    expect(await run({ spec: passedTo('no-such-program') })).toMatchObject({
      exitCode: 10,
      message: expect.stringContaining('no password was changed'),
    });
    expect(vendor.calls).toBe(0);
  });
});

test('a sink that fails leaves the password in the journal folder, and says where', async () => {
  const { run, vendor, spool, inSink } = world();
  expect(await run({ spec: passedTo('false') })).toMatchObject({
    exitCode: 10,
    problem: 'the new password is set and could not be delivered: false ended with code 1',
    fix: `It is kept in ${spool.file} (mode 0600). Fix the sink and apply again, or read it there`,
  });
  expect(spool.read()?.password).toBe(vendor.password);
  expect(await run()).toBeUndefined();
  expect(inSink()).toBe(vendor.password);
});
