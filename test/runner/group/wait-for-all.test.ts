import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { RefusedError } from '../../../src/client/errors';
import { RunnerError } from '../../../src/runner/exit/exit-code';
import type { MemberAccess } from '../../../src/runner/group/follow-member';
import { GroupReport } from '../../../src/runner/group/group-report';
import { Slots } from '../../../src/runner/group/slots';
import { type GroupContext, waitForAll } from '../../../src/runner/group/wait-for-all';
import { Journal } from '../../../src/runner/journal/journal';
import { takeTimedOut } from '../../../src/runner/wait/timed-out';
import { wait } from '../../../src/runner/wait/wait';
import type { NotThere, Progress } from '../../../src/vendor/outcomes';
import { fakeApi } from '../../support/protocol';
import { journalEntry, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

const RUNNING: Progress = { state: 'running', status: 'IN_PROGRESS 40 %', percent: 40 };
const DONE: Progress = { state: 'done', status: 'SUCCESSFUL' };
const FAILED: Progress = { state: 'failed', status: 'FAILED', reason: 'disk quota exceeded' };
const MISSING: Progress = { state: 'missing', status: 'the API does not know it' };

type Look = Progress | Error;

interface Parts {
  /** What each look at a job finds, by its id; the last one stays. */
  readonly looks: Readonly<Record<string, readonly Look[]>>;
  /** What is awaited after the jobs, by the same rule. */
  readonly awaited?: Readonly<Record<string, readonly (NotThere | undefined)[]>>;
  readonly recorded?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly journals?: string;
  readonly timeoutMinutes?: number;
  readonly isTerraformGone?: () => boolean;
  readonly accessTo?: GroupContext['accessTo'];
  /** The constant interval; none where pauses are told by the clock. */
  readonly pollSeconds?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** A group of one member for each job, named `a`, `b` and so on, in this process. */
function group(parts: Parts) {
  const { looks, awaited = {}, timeoutMinutes = 1 } = parts;
  const said: string[] = [];
  const polled: string[] = [];
  let seconds = 0;
  const take = <Item>(list: readonly Item[], at: number) => list[Math.min(at, list.length - 1)];
  const jobs = Object.keys(looks);
  const members = jobs.map((job) => ({
    vendor: 'test',
    operation: 'restore',
    path: `stack/${job}`,
    key: job,
    timeoutMinutes,
    recorded: parts.recorded?.[job] ?? { job_id: job },
  }));
  const access: MemberAccess = {
    operation: {
      name: 'restore',
      async poll(_context, job) {
        const before = polled.filter((one) => one === job).length;
        polled.push(job);
        seconds += 1;
        const found = take(looks[job] ?? [], before);
        if (found instanceof Error) throw found;
        return found ?? DONE;
      },
      async awaited(_context, { job_id: job = '' }) {
        const list = awaited[job] ?? [undefined];
        polled.push(`awaited ${job}`);
        seconds += 1;
        return take(list, polled.filter((one) => one === `awaited ${job}`).length - 1);
      },
    },
    api: { ...fakeApi({}), until: () => undefined, onLimit: () => undefined },
    slots: new Slots(10),
    perSecond: 10,
  };
  const journals = parts.journals ?? newFolder('group-journals');
  const variables = members.map(
    (member, at) => [`CLUSTER_RESTORE_MEMBER_${at}`, JSON.stringify(member)] as const,
  );
  const context: GroupContext = {
    spec: { version: 1, path: 'stack/all', step: 'wait-for-all', members: members.length },
    env: { ...Object.fromEntries(variables), ...parts.env },
    journals,
    settings: { pollSeconds: 0, requestTimeoutSeconds: 30 },
    terraform: { name: () => 'this one', isGone: parts.isTerraformGone ?? (() => false) },
    elapsed: () => seconds,
    say: (line) => said.push(line),
    accessTo: parts.accessTo ?? (() => access),
  };
  return { context, said, polled, journals };
}

const limited = () =>
  new RefusedError(
    'the vendor refused: code 429 "rate limit exceeded"',
    '',
    { kind: 'refused', effect: 'nothing', retry: 'later' } as never,
    '429',
    undefined,
  );

test('each member is followed to its end, and the group ends well, however they end', async () => {
  const { context, said, polled } = group({
    looks: {
      a: [RUNNING, DONE],
      b: [FAILED],
      c: [MISSING],
      d: [new RunnerError(3, 'the key may not read it', 'Use another')],
      e: [new TypeError('a bug')],
      f: [limited(), RUNNING, limited(), DONE],
    },
  });
  await waitForAll(context);
  expect(said).toEqual([
    'waiting for 6 restores at once, each within its own timeout; Ctrl-C is safe: the next apply keeps waiting, and submits nothing again',
    'the vendor refused: code 429 "rate limit exceeded"; ignored until the timeout',
    'stack/b: restore (job b): FAILED, disk quota exceeded',
    'stack/c: restore (job c) cannot be followed: the API does not know it',
    'stack/d: the key may not read it',
    'stack/e: TypeError: a bug',
    '2 of 6 done, 4 not: the wait of each polls it again, and says what to do (after 0 min)',
  ]);
  expect(polled.filter((one) => 'bcde'.includes(one))).toEqual(['b', 'c', 'd', 'e']);
});

test('a member is done when what it made is there, or will never be', async () => {
  const creating = { notThere: 'cluster in01-1 is CREATING' };
  const { context, said, polled } = group({
    looks: { a: [DONE], b: [DONE] },
    awaited: { a: [creating, creating, undefined], b: [{ notThere: 'it is gone', isGone: true }] },
  });
  await waitForAll(context);
  expect(polled.filter((one) => one.startsWith('awaited')).sort()).toEqual([
    ...['awaited a', 'awaited a', 'awaited a', 'awaited b'],
  ]);
  expect(said.slice(1)).toEqual([
    'stack/b: it is gone',
    '1 of 2 done, 1 not: the wait of each polls it again, and says what to do (after 0 min)',
  ]);
});

test('a cluster that was suspended long after its job ended keeps the others waiting for some minutes alone', async () => {
  const suspended = { notThere: 'cluster in01-1 is SUSPENDED' };
  const { context, said, journals } = group({
    looks: { old: [DONE], young: [RUNNING, DONE] },
    awaited: { old: [suspended], young: [suspended] },
    timeoutMinutes: 15,
  });
  await waitForAll(context);
  expect(said.slice(1)).toEqual([
    'stack/old: cluster in01-1 is SUSPENDED',
    '0 of 2 done, 1 not: the wait of each polls it again, and says what to do (after 10 min)',
    'stack/young: the restore had not ended after 15 min (timeoutMinutes): cluster in01-1 is SUSPENDED',
    '0 of 2 done, 2 not: the wait of each polls it again, and says what to do (after 15 min)',
  ]);
  expect(existsSync(new Journal('old', journals).timedOutFile)).toBe(false);
});

test('a cluster that is there is taken, however long the look at it took', async () => {
  const { context, said } = group({ looks: { a: [DONE] }, timeoutMinutes: 60 });
  let late = 0;
  const accessTo: GroupContext['accessTo'] = (member) => {
    const access = context.accessTo(member);
    const awaited = async () => {
      late = 700;
      return undefined;
    };
    return { ...access, operation: { ...access.operation, awaited } };
  };
  await waitForAll({ ...context, accessTo, elapsed: () => context.elapsed() + late });
  expect(said.at(-1)).toBe('1 of 1 done (after 12 min)');
});

test('a member is asked in its turn, by reads alone', async () => {
  const { context, said } = group({ looks: { a: [DONE] } });
  const calls: string[] = [];
  const accessTo: GroupContext['accessTo'] = (member) => {
    const access = context.accessTo(member);
    const slots = {
      run: <Result>(work: () => Promise<Result>) => {
        calls.push('turn');
        return work();
      },
    } as Slots;
    const api = {
      ...access.api,
      read: async () => {
        calls.push('read');
        return { data: {} };
      },
    };
    const poll: MemberAccess['operation']['poll'] = async (driver) => {
      await driver.api.read({ method: 'GET', path: ['job'] });
      await driver.api.repeatableWrite({ method: 'DELETE', path: ['job'] });
      return DONE;
    };
    return { ...access, slots, api, operation: { ...access.operation, poll } };
  };
  await waitForAll({ ...context, accessTo });
  expect(calls).toEqual(['turn', 'read']);
  expect(said).toContain('stack/a: Error: a group sends no write');
});

test('what keeps the group from looking is reported when it is news, and at most once a minute', () => {
  const said: string[] = [];
  let now = 0;
  const report = new GroupReport(
    2,
    (line) => said.push(`${now} ${line.slice(0, 1)}`),
    () => now,
  );
  for (const [at, problem] of [
    [0, 'a'],
    [100, 'a'],
    [130, 'b'],
    [140, 'c'],
    [200, 'c'],
  ] as const) {
    now = at;
    report.problem(problem);
  }
  expect(said.slice(1)).toEqual(['0 a', '130 b', '200 c']);
});

test('a restore that was adopted by its cluster is followed by that', async () => {
  const { context, polled } = group({
    looks: { a: [] },
    recorded: { a: { cluster_id: 'in01-1', job_id: '' } },
  });
  await waitForAll(context);
  expect(polled).toEqual(['awaited ']);
});

test('of several jobs of one member each is followed', async () => {
  const { context, polled, said } = group({
    looks: { a: [] },
    recorded: { a: { jobs: '{"one":"job-1","two":"job-2"}' } },
  });
  await waitForAll(context);
  expect(polled).toEqual(['job-1', 'job-2', 'awaited ']);
  expect(said.at(-1)).toBe('1 of 1 done (after 0 min)');
});

test('what a state does not record, and what it records in another form, is left to its own wait', async () => {
  const { context, said } = group({
    looks: { a: [], b: [] },
    recorded: { a: {}, b: { jobs: '{' } },
  });
  await waitForAll(context);
  expect(said.slice(1, 3)).toEqual([
    "stack/a: Terraform's state holds no job of it",
    `stack/b: Terraform's state holds jobs of this restore that cannot be read: "{"`,
  ]);
});

test('a vendor that cannot be asked keeps nobody waiting', async () => {
  const { context, said } = group({
    looks: { a: [], b: [] },
    accessTo: () => {
      throw new RunnerError(3, 'KEY is not set', 'Export it');
    },
  });
  await waitForAll(context);
  expect(said.slice(1, 3)).toEqual(['stack/a: KEY is not set', 'stack/b: KEY is not set']);
});

test('what a wait of this machine has verified is not asked for', async () => {
  const journals = newFolder('group-journals');
  for (const [key, change] of Object.entries({
    verified: { state: 'recorded', verified: true },
    unverified: { state: 'recorded' },
    dropped: { state: 'dropped', verified: true },
  } as const)) {
    const journal = new Journal(key, journals);
    journal.prepare();
    const request = { name: 'restore', state: 'submitted', at: '', jobId: key, facts: {} } as const;
    journal.write(journalEntry({ ...change, key, requests: [request] }));
  }
  for (const [key, names] of Object.entries({
    other: [],
    job: [{ name: 'restore', jobId: 'another' }],
    name: [{ name: 'another', jobId: 'name' }],
  })) {
    const journal = new Journal(key, journals);
    journal.prepare();
    const requests = names.map(
      (one) => ({ ...one, state: 'submitted', at: '', facts: {} }) as const,
    );
    journal.write(journalEntry({ key, state: 'recorded', verified: true, requests }));
  }
  mkdirSync(`${journals}/damaged/journal.json`, { recursive: true });
  const keys = ['verified', 'unverified', 'dropped', 'other', 'job', 'name', 'damaged'];
  const looks = Object.fromEntries(keys.map((key) => [key, []]));
  const { context, polled } = group({ looks, journals });
  await waitForAll(context);
  const asked = polled.filter((one) => !one.startsWith('awaited'));
  expect(asked.sort()).toEqual(keys.filter((key) => key !== 'verified').sort());
});

describe('the timeout of a member', () => {
  test('ends it alone, is noted for its own wait, and counts for no other apply', async () => {
    const { context, said, journals } = group({ looks: { a: [RUNNING], b: [DONE] } });
    await waitForAll(context);
    expect(said.slice(1)).toEqual([
      'stack/a: the restore had not ended after 1 min (timeoutMinutes): job a: IN_PROGRESS 40 %',
      '1 of 2 done, 1 not: the wait of each polls it again, and says what to do (after 1 min)',
    ]);
    const [a, b] = ['a', 'b'].map((key) => new Journal(key, journals)) as [Journal, Journal];
    expect(readFileSync(a.timedOutFile, 'utf8')).toBe('this one');
    expect(existsSync(b.timedOutFile)).toBe(false);
    expect(takeTimedOut(a, { name: () => 'another apply' })).toBe(false);
    expect(existsSync(a.timedOutFile)).toBe(false);
  });

  test('is over for its wait in the same apply: it looks once more, and takes what it finds', async () => {
    const { context, journals } = group({ looks: { a: [RUNNING], b: [RUNNING] } });
    await waitForAll(context);
    const waiting = (key: string, looks: Progress) => {
      let count = 0;
      const step = stepContext({
        step: 'wait',
        journal: new Journal(key, journals),
        spec: { key, recorded: { job_id: key }, timeoutMinutes: 360 },
        operation: {
          poll: async () => {
            count += 1;
            return looks;
          },
        },
      });
      return { step, looks: () => count };
    };
    const late = waiting('a', RUNNING);
    await expect(wait(late.step)).rejects.toMatchObject({
      exitCode: 8,
      problem: expect.stringMatching(/^the restore had not ended after 360 min \(timeoutMinutes\)/),
    });
    expect(late.looks()).toBe(1);
    expect(late.step.said[0]).toBe(
      'its group has waited for the whole timeout of 360 min: polling once more',
    );
    const inTime = waiting('b', DONE);
    await wait(inTime.step);
    expect(inTime.step.said.at(-1)).toBe('restored and verified');
  });
});

test('nobody is waited for once Terraform has ended', async () => {
  const { context, journals } = group({ looks: { a: [RUNNING] }, isTerraformGone: () => true });
  await expect(waitForAll(context)).rejects.toMatchObject({
    exitCode: 8,
    problem: 'Terraform has ended, so nothing waits for this restore',
  });
  expect(existsSync(new Journal('a', journals).timedOutFile)).toBe(false);
});

test.each([
  ['is missing', undefined],
  ['is not JSON', '{'],
  ['is too deep', '['.repeat(5000)],
  ['lacks a field', '{"vendor":"test"}'],
])('a member whose variable %s stops the group before anything is asked', async (_title, text) => {
  const { context, polled } = group({ looks: { a: [] }, env: { CLUSTER_RESTORE_MEMBER_0: text } });
  await expect(waitForAll(context)).rejects.toMatchObject({
    exitCode: 2,
    message:
      'CLUSTER_RESTORE_MEMBER_0 of stack/all is not a restore that this version can read. Nothing was called. Run cdktf synth with the same version of cdktf-cluster-restore.',
  });
  expect(polled).toEqual([]);
});

test('lines of progress come once a minute, and where nothing changes none comes', async () => {
  const looks: Record<string, Progress[]> = {};
  for (let at = 0; at < 100; at += 1) looks[`job-${at}`] = [...Array(at).fill(RUNNING), DONE];
  const { context, said } = group({ looks, timeoutMinutes: 1000 });
  await waitForAll(context);
  const lines = said.filter((line) => line.includes(' of 100 done'));
  expect(lines.at(-1)).toMatch(/^100 of 100 done \(after \d+ min\)$/);
  const [seconds] = [5050 + 100];
  expect(lines.length).toBeLessThanOrEqual(seconds / 60 + 1);
  expect(new Set(lines).size).toBe(lines.length);
});

/** With another vendor, as far as that is said. */
const asking = (
  { context }: ReturnType<typeof group>,
  change: (access: MemberAccess) => Partial<MemberAccess>,
): GroupContext => ({
  ...context,
  accessTo: (member) => {
    const access = context.accessTo(member);
    return { ...access, ...change(access) };
  },
});

describe('the pace of a group', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Seconds that are slept in all; the vendor allows a request in 100 seconds, of which polling takes half. */
  async function slept(looks: Parts['looks']): Promise<number> {
    let seconds = 0;
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((resume: () => void, ms: number) => {
      seconds += ms / 1000;
      queueMicrotask(resume);
    }) as unknown as typeof setTimeout);
    const made = group({ looks, timeoutMinutes: 600 });
    const settings = { pollSeconds: undefined, requestTimeoutSeconds: 30 };
    await waitForAll({ ...asking(made, () => ({ perSecond: 0.01 })), settings });
    return seconds;
  }

  test.each<[string, Parts['looks'], number]>([
    ['one member', { a: [RUNNING, DONE] }, 200],
    ['two, each more seldom', { a: [RUNNING, DONE], b: [RUNNING, DONE] }, 2 * 400],
    ['two, of which one has ended', { a: [RUNNING, RUNNING, DONE], b: [DONE] }, 400 + 200],
  ])('is that of the vendor: %s', async (_title, looks, seconds) => {
    expect(await slept(looks)).toBe(seconds);
  });
});

