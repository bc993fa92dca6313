import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientError, refusal } from '../../../src/client/errors';
import { type DrillResult, readDrillResult } from '../../../src/drill/result';
import { drill, submitDrill } from '../../../src/runner/drill/drill';
import { verdict } from '../../../src/runner/drill/drill-verdict';
import { ExitCode, RunnerError } from '../../../src/runner/exit/exit-code';
import type { Journal } from '../../../src/runner/journal/journal';
import type { Operation } from '../../../src/runner/step/step-context';
import type { DrillSpec } from '../../../src/spec/spec';
import { journalEntry, newJournal, type StepAtWork, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

const STARTED = '2026-11-21T00:00:00.000Z';
const RECORDED = {
  cluster_id: 'in01-new',
  job_id: 'job-1',
  backup_id: 'backup11_1',
  backup_time: '2026-11-20T22:00:00Z',
  started_at: STARTED,
};

interface Given {
  readonly operation?: Partial<Operation>;
  readonly drill?: Partial<DrillSpec>;
  readonly journal?: Journal;
  readonly recorded?: Readonly<Record<string, string>>;
  readonly isTerraformGone?: () => boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** A vendor with one cluster, and a drill of it; what is dropped is counted. */
function atWork(given: Given = {}) {
  const results = given.drill?.results ?? join(newFolder('drills'), 'results');
  const journal = given.journal ?? newJournal();
  const dropped: string[] = [];
  const target = { isThere: true };
  const context = stepContext({
    step: 'wait',
    journal,
    identity: { source_cluster_id: 'in01-old', backup_id: 'backup11_1' },
    spec: {
      removalPolicy: 'destroy',
      recorded: given.recorded ?? RECORDED,
      drill: { token: '2026-12', checkContents: true, ...given.drill, results },
    },
    operation: {
      drill: {
        target: ({ cluster_id: id = '' }) => id,
        contents: async () => ({ passed: true, text: '3 of 3' }),
      },
      drop: async (_context, { cluster_id: id = '' }) => {
        if (!target.isThere) return 'gone';
        target.isThere = false;
        dropped.push(id);
        return 'dropped';
      },
      verify: async () =>
        target.isThere
          ? { problems: [], facts: { connect_address: 'https://c' } }
          : { notThere: 'the API does not know cluster', isGone: true },
      ...given.operation,
    },
    ...(given.isTerraformGone === undefined ? {} : { isTerraformGone: given.isTerraformGone }),
    env: { PATH: process.env.PATH, ...given.env },
  });
  return { context, journal, results, dropped, target };
}

function resultIn(folder: string): DrillResult {
  const [file = '', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  const result = readDrillResult(readFileSync(join(folder, file), 'utf8'));
  if (typeof result === 'string') throw new Error(`${file} ${result}`);
  return result;
}

/** What Terraform's state will hold. */
function stateOf(journal: Journal): Record<string, string> {
  return JSON.parse(readFileSync(journal.resultFile('restored', '1'), 'utf8'));
}

const failedJob = async () => ({ state: 'failed', status: 'FAILED', reason: 'no space' }) as const;

describe('a drill', () => {
  test.each<[string, Given, string[]]>([
    ['of which all goes well', {}, []],
    [
      'whose job fails',
      { operation: { poll: failedJob } },
      ['restore: 1 restore job failed: restoreCluster (job job-1): FAILED, no space'],
    ],
    [
      'whose target is not as declared',
      { operation: { verify: async () => ({ problems: ['its size is 4'], facts: {} }) } },
      ['restore: the restored cluster is not as declared: its size is 4'],
    ],
    [
      'whose target lacks something',
      {
        operation: {
          drill: {
            target: () => 'in01-new',
            contents: async () => ({ passed: false, text: '2 of 3' }),
          },
        },
      },
      ['contents: 2 of 3'],
    ],
    [
      'whose target cannot be looked into',
      {
        operation: {
          drill: {
            target: () => 'in01-new',
            contents: async () => {
              throw refusal('the key may not read', 'Use another');
            },
          },
        },
      },
      ['contents: could not be checked: the key may not read'],
    ],
    [
      'of a vendor that cannot check it',
      { operation: { drill: undefined as never } },
      ['contents: this release cannot check such a target'],
    ],
    [
      'whose program ends with another code',
      {
        drill: { check: { argv: [process.execPath, '-e', 'process.exit(3)'], timeoutSeconds: 60 } },
      },
      [`command: ${process.execPath} ended with code 3`],
    ],
    [
      'whose program is not there',
      { drill: { check: { argv: ['no-such-program'], timeoutSeconds: 60 } } },
      ['command: no-such-program is not on the PATH or cannot be run'],
    ],
    [
      'whose program takes too long',
      {
        drill: {
          check: {
            argv: [process.execPath, '-e', 'setInterval(() => 0, 1000)'],
            timeoutSeconds: 0.05,
          },
        },
      },
      [`command: ${process.execPath} was stopped after 0.05 s`],
    ],
    [
      'whose backup is too old',
      { drill: { rpoMinutes: 60 } },
      ['recovery point: the backup was 2 h old, the objective is 60 min'],
    ],
  ])('%s drops its target and records what it found', async (_title, given, failures) => {
    const { context, journal, results, target } = atWork(given);
    await drill(context);
    const result = resultIn(results);
    const failed = result.checks.filter(({ passed }) => !passed);
    expect(failed.map(({ name, text }) => `${name}: ${text}`)).toEqual(failures);
    expect(result.passed).toBe(failures.length === 0);
    expect(target.isThere).toBe(false);
    expect(stateOf(journal)).toMatchObject({
      drill_passed: String(result.passed),
      drill_result: JSON.stringify(result),
      recorded_from: '1',
    });
    expect(journal.read()?.state).toBe('dropped');
  });

  test('tells its program of the target, and no key', async () => {
    const file = join(newFolder('check'), 'seen.json');
    const code = `require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env))`;
    const { context } = atWork({
      recorded: { ...RECORDED, request: 'long', jobs: '{"restoreCluster":"job-1"}' },
      env: { ZILLIZ_API_KEY: 'a-secret-key', OTHER: 'a-secret-key', CLUSTER_RESTORE_SPEC: '{}' },
      drill: { check: { argv: [process.execPath, '-e', code], timeoutSeconds: 60 } },
    });
    await drill(context);
    const seen = readFileSync(file, 'utf8');
    expect(JSON.parse(seen)).toMatchObject({
      DRILL_CLUSTER_ID: 'in01-new',
      DRILL_CONNECT_ADDRESS: 'https://c',
      DRILL_BACKUP_ID: 'backup11_1',
      DRILL_TOKEN: '2026-12',
    });
    expect(seen).not.toContain('a-secret-key');
    expect(seen).not.toContain('CLUSTER_RESTORE');
    expect(seen).not.toMatch(/DRILL_(REQUEST|JOBS)/);
  });

  test('says what it checked, and checks nothing that is not asked for', async () => {
    const contents = async () => ({ passed: false, text: '2 of 3' });
    const looking = { drill: { target: () => 'in01-new', contents } };
    const { context } = atWork({ operation: looking });
    await drill(context);
    expect(context.said).toContain('contents NOT as expected: 2 of 3');
    const without = atWork({ operation: looking, drill: { checkContents: false } });
    await drill(without.context);
    expect(resultIn(without.results).checks.map(({ name }) => name)).toEqual(['restore']);
  });

  test('says and records all that it found, in a file with its moment', async () => {
    const argv = [process.execPath, '-e', ''];
    const { context, results } = atWork({ drill: { check: { argv, timeoutSeconds: 60 } } });
    let minutes = 0;
    const now = () => {
      minutes += 10;
      return new Date(Date.parse(STARTED) + minutes * 60_000);
    };
    await drill({ ...context, driver: { ...context.driver, now } });
    const result = resultIn(results);
    expect(result).toMatchObject({
      ...{ sourceClusterId: 'in01-old', backupId: 'backup11_1', target: 'in01-new' },
      ...{ startedAt: STARTED, endedAt: '2026-11-21T00:10:00.000Z', recoveryTimeMinutes: 10 },
    });
    expect(result.checks).toEqual([
      {
        ...{ name: 'restore', passed: true },
        text: 'its job has ended, and what was restored is as declared',
      },
      { name: 'contents', passed: true, text: '3 of 3' },
      { name: 'command', passed: true, text: `${process.execPath} ended with code 0` },
    ]);
    const file = `${results}/articles-20261121T000000Z.json`;
    expect(existsSync(file)).toBe(true);
    expect(context.said).toContain('contents checked: 3 of 3');
    expect(context.said.at(-1)).toBe(`the drill passed (3 checks): ${file}`);
  });

  test('says what failed', async () => {
    const { context, results } = atWork({ operation: { poll: failedJob } });
    await drill(context);
    expect(context.said.at(-1)).toBe(
      `the drill failed (restore: 1 restore job failed: restoreCluster (job job-1): FAILED, no space): ${results}/articles-20261121T000000Z.json`,
    );
  });

  test.each<[string, Given['operation'], string]>([
    [
      'a fault of its own in a check',
      {
        drill: {
          target: () => 'in01-new',
          contents: async () => {
            throw new TypeError('no');
          },
        },
      },
      'no',
    ],
    ['a release that cannot drop it', { drop: undefined as never }, 'this release cannot drop it'],
  ])('is not ended by %s', async (_title, operation, line) => {
    const { context, journal, results, target } = atWork({ operation });
    await expect(drill(context)).rejects.toThrow(line);
    expect([existsSync(results), target.isThere]).toEqual([false, true]);
    expect(journal.read()?.state).toBe('recorded');
  });

  test('whose job failed has failed, although Terraform is gone', async () => {
    const operation = { poll: failedJob };
    const { context, results } = atWork({ operation, isTerraformGone: () => true });
    await drill(context);
    expect(resultIn(results).passed).toBe(false);
  });

  test('fails where its target is not proven to be its own, and says why', async () => {
    const { context, journal, results } = atWork({
      operation: {
        drop: async ({ say }) => {
          say('left in01-new: it is not proven that this restore created it');
          return 'left';
        },
      },
    });
    await expect(drill(context)).rejects.toThrow(
      'the target of the drill was not dropped: left in01-new: it is not proven that this restore created it. Check it in the vendor console, then apply again.',
    );
    expect(existsSync(results)).toBe(false);
    expect(journal.read()?.state).toBe('recorded');
  });

  test.each<[string, unknown, boolean]>([
    ['a key that is refused', credentials(), false],
    ['a fault of its own', new TypeError('no'), false],
    [
      'an end that says nothing of the restore',
      new RunnerError(ExitCode.JOURNAL, 'the journal is damaged', 'Look'),
      false,
    ],
    ['a Terraform that is gone', undefined, true],
  ])('is not failed by %s: it continues later', async (_title, error, isGone) => {
    const { context, results, target } = atWork({
      operation: {
        poll: async () => {
          if (error !== undefined) throw error;
          return { state: 'running', status: 'IN_PROGRESS' };
        },
      },
      isTerraformGone: () => isGone,
    });
    await expect(drill(context)).rejects.toThrow();
    expect([existsSync(results), target.isThere]).toEqual([false, true]);
  });

  test('whose restore lasts longer than its timeout has failed', async () => {
    let at = 0;
    const { context, results, target } = atWork({
      operation: { poll: async () => ({ state: 'running', status: 'IN_PROGRESS' }) },
    });
    const late = { ...context, elapsed: () => at++ * 40 };
    await drill(late);
    expect(resultIn(results).checks[0]?.text).toBe(
      'the restore had not ended after 1 min (timeoutMinutes): job job-1: IN_PROGRESS',
    );
    expect(target.isThere).toBe(false);
  });

  test('is not judged by a key that does not see its target', async () => {
    const { context, journal } = atWork({
      operation: {
        verify: async () => ({ notThere: 'the API does not know cluster', isGone: true }),
        drop: async () => {
          throw credentials();
        },
      },
    });
    await expect(drill(context)).rejects.toThrow('another organization');
    expect(journal.read()?.drill).toBeUndefined();
  });

  test.each<[string, Given['operation'], Error]>([
    ['has passed, whatever key drops its target', {}, credentials()],
    ['has failed, whatever keeps its target', { poll: failedJob }, refusal('locked', 'Wait')],
  ])('%s: what it found stays', async (_title, operation, problem) => {
    const drop = async () => {
      throw problem;
    };
    const { context, journal } = atWork({ operation: { ...operation, drop } });
    await expect(drill(context)).rejects.toThrow(problem.message);
    expect(readDrillResult(journal.read()?.drill ?? '')).toMatchObject({ token: '2026-12' });
  });
});

function credentials(): ClientError {
  const facts = { kind: 'credentials', effect: 'nothing', retry: 'after a fix' } as const;
  return new ClientError('another organization', 'Use its key', facts);
}

/** A process that is killed here: whatever the journal does from then on does not happen. */
function killedAt(journal: Journal, write: number): Journal {
  let left = write;
  return new Proxy(journal, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      if (name !== 'write') return value.bind(target);
      return (...args: unknown[]) => {
        if (left === 0) throw new Error('killed');
        left -= 1;
        return value.apply(target, args) as unknown;
      };
    },
  });
}

describe('a drill that was killed', () => {
  test.each([0, 1, 2])(
    'before write %d of its journal ends once, with nothing left',
    async (write) => {
      const results = join(newFolder('drills'), 'results');
      const journal = newJournal();
      const { context, dropped, target } = atWork({ journal, drill: { results } });
      const killed = { ...context, journal: killedAt(journal, write) };
      await expect(drill(killed)).rejects.toThrow('killed');
      await drill(context);
      expect(dropped).toEqual(['in01-new']);
      expect([target.isThere, resultIn(results).passed]).toEqual([false, true]);
      expect(stateOf(journal).drill_passed).toBe('true');
    },
  );

  test('between the drop and its end writes the same result, and drops nothing again', async () => {
    const { context, journal, results, dropped } = atWork();
    const facts = { cluster_id: 'in01-new' };
    const requests = journalEntry().requests.map((request) => ({ ...request, facts }));
    journal.write(journalEntry({ key: journal.key, requests }));
    await drill(context);
    const first = resultIn(results);
    await drill(context);
    expect(resultIn(results)).toEqual(first);
    expect(dropped).toEqual(['in01-new']);
    expect(stateOf(journal).drill_result).toBe(JSON.stringify(first));
  });

  test('on a machine that is lost has failed: what it found nobody knows', async () => {
    const { context, results, target } = atWork();
    target.isThere = false;
    await drill(context);
    expect(resultIn(results).checks).toEqual([
      {
        name: 'restore',
        passed: false,
        text: 'what was restored does not exist: the API does not know cluster',
      },
    ]);
  });

  test('leaves nothing to the drill after it', async () => {
    const { context, journal, results } = atWork();
    await drill(context);
    const entry = journal.read();
    if (entry !== undefined) journal.write({ ...entry, state: 'open' });
    const later = {
      ...{ ...RECORDED, cluster_id: 'in01-next', job_id: 'job-2' },
      started_at: '2026-12-21T00:00:00.000Z',
    };
    const polled: string[] = [];
    const poll: Operation['poll'] = async (_context, jobId) => {
      polled.push(jobId);
      return { state: 'done', status: 'SUCCESSFUL' };
    };
    const next = atWork({ journal, recorded: later, drill: { results }, operation: { poll } });
    await drill(next.context);
    expect([next.dropped, polled]).toEqual([['in01-next'], ['job-2']]);
    expect(readdirSync(results)).toHaveLength(2);
  });

  test('with a result that cannot be read is made again', async () => {
    const { started_at: _, ...recorded } = RECORDED;
    const { context, journal, results } = atWork({ recorded });
    journal.write(journalEntry({ key: journal.key, drill: '{' }));
    await drill(context);
    expect(resultIn(results).passed).toBe(true);
  });
});

describe('a drill whose request is refused', () => {
  const submitting = (problem: Error, folder: string) =>
    stepContext({
      step: 'submit',
      identity: { source_cluster_id: 'in01-old', backup_id: 'backup11_1' },
      spec: { drill: { token: '2026-12', checkContents: true, results: folder } },
      operation: {
        prepare: async () => {
          throw problem;
        },
      },
    });

  test('has failed: its backup cannot be restored', async () => {
    const folder = join(newFolder('drills'), 'results');
    const context: StepAtWork<'submit'> = submitting(refusal('no such backup', 'Choose'), folder);
    await expect(submitDrill(context)).rejects.toThrow('no such backup');
    const { passed, checks, target, backupId } = resultIn(folder);
    expect({ passed, checks, target, backupId }).toEqual({
      passed: false,
      checks: [{ name: 'restore', passed: false, text: 'no such backup' }],
      target: '',
      backupId: 'backup11_1',
    });
  });

  test('by a key that is wrong was no drill', async () => {
    const folder = join(newFolder('drills'), 'results');
    await expect(submitDrill(submitting(credentials(), folder))).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
  });
});

test('a submission of a drill records when it began, and that of a restore does not', async () => {
  const begun = async (isDrill: boolean) => {
    const drillSpec = { token: 't', checkContents: false, results: 'x' };
    const context = stepContext({ step: 'submit', spec: isDrill ? { drill: drillSpec } : {} });
    await submitDrill(context);
    return context.journal.read()?.facts.started_at;
  };
  expect([await begun(true), await begun(false)]).toEqual([STARTED, undefined]);
});

describe('the verdict', () => {
  const judged = async (given: Given = {}) => {
    const { context, journal } = atWork(given);
    await drill(context);
    return stateOf(journal);
  };
  const say = (recorded: Record<string, string>) => {
    const said: string[] = [];
    const spec = {
      version: 1,
      path: 'stack/drill',
      step: 'verdict',
      submitAddress: 'null_resource.s',
      recorded,
    } as const;
    verdict(spec, (line) => said.push(line));
    return said;
  };

  test('is one line where the drill passed', async () => {
    expect(say(await judged())).toEqual(['the drill 2026-12 passed: 2 checks']);
  });

  test('is an error with every check that failed', async () => {
    const state = await judged({ operation: { poll: failedJob } });
    expect(() => say(state)).toThrow(
      "the drill 2026-12 failed: restore: 1 restore job failed: restoreCluster (job job-1): FAILED, no space. Its target was dropped. Correct the cause, then repeat it with another token, or: terraform apply -replace='null_resource.s'.",
    );
  });

  test.each<[string, Record<string, string>]>([
    ['empty', {}],
    ['damaged', { drill_result: '{', drill_passed: 'true' }],
  ])('is an error where the state is %s', (_title, recorded) => {
    expect(() => say(recorded)).toThrow("the result of the drill in Terraform's state is not JSON");
  });
});
