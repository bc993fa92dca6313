import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PasswordSink, RemovalPolicy } from '../../src';
import { runProgram } from '../support/runner';
import { restoredCluster } from '../support/zilliz';
import { benchOf } from './support/bench';
import { bundledRunner } from './support/bundle';
import { FAULTS, HOSTILE } from './support/faults';
import { CONTROL, hostileTexts } from './support/hostile';
import { Lab } from './support/lab';
import { type Bench, phaseOf } from './support/phase';
import { inParallel } from './support/pool';
import { SELF_SIGNED } from './support/self-signed';
import { zillizCluster } from './support/zilliz-scenarios';

let bench: Bench;
beforeAll(async () => {
  bench = await benchOf(zillizCluster(false), await bundledRunner());
});

const atSubmit = (title: string, on = bench) => Lab.open(title, on, phaseOf(on, 'submit'));

const ONE_OF_EACH = [...FAULTS, ...HOSTILE].filter(
  ({ fault }, at, all) => all.findIndex((other) => other.fault.kind === fault.kind) === at,
);

// Closing a lab throws where the runner did not see the fault.
test.each(ONE_OF_EACH)('$title is what the runner sees', async ({ fault }) => {
  const lab = await atSubmit('seen');
  const operation = fault.kind === 'endless-pages' ? 'listClusters' : 'restoreCluster';
  lab.simulator.inject({ operation, fault });
  await lab.run('submit');
  expect(lab.simulator.deliveredFaults.size).toBe(1);
  expect((await lab.close()).created).toBeLessThanOrEqual(1);
});

test('a message of the server is one line without control characters, in every place where it is shown', async () => {
  const lines = await inParallel(hostileTexts(24, 5), async (message) => {
    const refused = await atSubmit('refused');
    refused.simulator.inject({
      operation: 'restoreCluster',
      fault: { kind: 'http-error', status: 400, body: { code: 96999, message } },
    });
    const first = await refused.run('submit');
    await refused.close();
    const failed = await Lab.open('failed', bench, phaseOf(bench, 'wait'));
    for (const job of failed.simulator.zilliz.jobs) {
      Object.assign(job, { script: { end: 'FAILED', reason: message, via: message } });
    }
    const second = await failed.run('wait');
    await failed.close();
    return [first, second];
  });
  expect(lines).toHaveLength(24);
  for (const [first, second] of lines) {
    expect([first?.code, second?.code]).toEqual([4, 7]);
    expect(first?.stderr.split('\n')).toHaveLength(2);
    expect(second?.stderr.split('\n')).toHaveLength(2);
    const said = `${first?.stdout}${first?.stderr}${second?.stdout}${second?.stderr}`;
    expect(said.replaceAll('\n', '')).not.toMatch(CONTROL);
  }
});

test('an id of the server in a printed command is a word, not a command', async () => {
  const lab = await atSubmit('id');
  const fault = { kind: 'drop', acts: false } as const;
  lab.simulator.inject({ operation: 'restoreCluster', fault });
  lab.simulator.inject({
    operation: 'listClusters',
    nth: 2,
    fault: {
      kind: 'http-error',
      status: 200,
      body: {
        code: 0,
        data: {
          count: 1,
          clusters: [
            {
              clusterId: "in01'; touch pwned; $(touch pwned) `touch pwned`",
              clusterName: 'articles-staging',
              projectId: 'proj-7c41d0b2e98f4a6d5e3c1f',
            },
          ],
        },
      },
    },
  });
  const { stderr } = await lab.run('submit');
  expect(stderr).toContain(' adopt articles ');
  await lab.runPrinted(stderr, 'adopt');
  expect(existsSync(join(lab.folder, 'pwned'))).toBe(false);
  // The whole of it arrived, as one word.
  expect(lab.output).toContain(
    "cluster_id=in01'; touch pwned; $(touch pwned) `touch pwned` was not adopted",
  );
  await lab.close();
});

test('a message that repeats the key is cut after the key is masked', async () => {
  const lab = await atSubmit('echo');
  const message = `${'x'.repeat(280)}${bench.scenario.key}`;
  lab.simulator.inject({
    operation: 'restoreCluster',
    fault: { kind: 'http-error', status: 400, body: { code: 96999, message } },
  });
  const { stderr } = await lab.run('submit');
  expect(stderr).not.toContain(bench.scenario.key.slice(0, 8));
  expect(stderr).toContain('***');
  await lab.close();
});

