import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiRequest } from '../../../src/client/api-client';
import {
  ClientError,
  NoResponseError,
  RefusedError,
  UnusableResponse,
} from '../../../src/client/errors';
import type { Journal } from '../../../src/runner/journal/journal';
import { Spool } from '../../../src/runner/password/spool';
import type { Operation } from '../../../src/runner/step/step-context';
import { submit } from '../../../src/runner/submit/submit';
import { wait } from '../../../src/runner/wait/wait';
import type { JournalEntry, JournalRequest } from '../../../src/spec/journal-entry';
import { textInResponse } from '../../../src/vendor/text-in-response';
import { journalEntry, newJournal, type StepParts, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

const at = '2026-11-20T00:00:00.000Z';
const request = (change: Partial<JournalRequest>): JournalRequest => ({
  name: 'restoreCluster',
  state: 'submitted',
  at,
  jobId: 'job-0',
  facts: {},
  ...change,
});
const answering = (body: object) => ({ answer: () => body });
const JOB = { jobs: '{"restoreCluster":"job-1"}' };
const withPassword = { jobId: 'job-1', password: 'new-secret' };

/** A submission with a journal as it was left, and what becomes of it. */
async function submitted(
  entry: JournalEntry | undefined,
  parts: Partial<StepParts<'submit'>> = {},
) {
  const journal = parts.journal ?? newJournal();
  if (entry !== undefined) journal.write(entry);
  const context = stepContext({ step: 'submit', ...parts, journal });
  const error = await submit(context).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const files = readdirSync(journal.folder);
  const isThere = files.includes('submitted-1.json');
  const result = isThere
    ? (JSON.parse(readFileSync(journal.resultFile('submitted', '1'), 'utf8')) as object)
    : undefined;
  return { context, journal, error, result, after: journal.read(), sent: context.sent.length };
}

test('another restore that no apply has waited for is not forgotten', async () => {
  const { error, sent } = await submitted(journalEntry({ identity: { backup_id: 'one' } }), {
    identity: { backup_id: 'two' },
  });
  expect(error?.message).toContain(
    'an earlier run began another restore (backup_id one, job job-1) that no apply has waited for. Go back to that declaration and apply',
  );
  expect(sent).toBe(0);
});

test.each<[string, JournalEntry | undefined, object, string]>([
  ['names its job', undefined, { jobId: 'job-1' }, 'submitted (job job-1)'],
  ['has no empty brackets where the vendor names none', undefined, {}, 'submitted'],
  [
    'that was adopted has none either',
    journalEntry({ requests: [request({ jobId: '' })] }),
    {},
    'already submitted by an earlier run: adopted',
  ],
  [
    'that was adopted names all of its jobs',
    journalEntry({ requests: [request({}), request({ name: 'other', jobId: 'job-9' })] }),
    {},
    'already submitted by an earlier run (jobs job-0, job-9): adopted',
  ],
])('what is reported of a submission %s', async (_title, entry, body, line) => {
  const { context } = await submitted(entry, answering(body));
  expect(context.said).toContain(line);
});

test('a submission is in the journal and in the result', async () => {
  const { result, after, sent } = await submitted(undefined);
  expect(sent).toBe(1);
  expect(after).toMatchObject({
    state: 'open',
    requests: [{ name: 'restoreCluster', state: 'submitted', jobId: 'job-1' }],
  });
  expect(result).toEqual({
    job_id: 'job-1',
    jobs: '{"restoreCluster":"job-1"}',
    recorded_from: '1',
  });
});

describe('an earlier run', () => {
  const other = { identity: { backup_id: 'other' } };

  test.each<[string, Partial<JournalEntry>, number, string | undefined]>([
    ['that was accepted is adopted', {}, 0, 'job-0'],
    ['that was accepted and waited for is adopted', { state: 'waiting' }, 0, 'job-0'],
    ['that Terraform recorded is done: it restores again', { state: 'recorded' }, 1, 'job-1'],
    ['that was dropped is done: it restores again', { state: 'dropped' }, 1, 'job-1'],
    ['of another identity that was not recorded stops this one', other, 0, undefined],
    ['of another identity that was waited for stays', { ...other, state: 'waiting' }, 1, 'job-1'],
    [
      'of another identity that only cleared binds nobody',
      { ...other, requests: [request({ state: 'clearing' })] },
      1,
      'job-1',
    ],
    [
      'of another identity that only cleared for one of several binds nobody',
      { ...other, requests: [request({ state: 'pending' }), request({ state: 'clearing' })] },
      1,
      'job-1',
    ],
    [
      'that sent nothing is continued',
      { requests: [request({ state: 'pending', jobId: undefined })] },
      1,
      'job-1',
    ],
  ])('%s', async (_title, change, calls, job) => {
    const entry = journalEntry({ requests: [request({})], ...change });
    const { result, sent, error } = await submitted(entry);
    expect(sent).toBe(calls);
    expect(error).toEqual(
      job === undefined ? expect.objectContaining({ exitCode: 11 }) : undefined,
    );
    if (job !== undefined) expect(result).toMatchObject({ job_id: job });
  });

  test('that sent nothing keeps what it chose', async () => {
    const requests = [request({ state: 'clearing', jobId: undefined })];
    const entry = journalEntry({ requests, facts: { backup_id: 'chosen' } });
    const prepare: Operation['prepare'] = async () => ({
      requests: [{ name: 'restoreCluster', when: 'restore', method: 'POST', path: ['restore'] }],
      facts: { backup_id: 'newer' },
    });
    const operation = { prepare };
    expect((await submitted(entry, { operation })).after?.facts).toEqual({ backup_id: 'chosen' });
    expect((await submitted(undefined, { operation })).after?.facts).toEqual({
      backup_id: 'newer',
    });
  });

  test('that was waited for names the way to restore again, and one that was not does not', async () => {
    const said = async (state: JournalEntry['state']) =>
      (await submitted(journalEntry({ requests: [request({})], state }))).context.said.join();
    expect(await said('waiting')).toContain(
      'to restore again instead, run "node runner.cjs discard',
    );
    expect(await said('open')).not.toContain('to restore again');
  });

  test('of another identity is remembered with its cluster, and the purpose with the restore', async () => {
    const requests = [request({ facts: { cluster_id: 'in01-1' } })];
    const about = { owner: 'team-search' };
    const { after } = await submitted(
      journalEntry({ ...other, state: 'recorded', requests, facts: { cluster_name: 'a' } }),
      { spec: { about } },
    );
    expect(after).toMatchObject({
      ...{ about, earlier: ['in01-1'] },
      replaced: [{ cluster_id: 'in01-1', cluster_name: 'a' }],
    });
    const first = await submitted(undefined);
    expect(Object.keys(first.after ?? {})).not.toContain('earlier');
    expect(Object.keys(first.after ?? {})).not.toContain('about');
  });

  test('that was killed in the request is looked up, and never sent again blindly', async () => {
    const entry = journalEntry({ requests: [request({ state: 'intent', jobId: undefined })] });
    const { sent, error, after } = await submitted(entry);
    expect(sent).toBe(0);
    expect(error).toMatchObject({ exitCode: 6 });
    expect(after?.requests).toMatchObject([{ state: 'intent', at }]);
  });

  test('that was killed after its response is adopted from the kept response', async () => {
    const journal = newJournal();
    const kept = { password: 'secret', request: 'restoreCluster', at, jobId: 'job-7', facts: {} };
    new Spool(journal.folder).keep(kept);
    const entry = journalEntry({ requests: [request({ state: 'intent', jobId: undefined })] });
    const path = join(newFolder('sink'), 'password');
    const { sent, result } = await submitted(entry, {
      journal,
      spec: { passwordSink: { kind: 'file', path } },
    });
    expect([sent, result]).toEqual([0, expect.objectContaining({ job_id: 'job-7' })]);
    expect(readFileSync(path, 'utf8')).toBe('secret');
  });

  test.each([
    ['another request', { request: 'other' }],
    ['another moment', { at: '2026-11-19T00:00:00.000Z' }],
  ])('is not answered by a kept response of %s', async (_title, change) => {
    const journal = newJournal();
    const kept = { password: 'secret', request: 'restoreCluster', at, jobId: 'job-7', facts: {} };
    new Spool(journal.folder).keep({ ...kept, ...change });
    const entry = journalEntry({ requests: [request({ state: 'intent', jobId: undefined })] });
    const { error, after } = await submitted(entry, { journal });
    expect(error).toMatchObject({ exitCode: 6 });
    expect(after?.requests).toMatchObject([{ state: 'intent' }]);
  });
});

describe('a request that is refused or lost', () => {
  const details = { method: 'POST', url: 'http://x' };
  const refused = (effect: 'nothing' | 'unknown') =>
    new RefusedError(
      'refused',
      'Fix it',
      { kind: 'refused', effect, retry: 'after a fix', request: details },
      '1',
      undefined,
    );
  const failing = (error: Error, operation: Partial<Operation> = {}) =>
    submitted(undefined, {
      operation,
      answer: () => {
        throw error;
      },
    });

  test('may be sent by the next run where it did nothing', async () => {
    const { error, after } = await failing(refused('nothing'));
    expect(error).toMatchObject({ problem: 'refused' });
    expect(after?.requests).toMatchObject([{ state: 'pending', at: '' }]);
  });

  test('stays cleared where its destination was cleared for it, and says so', async () => {
    const { error, after } = await failing(refused('nothing'), {
      beforeSending: async (_context, _request, _facts, clearing) => {
        clearing();
        return '"orders" was deleted';
      },
    });
    expect(error).toMatchObject({ problem: 'refused; before it, "orders" was deleted' });
    expect(after?.requests).toMatchObject([{ state: 'clearing' }]);
  });

  test('is of unknown outcome where it may have acted', async () => {
    const lost = new NoResponseError('lost', '', { effect: 'unknown', retry: 'never' });
    for (const cause of [refused('unknown'), lost]) {
      const { error, after } = await failing(cause);
      expect(error).toMatchObject({ exitCode: 6 });
      expect(after?.requests).toMatchObject([{ state: 'intent' }]);
    }
  });

  test('is ours where the vendor proves it', async () => {
    const { error, after } = await failing(refused('unknown'), {
      reconcile: async () => ({ found: 'ours', submitted: { jobId: 'job-5', facts: {} } }),
    });
    expect(error).toBeUndefined();
    expect(after?.requests).toMatchObject([{ state: 'submitted', jobId: 'job-5' }]);
  });

  test('keeps its intent where something else broke', async () => {
    const facts = { kind: 'internal', effect: 'unknown', retry: 'never' } as const;
    const { after } = await failing(new ClientError('broken', '', facts));
    expect(after?.requests).toMatchObject([{ state: 'intent' }]);
  });

  test('is of unknown outcome where its response is not usable', async () => {
    const { error, after } = await submitted(undefined, {
      operation: {
        accept: () => {
          throw new UnusableResponse('the response names no cluster');
        },
      },
    });
    expect(error).toMatchObject({ exitCode: 6 });
    expect(after?.requests).toMatchObject([{ state: 'intent' }]);
  });
});

describe('a password', () => {
  const sinkAt = (path: string) => ({ passwordSink: { kind: 'file', path } as const });
  /** Every text below a folder. */
  const textsIn = (folder: string) =>
    readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

  test('reaches its file, and nothing of it stays', async () => {
    const path = join(newFolder('sink'), 'password');
    const { journal, after, context } = await submitted(undefined, {
      ...answering(withPassword),
      spec: sinkAt(path),
    });
    expect(readFileSync(path, 'utf8')).toBe('new-secret');
    expect(after?.password).toBe('delivered');
    expect(context.said).toContain(`password written to ${path}`);
    expect(context.said.join()).not.toContain('did not reach');
    expect(textsIn(journal.folder).join('\n')).not.toContain('new-secret');
  });

  test('of an earlier restore that was never delivered is kept aside', async () => {
    const journal = newJournal();
    const spool = new Spool(journal.folder);
    spool.keep({ password: 'old-secret', request: 'r', at, jobId: 'job-0', facts: {} });
    const path = join(newFolder('sink'), 'password');
    const { context } = await submitted(journalEntry({ state: 'dropped' }), {
      journal,
      ...answering(withPassword),
      spec: sinkAt(path),
    });
    expect(readFileSync(path, 'utf8')).toBe('new-secret');
    expect(textsIn(journal.folder).filter((text) => text.includes('old-secret'))).toHaveLength(1);
    expect(existsSync(spool.file)).toBe(false);
    expect(context.said.join('\n')).toContain('a password of an earlier restore is kept in');
  });

  test('of an earlier run of this restore is kept next to the new one', async () => {
    const folder = newFolder('sink');
    const path = join(folder, 'password');
    const journal = newJournal();
    for (const password of ['first', 'second', 'third']) {
      const earlier = journal.read();
      const { error } = await submitted(earlier && { ...earlier, state: 'recorded' }, {
        journal,
        ...answering({ jobId: 'job-1', password }),
        spec: sinkAt(path),
      });
      expect(error).toBeUndefined();
      expect(readFileSync(path, 'utf8')).toBe(password);
    }
    expect(textsIn(folder).sort()).toEqual(['first', 'second', 'third']);
  });

  test('of another restore in the file stops this one before anything is sent', async () => {
    const path = join(newFolder('sink'), 'password');
    await submitted(undefined, { ...answering(withPassword), spec: sinkAt(path) });
    const { sent, error } = await submitted(undefined, {
      ...answering({ jobId: 'job-2', password: 'other' }),
      spec: sinkAt(path),
    });
    expect([sent, readFileSync(path, 'utf8')]).toEqual([0, 'new-secret']);
    expect(error?.message).toBe(
      `the password file ${path} cannot be written: ${path} holds something that this restore did not write, or wrote with another state. Choose a separate file for each restore, or move that one away; nothing was restored.`,
    );
  });

  test('that the file holds already, since a run that was killed, is not written twice', async () => {
    const folder = newFolder('sink');
    const path = join(folder, 'password');
    writeFileSync(path, 'new-secret');
    const journal = newJournal();
    const kept = { password: 'new-secret', request: 'restoreCluster', at, jobId: 'job-7' };
    new Spool(journal.folder).keep({ ...kept, facts: {} });
    const entry = journalEntry({ requests: [request({})] });
    const { after } = await submitted(entry, { journal, spec: sinkAt(path) });
    expect(after?.password).toBe('delivered');
    expect(textsIn(folder)).toEqual(['new-secret']);
  });

  test('goes to a command that sees no key and no variable of the runner', async () => {
    const file = join(newFolder('sink'), 'seen');
    const script = `
      let password = '';
      process.stdin.on('data', (chunk) => (password += chunk));
      process.stdin.on('end', () => require('node:fs').writeFileSync(process.argv[1],
        JSON.stringify({ password, names: Object.keys(process.env) })));`;
    const argv = [process.execPath, '-e', script, file];
    await submitted(undefined, {
      ...answering(withPassword),
      spec: { passwordSink: { kind: 'command', argv, timeoutSeconds: 60 } },
      env: {
        ZILLIZ_API_KEY: 'k1',
        COCKROACH_API_KEY: 'k2',
        COCKROACH_API_JWT: 'k3',
        CLUSTER_RESTORE_SPEC: '{}',
        CLUSTER_RESTORE_VALUE_1: 'x',
        CLUSTER_RESTORE_POLL_SECONDS: '1',
        VAULT_ADDR: 'https://vault',
      },
    });
    const { password, names } = JSON.parse(readFileSync(file, 'utf8')) as {
      password: string;
      names: string[];
    };
    expect(password).toBe('new-secret');
    expect(names).toContain('VAULT_ADDR');
    expect(names.filter((name) => /_API_KEY$|_API_JWT$|^CLUSTER_RESTORE_/.test(name))).toEqual([]);
  });

  test('that its sink refuses stays in the spool, and the next run delivers it', async () => {
    const journal = newJournal();
    const argv = [process.execPath, '-e', 'process.exit(3)'];
    const first = await submitted(undefined, {
      journal,
      ...answering(withPassword),
      spec: { passwordSink: { kind: 'command', argv, timeoutSeconds: 60 } },
    });
    expect(first.error).toMatchObject({
      exitCode: 10,
      problem: `the password could not be delivered: ${process.execPath} ended with code 3`,
      fix: `It is kept in ${new Spool(journal.folder).file} (mode 0600). Fix the sink and apply again, or read it there`,
    });
    const path = join(newFolder('sink'), 'password');
    const second = await submitted(undefined, { journal, spec: sinkAt(path) });
    expect([second.sent, second.error]).toEqual([0, undefined]);
    expect(readFileSync(path, 'utf8')).toBe('new-secret');
  });

  test('that never came is reported as lost by each run, and by the exit code of one wait', async () => {
    const journal = newJournal();
    const path = join(newFolder('sink'), 'password');
    for (const _run of [1, 2]) {
      const { context, after, error } = await submitted(undefined, { journal, spec: sinkAt(path) });
      expect([error, after?.password]).toEqual([undefined, 'lost']);
      expect(context.said.join('\n')).toContain('reset it in the vendor console');
    }
    const waiting = () => wait(stepContext({ step: 'wait', journal, spec: { recorded: JOB } }));
    await expect(waiting()).rejects.toMatchObject({
      exitCode: 10,
      message:
        'the password did not reach this machine and is shown only once. The restore itself continues: reset the password in the vendor console, and apply again to wait for the restore.',
    });
    await waiting();
    expect(journal.read()).toMatchObject({ state: 'recorded', password: 'reported' });
  });

  test('that never came and would be discarded fails nothing', async () => {
    const journal = newJournal();
    const spec = { passwordSink: { kind: 'discard' } } as const;
    const { error } = await submitted(undefined, { journal, spec });
    await wait(stepContext({ step: 'wait', journal, spec: { recorded: JOB } }));
    expect([error, journal.read()?.state]).toEqual([undefined, 'recorded']);
  });

  test('that is delivered asks nothing of its sink any more; one that waits for it says what began', async () => {
    const spec = sinkAt(join(newFolder('sink'), 'file', 'password'));
    writeFileSync(join(spec.passwordSink.path, '../..', 'file'), 'no folder');
    const requests = [request({})];
    const delivered = journalEntry({ requests, password: 'delivered' });
    expect((await submitted(delivered, { spec })).error).toBeUndefined();
    const { error } = await submitted(journalEntry({ requests }), { spec });
    expect(error).toMatchObject({ exitCode: 10 });
    expect(error?.message).toContain('; the restore itself began.');
    expect((await submitted(undefined, { spec })).error?.message).toContain(
      '; nothing was restored.',
    );
  });

  test('is not asked for where its file cannot be written', async () => {
    const folder = newFolder('sink');
    const { sent, error } = await submitted(undefined, {
      ...answering(withPassword),
      spec: sinkAt(folder),
    });
    expect([sent, error]).toEqual([0, expect.objectContaining({ exitCode: 10 })]);
  });

  describe('in a response that is of no other use', () => {
    const passwordIn = (answer: string) => textInResponse(answer, 'password');
    const text = '{"code":0,"data":{"clusterId":"in01-9","password":"odd-secret"}}';
    const details = { method: 'POST', url: 'http://x', status: 500 };
    /** What the client does with such a response: it shows the text, then it judges. */
    const judged = (asked: ApiRequest): never => {
      const effect = asked.seen?.(text) === true ? 'unknown' : 'nothing';
      const facts = { kind: 'refused', effect, retry: 'after a fix', request: details } as const;
      throw new RefusedError('refused', 'Fix it', facts, '500', undefined);
    };
    const ours = async () =>
      ({ found: 'ours', submitted: { jobId: '', facts: { cluster_id: 'in01-9' } } }) as const;

    test('reaches its sink once the restore is found', async () => {
      const path = join(newFolder('sink'), 'password');
      const { error, after } = await submitted(undefined, {
        answer: judged,
        operation: { passwordIn, reconcile: ours },
        spec: sinkAt(path),
      });
      expect([error, after?.password]).toEqual([undefined, 'delivered']);
      expect(readFileSync(path, 'utf8')).toBe('odd-secret');
    });

    test('waits in the spool until a person has decided', async () => {
      const journal = newJournal();
      const path = join(newFolder('sink'), 'password');
      const first = await submitted(undefined, {
        journal,
        answer: judged,
        operation: { passwordIn },
        spec: sinkAt(path),
      });
      expect([first.error, new Spool(journal.folder).read()?.password]).toEqual([
        expect.objectContaining({ exitCode: 6 }),
        'odd-secret',
      ]);
      const adopted = first.after?.requests.map((one) => ({
        ...one,
        state: 'submitted' as const,
        jobId: '',
      }));
      journal.write({ ...(first.after as JournalEntry), requests: adopted ?? [] });
      const second = await submitted(undefined, { journal, spec: sinkAt(path) });
      expect([second.error, second.sent, readFileSync(path, 'utf8')]).toEqual([
        undefined,
        0,
        'odd-secret',
      ]);
    });

    test('makes way for the next one where a person sent the request again', async () => {
      const journal = newJournal();
      const path = join(newFolder('sink'), 'password');
      const parts = { journal, operation: { passwordIn }, spec: sinkAt(path) };
      const first = await submitted(undefined, { ...parts, answer: judged });
      const requests = [request({ state: 'pending', at: '', jobId: undefined })];
      journal.write({ ...(first.after as JournalEntry), requests });
      const second = await submitted(undefined, { ...parts, ...answering(withPassword) });
      expect([second.error, readFileSync(path, 'utf8')]).toEqual([undefined, 'new-secret']);
      expect(textsIn(journal.folder).filter((one) => one.includes('odd-secret'))).toHaveLength(1);
    });

    test('reaches its sink where the response names an id that is too long', async () => {
      const path = join(newFolder('sink'), 'password');
      const { error, after } = await submitted(undefined, {
        answer: ({ seen }) => {
          seen?.(text);
          return { jobId: 'j'.repeat(257), password: 'odd-secret' };
        },
        operation: { passwordIn, reconcile: ours },
        spec: sinkAt(path),
      });
      expect([error, after?.requests[0]?.jobId]).toEqual([undefined, '']);
      expect(readFileSync(path, 'utf8')).toBe('odd-secret');
    });
  });

  describe('that cannot be kept', () => {
    /** The response comes, and from then on this place of the disk is a folder. */
    const blocking = (place: (journal: Journal) => string, journal: Journal) => ({
      journal,
      answer: () => {
        mkdirSync(place(journal));
        return { ...withPassword, facts: { cluster_id: 'in01-9' } };
      },
    });
    const spoolOf = ({ folder }: Journal) => new Spool(folder).file;

    test('goes to its sink at once', async () => {
      const path = join(newFolder('sink'), 'password');
      const journal = newJournal();
      const { error, after, context } = await submitted(undefined, {
        ...blocking(spoolOf, journal),
        spec: sinkAt(path),
      });
      expect(readFileSync(path, 'utf8')).toBe('new-secret');
      expect([after?.password, after?.requests[0]?.state]).toEqual(['delivered', 'submitted']);
      expect(context.said.join('\n')).toContain(`password written to ${path}`);
      expect(error).toBeUndefined();
    });

    test('and whose journal is gone too goes to its sink, and the command that adopts says so', async () => {
      const path = join(newFolder('sink'), 'password');
      const journal = newJournal();
      const context = stepContext({
        step: 'submit',
        journal,
        answer: () => {
          rmSync(journal.folder, { recursive: true });
          writeFileSync(journal.folder, '');
          return { ...withPassword, facts: { cluster_id: 'in01-9' } };
        },
        spec: sinkAt(path),
      });
      const error: unknown = await submit(context).catch((thrown: unknown) => thrown);
      expect(readFileSync(path, 'utf8')).toBe('new-secret');
      expect(error).toMatchObject({
        exitCode: 11,
        fix: `Fix the disk, run "node runner.cjs adopt ${journal.name} cluster_id=in01-9 job_id=job-1 password=delivered" and apply again; not "node runner.cjs discard ${journal.name}"`,
      });
    });

    test('is kept where only the folder of the journal was deleted', async () => {
      const path = join(newFolder('sink'), 'password');
      const journal = newJournal();
      const { error, after } = await submitted(undefined, {
        journal,
        answer: () => {
          rmSync(journal.folder, { recursive: true });
          return withPassword;
        },
        spec: sinkAt(path),
      });
      expect([error, after?.password]).toEqual([undefined, 'delivered']);
      expect(readFileSync(path, 'utf8')).toBe('new-secret');
    });

    test('and that the sink refuses is reported as lost, with the restore in the journal', async () => {
      const argv = [process.execPath, '-e', 'process.exit(3)'];
      const { error, after, context } = await submitted(undefined, {
        ...blocking(spoolOf, newJournal()),
        spec: { passwordSink: { kind: 'command', argv, timeoutSeconds: 60 } },
      });
      expect([after?.password, after?.requests[0]?.state]).toEqual(['lost', 'submitted']);
      expect(context.said.join('\n')).toContain('could not be delivered either');
      expect(error).toBeUndefined();
    });
  });
});

describe('several requests', () => {
  const named = (name: string) =>
    ({ name, when: 'restore', method: 'POST', path: [name] }) as const;
  const operation = {
    prepare: async (_context: unknown, facts: Readonly<Record<string, string>>) => ({
      requests: [named('a'), named('b')],
      facts,
    }),
  } as Partial<Operation>;

  test('of which one was accepted continue with the other', async () => {
    const requests = [request({ name: 'a' }), request({ name: 'b', state: 'pending', jobId: '' })];
    const { context, result } = await submitted(journalEntry({ requests }), { operation });
    expect(context.sent.map(({ path }) => path)).toEqual([['b']]);
    expect(result).toMatchObject({ job_id: 'job-0', jobs: '{"a":"job-0","b":"job-1"}' });
  });

  test('of another identity, of which one was only cleared for, stop this one', async () => {
    const requests = [request({ name: 'a', state: 'clearing' }), request({ name: 'b' })];
    const entry = journalEntry({ identity: { backup_id: 'other' }, requests });
    const { error, context } = await submitted(entry, { operation });
    expect(error).toMatchObject({ exitCode: 11 });
    expect(context.sent).toEqual([]);
  });

  test('that was waited for is said to stay', async () => {
    const entry = journalEntry({
      identity: { backup_id: 'other' },
      state: 'waiting',
      requests: [request({ name: 'a' })],
    });
    const { context } = await submitted(entry, { operation });
    expect(context.said).toContain(
      'an earlier restore (backup_id other, job job-0) was not waited for to its end: it stays',
    );
  });
});

test('a drill is dated by the vendor when it is submitted, and another restore is not', async () => {
  const drill = { token: 'week-1', results: 'drills', checkContents: true };
  const dated = await submitted(undefined, { spec: { drill } });
  expect(dated.after?.facts).toEqual({ started_at: '2026-11-21T00:00:00.000Z' });
  expect((await submitted(undefined)).after?.facts).toEqual({});
});
