import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultRule } from '../../src/simulator';
import { runProgram } from '../support/runner';
import { newFolder } from '../support/terraform';
import { bundledRunner } from './support/bundle';
import { FAULTS } from './support/faults';
import { GroupLab, MEMBERS, type Submitted, submitted } from './support/group-lab';
import { inParallel } from './support/pool';
import { expectStated } from './support/stated';
import { failures, printTotals } from './support/totals';

const LONGEST_MILLISECONDS = 30 * 60_000;
const PRELOAD = join(__dirname, 'support', 'kill-at.cjs');

let group: Submitted;
let polls: readonly string[];
beforeAll(async () => {
  group = await submitted(await bundledRunner());
  const lab = await GroupLab.open('unharmed', group);
  const { code, stderr } = await lab.run('all');
  expect([code, stderr, lab.hasEnded]).toEqual([0, '', true]);
  lab.unchanged();
  polls = lab.simulator.requests.slice(group.requests.length).map(({ operation }) => operation);
  await lab.waitForEach();
  expect((await lab.conclude()).problems).toEqual([]);
}, LONGEST_MILLISECONDS);

/** The first and the last of each kind of request that the group sends. */
function places(): { operation: string; nth: number }[] {
  return [...new Set(polls)].flatMap((operation) => {
    const count = polls.filter((one) => one === operation).length;
    return [...new Set([1, count])].map((nth) => ({ operation, nth }));
  });
}

test(
  'a group of three ends when each of them has, whatever fault whichever of its polls meets',
  async () => {
    const since = Date.now();
    const cases = places().flatMap((place) => FAULTS.map((fault) => ({ ...place, ...fault })));
    const outcomes = await inParallel(cases, async ({ operation, nth, title, fault }) => {
      const lab = await GroupLab.open(`${operation} ${nth}, ${title}`, group);
      lab.simulator.inject({ operation, nth, fault });
      const { code, stderr } = await lab.run('all');
      if (code !== 0) lab.problems.push(`the group ended with ${code}: ${stderr}`);
      if (!lab.simulator.requests.some(({ fault: kind }) => kind === fault.kind)) {
        lab.problems.push('the fault was not met');
      }
      lab.unchanged();
      // What the vendor refused for good is left to the wait of the member; all others were waited for.
      const isRefused = fault.kind === 'echo-key';
      if (!lab.hasEnded && !isRefused) lab.problems.push('the group did not wait for each job');
      if (isRefused) await lab.waitForEach();
      return lab.conclude();
    });
    printTotals('a group of three', outcomes, MEMBERS.length, since);
    expect(failures(outcomes, MEMBERS.length, () => undefined)).toEqual([]);
    expectStated('a group of three', outcomes, MEMBERS.length, false);
  },
  LONGEST_MILLISECONDS,
);

test(
  'a group of three is waited for once more, wherever its runner is killed',
  async () => {
    const since = Date.now();
    const counting = await GroupLab.open('counting the places', group);
    const log = join(newFolder('kill'), 'log');
    expect((await counting.run('all', killing(0, log), runProgram)).code).toBe(0);
    await counting.conclude();
    const labels = readFileSync(log, 'utf8').trimEnd().split('\n');
    const around = (call: string) =>
      ['before', 'answered', 'after'].map((when) => `${when} ${call}`);
    expect(labels).toEqual(
      expect.arrayContaining([
        ...around('GET /*/jobs/*'),
        ...around('GET /*/clusters/*'),
        ...around('GET /api/*/clusters/*/restores/*'),
        'exit',
      ]),
    );
    // By whoever ends a job of CI, and by Terraform.
    const cases = (['SIGTERM', 'SIGKILL'] as const).flatMap((by) =>
      labels.map((_, at) => ({ by, nth: at + 1 })),
    );
    const outcomes = await inParallel(cases, async ({ by, nth }) => {
      const lab = await GroupLab.open(`${by} at place ${nth}`, group);
      const own = join(newFolder('kill'), 'log');
      const env = { ...killing(nth, own), KILL_SIGNAL: by };
      const { signal } = await lab.run('all', env, runProgram);
      if (signal !== by) lab.problems.push(`it ended with ${signal}`);
      const { code, stderr } = await lab.run('all');
      if (code !== 0) lab.problems.push(`the group ended with ${code}: ${stderr}`);
      if (!lab.hasEnded) lab.problems.push('the group did not wait for each job');
      lab.unchanged();
      return lab.conclude();
    });
    printTotals('a group of three, killed', outcomes, MEMBERS.length, since);
    expect(failures(outcomes, MEMBERS.length, () => undefined)).toEqual([]);
    expectStated('a group of three, killed', outcomes, MEMBERS.length, false);
  },
  LONGEST_MILLISECONDS,
);

function killing(nth: number, log: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--require=${PRELOAD}`, KILL_AT: String(nth), KILL_LOG: log };
}

/** What one member meets for as long as it lasts, and how the others fare. */
const LASTING: readonly [string, FaultRule | 'failed', Record<string, number>][] = [
  [
    'is refused with 429 for minutes',
    { operation: 'getRestore', times: 40, fault: { kind: 'rate-limit' } },
    { one: 0, two: 0, three: 0 },
  ],
  [
    'is unknown to the vendor',
    {
      operation: 'getRestore',
      times: 'always',
      fault: {
        kind: 'http-error',
        status: 404,
        body: { code: 5, message: 'not found', details: [] },
      },
    },
    { one: 0, two: 0, three: 7 },
  ],
  [
    'may not be read',
    {
      operation: 'getRestore',
      times: 'always',
      fault: { kind: 'http-error', status: 403, body: { code: 7, message: 'no', details: [] } },
    },
    { one: 0, two: 0, three: 3 },
  ],
  ['fails', 'failed', { one: 0, two: 0, three: 7 }],
];

test.each(LASTING)(
  'a member that %s: the others are waited for, and it ends by itself',
  async (_title, rule, codes) => {
    const lab = await GroupLab.open('lasting', group);
    if (rule === 'failed') {
      const [restore] = lab.simulator.cockroach.restores;
      Object.assign(restore?.script ?? {}, { end: 'FAILED', errorMessage: 'disk full' });
    } else lab.simulator.inject(rule);
    const { code, stdout, stderr } = await lab.run('all');
    expect([code, stderr]).toEqual([0, '']);
    lab.unchanged();
    const ends = Object.fromEntries(
      await inParallel(MEMBERS, async (id) => [id, (await lab.run(id)).code] as const, 1),
    );
    expect(ends).toEqual(codes);
    if (codes.three !== 0) expect(stdout).toMatch(/^stack\/three: .+$/m);
    expect(stdout).toContain(codes.three === 0 ? '3 of 3 done' : '2 of 3 done, 1 not');
    expect((await lab.conclude()).problems).toEqual([]);
  },
);