test('a rate limit that is waited for within a call is reported', async () => {
  const made = group({ looks: { a: [DONE] } });
  const context = asking(made, ({ api, operation }) => ({
    operation: {
      ...operation,
      poll: async () => {
        api.onLimit('too many');
        return DONE;
      },
    },
  }));
  await waitForAll(context);
  expect(made.said[1]).toBe('too many; ignored until the timeout');
});

test('of several jobs that failed each is named, and what makes nothing to wait for is done', async () => {
  const recorded = { a: { jobs: '{"one":"job-1","two":"job-2"}' } };
  const failed = group({ looks: { a: [] }, recorded });
  const failing = asking(failed, ({ operation }) => ({
    operation: { ...operation, poll: async () => FAILED },
  }));
  await waitForAll(failing);
  expect(failed.said[1]).toBe(
    'stack/a: one (job job-1): FAILED, disk quota exceeded; two (job job-2): FAILED, disk quota exceeded',
  );
  const bare = group({ looks: { a: [DONE] } });
  await waitForAll(
    asking(bare, ({ operation: { name, poll } }) => ({ operation: { name, poll } })),
  );
  expect(bare.said.at(-1)).toBe('1 of 1 done (after 0 min)');
});

test('where only one of the jobs of a member was verified, all are asked for', async () => {
  const journals = newFolder('group-journals');
  const journal = new Journal('a', journals);
  journal.prepare();
  const request = { name: 'one', state: 'submitted', at: '', jobId: 'job-1', facts: {} } as const;
  const verified = { key: 'a', state: 'recorded', verified: true } as const;
  journal.write(journalEntry({ ...verified, requests: [request] }));
  const recorded = { a: { jobs: '{"one":"job-1","two":"job-2"}' } };
  const { context, polled } = group({ looks: { a: [] }, journals, recorded });
  await waitForAll(context);
  expect(polled).toEqual(['job-1', 'job-2', 'awaited ']);
});

test('times are counted from the beginning of the group', async () => {
  const { context, said } = group({
    looks: { old: [DONE] },
    awaited: { old: [{ notThere: 'cluster in01-1 is SUSPENDED' }] },
    timeoutMinutes: 15,
  });
  await waitForAll({ ...context, elapsed: () => 6000 + context.elapsed() });
  expect(said.at(-1)).toContain('(after 10 min)');
});
