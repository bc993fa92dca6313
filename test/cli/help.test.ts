import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator, SteppingClock } from '../../src/simulator';
import { firstVersion, secondVersion } from '../review/app';
import { drillOfAMonth } from '../support/drills';
import { newFolder } from '../support/terraform';
import { ZILLIZ_KEY } from '../support/zilliz';
import { cli } from './cli';

const ROOT = join(__dirname, '..', '..');
const cwd = newFolder('help');
let simulator: Simulator;
let env: NodeJS.ProcessEnv;
let commands: string[];

beforeAll(async () => {
  firstVersion(join(cwd, 'base.out'));
  secondVersion(join(cwd, 'cdktf.out'));
  mkdirSync(join(cwd, 'drills'));
  writeFileSync(join(cwd, 'drills', 'drill.json'), JSON.stringify(drillOfAMonth('2026-11')));
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-21T00:00:00Z') });
  env = {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    COCKROACH_API_KEY: 'sim-cockroach-admin-key',
    COCKROACH_SERVER: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    PATH: process.env.PATH,
  };
  const { out } = await cli(['--help']);
  commands = [...out.matchAll(/^ {2}([a-z]+)[ <[]/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
});
afterAll(() => simulator.stop());

const helpOf = async (words: readonly string[]) => (await cli([...words, '--help'])).out;
const exampleIn = (help: string) => /\nExample:\n {2}(\S.*)\n*$/.exec(help)?.[1] ?? '(none)';

test('the help of each command ends with an example of that command', async () => {
  expect(commands).toHaveLength(13);
  for (const command of [...commands, 'catalog pull']) {
    const words = command.split(' ');
    const wanted = command === 'catalog' ? ' catalog pull' : ` ${command}`;
    expect(exampleIn(await helpOf(words))).toContain(`cluster-restore${wanted}`);
  }
});

test.each([
  'init',
  'plan',
  'diff',
  'check',
  'preflight',
  'backups',
  'catalog',
  'status',
  'sweep',
  'drills',
])('the example of %s runs as it is copied', async (command) => {
  const [program, ...args] = exampleIn(await helpOf([command])).split(' ');
  expect(program).toBe('cluster-restore');
  const { errors, code } = await cli(args, { cwd, env });
  expect(errors).toEqual([]);
  // 1 is a response: something to object to.
  expect([0, 1]).toContain(code);
});

test('the example of simulate has options that it takes, and that of completion is a script', async () => {
  expect(await helpOf(['simulate', '--port', '8080'])).toContain(
    'cluster-restore simulate --port 8080\n',
  );
  expect((await cli(['completion', 'bash'])).out).toMatch(/^complete /m);
});

/** Every call of the command line in a text: its words, as far as they are words of ours. */
function callsIn(text: string): string[][] {
  return [...text.matchAll(/(?<![\w/-])cluster-restore ((?:[a-z]+)(?: [^`"'|;,#)\n]*)?)/g)].map(
    ([, line = '']) => line.trim().split(/\s+/),
  );
}

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name}`);

test('every command and every option that a message or a page names is one', async () => {
  const helps = new Map<string, string>();
  for (const command of commands) helps.set(command, await helpOf([command]));
  helps.set('catalog', await helpOf(['catalog', 'pull']));
  let seen = 0;
  for (const file of [...pages, ...sources]) {
    for (const [command = '', ...rest] of callsIn(readFileSync(join(ROOT, file), 'utf8'))) {
      const flags = rest.filter((word) => /^--[a-z-]+$/.test(word));
      const help = helps.get(command);
      if (flags.length > 0)
        expect({ file, command, isOne: help !== undefined }).toEqual({
          file,
          command,
          isOne: true,
        });
      for (const flag of flags)
        expect({ file, command, flag, help }).toMatchObject({
          help: expect.stringContaining(flag),
        });
      if (help !== undefined) seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(30);
});

describe('--json', () => {
  const documentOf = async (...args: string[]) => {
    const { out, errors, code } = await cli([...args, '--json'], { cwd, env });
    expect(errors).toEqual([]);
    return { code, document: JSON.parse(out) as Record<string, unknown> };
  };

  test.each([
    ['restore-plan', ['plan']],
    ['restore-diff', ['diff', 'base.out']],
    ['check', ['check']],
    ['preflight', ['preflight']],
    ['backups', ['backups', '--cluster', 'in01-3b1c0a5d4e6f789']],
    ['catalog-pull', ['catalog', 'pull', '--cluster', 'in01-3b1c0a5d4e6f789', '--out', 'a.json']],
    ['status', ['status']],
    ['sweep', ['sweep']],
    ['drills', ['drills', 'drills']],
  ])('of %s is one document that says what it is, also at a terminal', async (kind, args) => {
    const { document } = await documentOf(...args);
    expect(document).toMatchObject({ kind: `cdktf-cluster-restore/${kind}`, version: 1 });
    const { out } = await cli([...args, '--json'], { cwd, env, isTty: true, width: 30 });
    expect(JSON.parse(out)).toEqual(document);
  });

  test('of preflight has each condition without marks, and the same verdict and code as the text', async () => {
    const { code, document } = await documentOf('preflight');
    const text = await cli(['preflight'], { cwd, env });
    expect(code).toBe(text.code);
    expect(document.passed).toBe(code === 0);
    const restores = document.restores as {
      path: string;
      conditions: { state: string; check: string; text: string; fix?: string }[];
    }[];
    const conditions = restores.flatMap((one) => one.conditions);
    expect(conditions.length).toBe(text.out.match(/^ {2}(ok|WRONG|unknown) /gm)?.length);
    expect(JSON.stringify(conditions)).not.toContain('`');
  });

  test('of backups has the facts and not the words of the table', async () => {
    const { document } = await documentOf('backups', '--cluster', 'in01-3b1c0a5d4e6f789');
    expect(document).toMatchObject({ vendor: 'zilliz', clusterId: 'in01-3b1c0a5d4e6f789' });
    expect((document.backups as unknown[])[0]).toMatchObject({
      id: 'backup11_0f5d2c9a7e3b41d',
      time: '2026-11-20T02:00:00Z',
      expiresAt: '2026-11-27T02:00:00Z',
      size: 42949672960,
    });
    expect((document.backups as unknown[])[1]).toMatchObject({ expiresAt: null });
    const ofOrders = ['backups', '--cluster', '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d'];
    expect((await documentOf(...ofOrders)).document.backups).toContainEqual({
      id: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
      time: '2026-11-20T23:00:00Z',
      expiresAt: '2026-12-20T23:00:00Z',
    });
  });

  test('next to another format is refused', async () => {
    expect(await cli(['plan', '--format', 'html', '--json'], { cwd })).toEqual({
      out: '',
      errors: ["option '--json' cannot be used with option '--format <format>'"],
      code: 2,
    });
  });
});

describe('a terminal', () => {
  const CALLS = [
    ['--help'],
    ['plan'],
    ['diff', 'base.out'],
    ['check'],
    ['preflight'],
    ['backups', '--cluster', 'in01-3b1c0a5d4e6f789'],
    ['status'],
    ['sweep'],
  ];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it.
  const COLOUR = /\u001b\[/;

  test.each(CALLS)(
    'gets no colour from %s when NO_COLOR is set, whatever its value',
    async (...args) => {
      for (const NO_COLOR of ['1', '0', 'false']) {
        const { out } = await cli(args, { cwd, env: { ...env, NO_COLOR }, isTty: true });
        expect(out).not.toMatch(COLOUR);
      }
    },
  );

  test('gets colours without it, and where it is empty', async () => {
    for (const change of [{}, { NO_COLOR: '' }]) {
      const { out } = await cli(['plan'], { cwd, env: { ...env, ...change }, isTty: true });
      expect(out).toMatch(COLOUR);
    }
  });

  test('that does not know its width is written to as a file is: at 80 columns', async () => {
    const piped = await cli(['plan'], { cwd });
    expect((await cli(['plan'], { cwd, width: 0 })).out).toBe(piped.out);
    expect((await cli(['plan'], { cwd, width: 80 })).out).toBe(piped.out);
    const prose = piped.out.split('\n').filter((line) => !/^ {18}|^ {2}call /.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(Math.max(...prose.map((line) => line.length))).toBeGreaterThan(70);
  });
});
