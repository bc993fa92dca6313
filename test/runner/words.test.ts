import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNamedIn } from '../../src/runner/by-hand/named-by-person';
import {
  adoptCommand,
  adoptWays,
  discardCommand,
  restoreAgain,
} from '../../src/runner/by-hand/next-commands';
import { diskProblem } from '../../src/runner/exit/disk-problem';
import { renderEnd } from '../../src/runner/exit/render-end';
import { GroupReport } from '../../src/runner/group/group-report';
import { jobText } from '../../src/runner/journal/job-text';
import { newPassword } from '../../src/runner/password/new-password';
import { refuseOddIds } from '../../src/runner/send/odd-ids';
import { oneOf, operationOf, vendorOf } from '../../src/runner/step/lookup';
import { refusePastEnd } from '../../src/runner/step/past-end';
import { readSources } from '../../src/runner/step/sources';
import { describeFailure, describeMissing } from '../../src/runner/wait/follow';
import { hold } from '../../src/runner/wait/hold';
import { noteTimedOut, takeTimedOut } from '../../src/runner/wait/timed-out';
import { sourcesHash } from '../../src/spec/source-list';
import { newJournal } from '../support/step';
import { newFolder } from '../support/terraform';

test.each([
  [[], ''],
  [[undefined, ''], ''],
  [['1'], ' (job 1)'],
  [['1', undefined, '2'], ' (jobs 1, 2)'],
])('the jobs %j are reported as %j', (ids, text) => {
  expect(jobText(ids)).toBe(text);
});

test.each([
  ['a', true],
  ['a b', true],
  ['b,a', true],
  ['b, \n a', true],
  ['ab', false],
  ['', false],
  [undefined, false],
])('in %j the id a is named: %s', (value, is) => {
  expect(isNamedIn({ IDS: value }, 'IDS', 'a')).toBe(is);
});

test.each([
  ['job_id', { jobId: 'x'.repeat(257), facts: {} }],
  ['cluster_id', { jobId: undefined, facts: { cluster_id: 'x'.repeat(257) } }],
])('256 characters are an id, and 257 of %s are none', (name, submitted) => {
  expect(() => refuseOddIds(submitted as never)).toThrow(
    `the response names a ${name} of 257 characters, more than 256`,
  );
  const right = { jobId: 'x'.repeat(256), facts: { cluster_id: 'x'.repeat(256) } };
  expect(refuseOddIds(right)).toBe(right);
});

describe('what a spec names', () => {
  const SYNTH = 'Run cdktf synth again, so that spec and runner have the same version.';

  test('is looked up by its own name', () => {
    expect(vendorOf('zilliz').name).toBe('zilliz');
    const operation = operationOf(vendorOf('zilliz'), 'restoreCluster');
    expect([typeof operation.requests, typeof operation.prepare]).toEqual(['function', 'function']);
  });

  test.each(['none', 'toString', ''])('is an error where it is %j', (name) => {
    expect(() => vendorOf(name)).toThrow(
      `this runner has no vendor "${name}". ${SYNTH} By hand, run lib/runner/cluster-restore-runner.cjs of the installed package, which knows every vendor.`,
    );
    expect(() => operationOf(vendorOf('zilliz'), name)).toThrow(
      `this runner has no operation "${name}". ${SYNTH}`,
    );
    expect(() => oneOf('setting', {}, name)).toThrow(`this runner has no setting "${name}"`);
  });
});

test('the commands for a person stand whole in the line', () => {
  expect(adoptCommand('node r.cjs', 'key', 'job_id=a b')).toBe(
    `"node r.cjs adopt key 'job_id=a b'"`,
  );
  expect(discardCommand('node r.cjs', 'key')).toBe('"node r.cjs discard key"');
  expect(adoptWays('node r.cjs', 'key', 'job_id=1')).toBe(
    'run "node r.cjs adopt key job_id=1" and apply again, or, if this folder is not kept, apply once with CLUSTER_RESTORE_ADOPT=job_id=1',
  );
});

