import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FOR_PEOPLE, RealClock, Simulator, type SimulatorOptions } from '../../src/simulator';
import { cli } from './cli';

const PROGRAM = join(__dirname, '..', '..', 'lib', 'bin', 'cluster-restore.cjs');
const EXPORTS = 4;
// Delete protection of two clusters can be switched off: their lines are the last.
const LAST = /^ {2}curl .*c84e0f17/;

/** The built program, as it is run in a terminal; `ask` gets the variables that it says to export. */
async function simulated(ask: (env: Record<string, string>) => Promise<void>) {
  const child = spawn(process.execPath, [PROGRAM, 'simulate', '--port', '0', '--speed', '120'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (LAST.test(line)) break;
    }
    const exported = lines
      .slice(1, 1 + EXPORTS)
      .map((line) => line.replace(/^export /, '').split('='));
    await ask(Object.fromEntries(exported));
  } finally {
    child.kill('SIGINT');
  }
  const [code, signal] = await ended;
  return { lines, code, signal };
}

test('serves both clouds with the keys that it prints, until Ctrl-C', async () => {
  const { lines, code, signal } = await simulated(async (env) => {
    expect(Object.keys(env)).toEqual([
      'ZILLIZ_BASE_URL',
      'ZILLIZ_API_KEY',
      'COCKROACH_SERVER',
      'COCKROACH_API_KEY',
    ]);
    const zilliz = await cli(['backups', '--cluster', 'in01-3b1c0a5d4e6f789'], { env });
    expect(zilliz).toMatchObject({ errors: [], code: 0 });
    expect(zilliz.out).toContain('backup11_0f5d2c9a7e3b41d');
    const cluster = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
    const cockroach = await cli(['backups', '--cluster', cluster], { env });
    expect(cockroach).toMatchObject({ errors: [], code: 0 });
    expect(cockroach.out.trim().split('\n').length).toBeGreaterThan(1);
  });
  expect(lines[0]).toMatch(
    /^Simulated clouds at http:\/\/127\.0\.0\.1:\d+, 120 simulated seconds per real second\./,
  );
  const url = /http:\S+\d/.exec(lines[0] ?? '')?.[0] ?? '';
  const today = new Date().toISOString().slice(0, 10);
  const shown = lines.slice(1 + EXPORTS).map((line) => line.replace(url, '<url>'));
  expect(shown).toEqual(
    expect.arrayContaining([
      'Zilliz Cloud',
      '  project proj-7c41d0b2e98f4a6d5e3c1f staging: BusinessCritical, aws-us-west-2',
      '  cluster in01-3b1c0a5d4e6f789 articles-production: RUNNING, 8 CU, proj-20e13e974c7d659a83a1b2',
      expect.stringMatching(
        /^ {2}backup backup11_0f5d2c9a7e3b41d of in01-3b1c0a5d4e6f789: CLUSTER, \S+Z, expires \S+Z$/,
      ),
      'CockroachDB Cloud',
      '  cluster 7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d orders-production: STANDARD, v25.4.2, databases defaultdb, orders, stock',
      expect.stringMatching(
        /^ {2}backup c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31 of orders-production: \S+Z, the newest of 49$/,
      ),
      'Control, with JSON bodies',
      '  GET <url>/_simulator/state',
      '  POST <url>/_simulator/faults',
    ]),
  );
  const expiries = shown.flatMap((line) => / expires (\S+)$/.exec(line)?.[1] ?? []);
  expect(expiries.length).toBeGreaterThan(0);
  expect(expiries.filter((expiry) => expiry < today)).toEqual([]);
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
});

test('a port that is taken is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { errors, code } = await cli(['simulate', '--port', String(port)]);
  other.close();
  expect(code).toBe(2);
  expect(errors).toEqual([
    `--port: cannot listen on port ${port} (EADDRINUSE). Choose another, or 0 for a free one.`,
  ]);
});

test.each([
  [[], 60, 0],
  [['--speed', '7'], 7, 0],
  [['--speed', '0.5'], 0.5, 0],
  [['--speed', '7', '--port', '0'], 7, 0],
])('with %j a simulated cloud runs %d times as fast', async (options, speed, port) => {
  const started: { simulator: Simulator; given: SimulatorOptions | undefined }[] = [];
  const { start } = Simulator;
  jest.spyOn(Simulator, 'start').mockImplementation(async (given) => {
    const simulator = await start.call(Simulator, given);
    started.push({ simulator, given });
    return simulator;
  });
  const { out, errors } = await cli(['simulate', ...options]);
  jest.restoreAllMocks();
  await Promise.all(started.map(({ simulator }) => simulator.stop()));
  expect(errors).toEqual([]);
  expect(out).toContain(`, ${speed} simulated seconds per real second.`);
  expect(started.map(({ given }) => given)).toEqual([
    { port, clock: expect.any(RealClock), behaviour: FOR_PEOPLE },
  ]);
  expect(started[0]?.given?.clock).toMatchObject({ speed });
});

test('a clock of a speed runs so many times as fast', () => {
  const real = jest.spyOn(Date, 'now').mockReturnValue(0);
  const clock = new RealClock(60, '2026-11-21T00:00:00Z');
  real.mockReturnValue(1000);
  expect(clock.now().toISOString()).toBe('2026-11-21T00:01:00.000Z');
  jest.restoreAllMocks();
});

test.each([
  [
    ['--port', '65536'],
    /--port <port>.*'65536' is invalid\. It must be a whole number from 0 to 65535\.$/,
  ],
  [['--port', 'http'], /'http' is invalid\. It must be a whole number from 0 to 65535\.$/],
  [['--speed', '0'], /--speed <n>.*'0' is invalid\. It must be a number above 0\.$/],
])('a wrong option (%j) starts nothing', async (options, said) => {
  const { out, errors, code } = await cli(['simulate', ...options]);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(errors).toEqual([expect.stringMatching(said)]);
});