test('the key does not follow a redirect to another server', async () => {
  const elsewhere = await atSubmit('elsewhere');
  const lab = await atSubmit('redirect');
  for (const operation of ['describeBackup', 'restoreCluster']) {
    const location = `${elsewhere.simulator.url}/v2/clusters`;
    lab.simulator.inject({ operation, times: 'always', fault: { kind: 'redirect', location } });
  }
  const end = await lab.run('submit');
  expect(end.stderr).toContain('responded with a redirect, which is not followed with the key');
  expect(end.code).toBe(5);
  expect(elsewhere.simulator.requests).toEqual([]);
  await Promise.all([lab.close(), elsewhere.close()]);
});

test('a server that asks for an hour of patience is answered at once, with what it asked for', async () => {
  const lab = await atSubmit('patience');
  const fault = { kind: 'rate-limit', retryAfterSeconds: 3600 } as const;
  lab.simulator.inject({ operation: 'restoreCluster', fault });
  const { code, stderr } = await lab.run('submit');
  expect(stderr).toContain('The server asks to wait 3600 s: apply again later. [exit 4]');
  expect(code).toBe(4);
  expect((await lab.run('submit')).code).toBe(0);
  await lab.close();
});

describe('a rate limit that lasts', () => {
  const limit = (retryAfter?: string) =>
    ({
      kind: 'http-error',
      status: 429,
      body: { code: 429, message: 'rate limit exceeded' },
      ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
    }) as const;

  test.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['no time', '0'],
    ['a moment', '0.01'],
    ['less than nothing', '-5'],
    ['a word', 'soon'],
    ['a date long ago', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ])(
    'and asks for %s is waited for: the restore is sent until it is taken, and acts once',
    async (_title, asked) => {
      const lab = await atSubmit('limit');
      // More often than any other failure is tried again.
      lab.simulator.inject({ operation: 'describeBackup', times: 9, fault: limit(asked) });
      lab.simulator.inject({ operation: 'restoreCluster', times: 20, fault: limit(asked) });
      const { code, stdout } = await lab.run('submit');
      expect(code).toBe(0);
      expect(stdout.match(/waiting for it to end, and nothing was lost/g)).toHaveLength(2);
      const sent = lab.simulator.requests.filter(({ operation }) => operation === 'restoreCluster');
      expect(sent.map(({ acted }) => acted)).toEqual([...Array(20).fill(false), true]);
      expect((await lab.close()).created).toBe(1);
    },
  );

  test('ends with the timeout of the step, and the next apply sends the restore', async () => {
    const lab = await atSubmit('limit');
    lab.simulator.inject({ operation: 'restoreCluster', times: 'always', fault: limit('0.2') });
    const end = await lab.run('submit', lab.with('submit', { timeoutMinutes: 0.02 }));
    expect(end.stderr).toContain('rate limit exceeded');
    expect(end.stderr).toContain('Apply again later. [exit 4]');
    lab.simulator.clearFaults();
    expect((await lab.run('submit')).code).toBe(0);
    expect((await lab.close()).created).toBe(1);
  });

  test.each(['1e300', '99999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'and asks for %s is not waited for, and nothing is lost',
    async (asked) => {
      const lab = await atSubmit('limit');
      lab.simulator.inject({ operation: 'restoreCluster', fault: limit(asked) });
      const { code, stderr } = await lab.run('submit');
      expect(stderr).toMatch(/The server asks to wait \S+ s: apply again later\. \[exit 4\]/);
      expect(code).toBe(4);
      expect((await lab.run('submit')).code).toBe(0);
      expect((await lab.close()).created).toBe(1);
    },
  );
});

test('retries of a wait end with its budget', async () => {
  const lab = await Lab.open('budget', bench, phaseOf(bench, 'wait'));
  const fault = { kind: 'rate-limit', retryAfterSeconds: 290 } as const;
  lab.simulator.inject({ operation: 'describeJob', times: 'always', fault });
  const begin = Date.now();
  const end = await lab.run('wait', lab.with('wait', { timeoutMinutes: 0.005 }));
  expect(end.stderr).toContain('the restore had not ended after 0.005 min (timeoutMinutes)');
  expect(end.code).toBe(8);
  // It did not wait as long as the server asks.
  expect(Date.now() - begin).toBeLessThan(290_000);
  await lab.close();
});