test('a restore is done again by its step, or by its token', () => {
  expect(restoreAgain({ submitAddress: 'null_resource.a' })).toBe(
    "restore again: terraform apply -replace='null_resource.a'",
  );
  expect(restoreAgain({ submitAddress: '', replacement: 'after-verification' })).toBe(
    'change the token of Rerun.onToken and apply: the previous clone stays until then',
  );
});

describe('an error of the disk', () => {
  const error = (facts: object) => Object.assign(new Error('no space left'), facts);

  test.each([
    [true, 'Fix the disk or its permissions and apply again, which continues from the journal'],
    [false, 'Fix the disk or its permissions and apply again; nothing was sent'],
  ])('says what to do where something was written: %s', (hasWritten, fix) => {
    const cause = error({ code: 'ENOSPC', syscall: 'write' });
    expect(diskProblem(cause, hasWritten)).toMatchObject({
      exitCode: 11,
      problem: 'a file of this restore cannot be used: no space left',
      fix,
      cause,
    });
  });

  test.each<[unknown]>([
    [error({ code: 'ENOSPC' })],
    [error({ syscall: 'write' })],
    [error({})],
    [{ code: 'ENOSPC', syscall: 'write' }],
    ['text'],
  ])('is no other one: %j', (other) => {
    expect(diskProblem(other, true)).toBeUndefined();
  });
});

test('an error of ours is reported with its trace, and what is not an error as it is', () => {
  expect(renderEnd(new TypeError('broken'), 'submit')).toMatch(
    /^cdktf-cluster-restore failed unexpectedly: TypeError: broken\n {4}at /,
  );
  expect(renderEnd('text', undefined)).toBe('cdktf-cluster-restore failed unexpectedly: text');
});

test('a timeout is noted for this very apply, and once', () => {
  const journal = newJournal();
  const [here, other] = [{ name: () => '1.2' }, { name: () => '1.3' }];
  expect(takeTimedOut(journal, here)).toBe(false);
  noteTimedOut(journal, here);
  expect([takeTimedOut(journal, here), takeTimedOut(journal, here)]).toEqual([true, false]);
  noteTimedOut(journal, here);
  expect([takeTimedOut(journal, other), takeTimedOut(journal, here)]).toEqual([false, false]);
});

test('a new password has 32 letters and digits, of each kind one at least', () => {
  const all = Array.from({ length: 200 }, newPassword);
  for (const password of all) {
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/]) expect(password).toMatch(kind);
  }
  expect(new Set(all).size).toBe(all.length);
});

describe('a failure of a job', () => {
  const job = { name: 'restoreCluster', jobId: '1' };

  test.each([
    ['full', 'restoreCluster (job 1): FAILED, full'],
    ['', 'restoreCluster (job 1): FAILED, no reason given'],
    [undefined, 'restoreCluster (job 1): FAILED, no reason given'],
  ])('has the reason %j', (reason, text) => {
    const progress = {
      state: 'failed',
      status: 'FAILED',
      ...(reason === undefined ? {} : { reason }),
    };
    expect(describeFailure(job, progress as never)).toBe(text);
  });

  test('is none where the job cannot be followed', () => {
    expect(describeMissing(job, { state: 'missing', status: 'unknown here' })).toBe(
      'restoreCluster (job 1) cannot be followed: unknown here',
    );
  });
});

describe('the report of a group', () => {
  const reported = (
    total: number,
    work: (report: GroupReport, at: (now: number) => void) => void,
  ) => {
    const said: string[] = [];
    let now = 0;
    const report = new GroupReport(
      total,
      (line) => said.push(line),
      () => now,
    );
    work(report, (later) => {
      now = later;
    });
    return said.slice(1);
  };

  test('tells a failure at once, and how many are left now and then', () => {
    expect(
      reported(4, (report, at) => {
        report.ended({ path: 'a' });
        at(59);
        report.ended({ path: 'b', reason: 'it failed' });
        at(60);
        report.ended({ path: 'c' });
        report.ended({ path: 'd' });
      }),
    ).toEqual([
      'b: it failed',
      '2 of 4 done, 1 not: the wait of each polls it again, and says what to do (after 1 min)',
      '3 of 4 done, 1 not: the wait of each polls it again, and says what to do (after 1 min)',
    ]);
  });

  test('says what keeps it from looking when that is news, and a minute has passed', () => {
    expect(
      reported(1, (report, at) => {
        report.problem('no response');
        report.problem('no response');
        at(59);
        report.problem('a limit');
        at(60);
        report.problem('no response');
        report.problem('a limit');
        at(120);
        report.problem('no response');
      }),
    ).toEqual([
      'no response; ignored until the timeout',
      'a limit; ignored until the timeout',
      'no response; ignored until the timeout',
    ]);
  });
});