test('a server that nobody vouches for gets no request, and is not asked again', async () => {
  const heard: string[] = [];
  let connections = 0;
  const server = createSecureServer(SELF_SIGNED, ({ headers }, response) => {
    heard.push(headers.authorization ?? '');
    response.end('{}');
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const lab = await atSubmit('tls');
  const end = await lab.run('submit', {
    ZILLIZ_BASE_URL: `https://127.0.0.1:${port}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
  expect(end.stderr).toContain('cannot be reached: self-signed certificate');
  expect([end.code, heard, connections]).toEqual([5, [], 1]);
  await new Promise((resolve) => server.close(resolve));
  await lab.close();
});

test('a connection that ends in another protocol is a failure, not a silent success', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const lab = await atSubmit('upgrade');
  const end = await lab.run('submit', { ZILLIZ_BASE_URL: `http://127.0.0.1:${port}` });
  expect(end.stderr).toContain('the connection was closed before the response was complete');
  expect(end.code).toBe(5);
  await new Promise((resolve) => server.close(resolve));
  await lab.close();
});

describe('while the response comes', () => {
  /** Runs the submission in its own process, and does something to it as soon as the response begins. */
  async function whileAnswered(lab: Lab, act: (child: ChildProcess) => void, more = {}) {
    let child: ChildProcess | undefined;
    const fault = { kind: 'slow-drip', pieces: 8, tickMilliseconds: 40 } as const;
    lab.simulator.inject({ operation: 'restoreCluster', fault });
    lab.simulator.observe(({ operation }) => {
      if (operation === 'restoreCluster' && child !== undefined) act(child);
    });
    return lab.run('submit', more, (folder, args, variables, started) =>
      runProgram(folder, args, variables, (process) => {
        child = process;
        started?.(process);
      }),
    );
  }

  test.each(['SIGHUP', 'SIGINT', 'SIGTERM'] as const)(
    '%s waits until the password is delivered',
    async (signal) => {
      const lab = await atSubmit(signal);
      const end = await whileAnswered(lab, (child) => child.kill(signal));
      expect([end.code, end.signal]).toEqual([0, null]);
      expect((await lab.close()).delivered).toBe(1);
    },
  );

  test('a process that is stopped beyond its time reads what has arrived', async () => {
    const lab = await atSubmit('stopped');
    const stopped = (child: ChildProcess) => {
      child.kill('SIGSTOP');
      setTimeout(() => child.kill('SIGCONT'), 1500);
    };
    const end = await whileAnswered(lab, stopped, { CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '1' });
    expect([end.code, end.stderr]).toEqual([0, '']);
    expect((await lab.close()).delivered).toBe(1);
  });
});

describe('a password command', () => {
  const withCommand = async (argv: string[], timeoutSeconds?: number) => {
    const scenario = {
      ...zillizCluster(false),
      build: (stack: Parameters<typeof restoredCluster>[0]) => {
        restoredCluster(stack, {
          passwordSink: PasswordSink.command(argv, { timeoutSeconds }),
          removalPolicy: RemovalPolicy.DESTROY,
        });
      },
    };
    const other = { ...bench, ...(await benchOf(scenario as never, bench.runner)) };
    return Lab.open('command', other, phaseOf(other, 'submit'));
  };

  test('that hangs, with children of its own, is ended after its time; the password stays in the spool', async () => {
    const lab = await withCommand(['sh', '-c', 'test -e slow || exit 0; sleep 60 & sleep 60'], 0.5);
    writeFileSync(join(lab.folder, 'slow'), '');
    const end = await lab.run('submit');
    expect(end.stderr).toContain('the password could not be delivered: sh was stopped after 0.5 s');
    expect(end.code).toBe(10);
    expect(lab.passwordIsSafe()).toBe(true);
    writeFileSync(join(lab.folder, '.cluster-restore/articles/password.spool'), '');
    await lab.close();
  });

  test('that somebody else killed is not said to have been too slow', async () => {
    const lab = await withCommand(['sh', '-c', 'test -e slow || exit 0; kill -KILL $$']);
    writeFileSync(join(lab.folder, 'slow'), '');
    const end = await lab.run('submit');
    expect(end.stderr).toContain('the password could not be delivered: sh ended with SIGKILL');
    writeFileSync(join(lab.folder, '.cluster-restore/articles/password.spool'), '');
    await lab.close();
  });

  test('gets the password on standard input; neither its arguments nor its environment hold a secret', async () => {
    const lab = await withCommand([
      'sh',
      '-c',
      'sha256sum > taken; tr "\\0" "\\n" < /proc/$$/cmdline > arguments; env > environment',
    ]);
    expect((await lab.run('submit')).code).toBe(0);
    const [{ password = '' } = {}] = lab.simulator.zilliz.clusters.slice(-1);
    const digest = createHash('sha256').update(password).digest('hex');
    const written = (name: string) => readFileSync(join(lab.folder, name), 'utf8');
    expect(written('taken')).toContain(digest);
    expect(written('arguments')).toContain('sha256sum > taken');
    expect(written('environment')).toContain('PATH=');
    const { leaks } = await lab.close();
    expect(leaks).toEqual([]);
  });
});