describe('the step hold', () => {
  afterEach(() => jest.restoreAllMocks());

  test.each([
    [undefined, 0],
    ['local', 0],
    ['pg', 21_000],
  ])('with the backend %j takes %i ms', async (type, expected) => {
    const folder = newFolder('hold');
    mkdirSync(join(folder, 'data'));
    if (type !== undefined) {
      const state = { version: 3, backend: { type, config: {} } };
      writeFileSync(join(folder, 'data', 'terraform.tfstate'), JSON.stringify(state));
    }
    const pauses: number[] = [];
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((resume: () => void, ms: number) => {
      pauses.push(ms);
      queueMicrotask(resume);
    }) as unknown as typeof setTimeout);
    const said: string[] = [];
    await hold({ TF_DATA_DIR: join(folder, 'data') }, (line) => said.push(line));
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(expected);
    expect(said).toEqual(
      expected === 0 ? [] : ['21 s, so that backend "pg" holds the submission before the wait'],
    );
  });
});

describe('a restore of an environment past its end', () => {
  const NOW = new Date('2026-12-02T00:00:00Z');
  const began = (about?: object) => () =>
    refusePastEnd({ path: 'stack/articles', about } as never, NOW);

  test.each<[object, string]>([
    [
      { expiresOn: '2026-12-01' },
      'stack/articles expired on 2026-12-01, and nothing new is restored for it. Nothing was called. Extend it with the prop expiresOn, or destroy it.',
    ],
    [
      { expiresOn: '2026-12-01', environment: 'pr-7', owner: 'search' },
      'environment "pr-7" of search expired on 2026-12-01, and nothing new is restored for it. Nothing was called. Extend it with the prop expires, or destroy it.',
    ],
  ])('is not begun: %j', (about, message) => {
    expect(began(about)).toThrow(message);
  });

  test.each([[undefined], [{}], [{ expiresOn: '2026-12-02' }]])('is begun with %j', (about) => {
    expect(began(about)).not.toThrow();
  });
});

describe('the clusters that restores read from', () => {
  const folder = newFolder('sources');
  const text = 'in01-1 in01-2';
  writeFileSync(join(folder, 'zilliz-sources.txt'), text);
  const step = (sources?: string) => ({ vendor: 'zilliz', path: 'stack/articles', sources });
  const FIX =
    'Nothing was called. Run cdktf synth again, and plan and apply the whole folder that it writes: a synth after the plan changes the list too.';

  test('are in the spec, or in a file whose hash the spec has', () => {
    expect(readSources(step(), {})).toEqual([]);
    expect(readSources(step('a b'), {})).toEqual(['a', 'b']);
    const hashed = step(sourcesHash(text));
    expect(readSources(hashed, {}, join(folder, 'runner.cjs'))).toEqual(['in01-1', 'in01-2']);
    const elsewhere = { CLUSTER_RESTORE_SOURCES_FOLDER: folder };
    expect(readSources(hashed, elsewhere, '/nowhere/runner.cjs')).toEqual(['in01-1', 'in01-2']);
  });

  test('are not known without that very file', () => {
    const other = step(sourcesHash('in01-1'));
    const file = join(folder, 'zilliz-sources.txt');
    expect(() => readSources(other, {}, join(folder, 'runner.cjs'))).toThrow(
      `${file}, the list of the clusters that restores read from, is not the one that stack/articles was synthesised with. ${FIX}`,
    );
    expect(() => readSources(other, {}, '/nowhere/runner.cjs')).toThrow(
      `/nowhere/zilliz-sources.txt, the list of the clusters that restores read from, is missing. ${FIX}`,
    );
  });
});
