import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiRequest } from '../../../src/client/api-client';
import { AlreadyThereError, NoResponseError, refusal } from '../../../src/client/errors';
import type { Journal } from '../../../src/runner/journal/journal';
import { Spool } from '../../../src/runner/password/spool';
import { sendRequest } from '../../../src/runner/send/send-request';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import type { VendorRequest } from '../../../src/vendor/request';
import { journalEntry, newJournal, type StepParts, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

const AT = '2026-11-20T00:00:00.000Z';
const OTHER_AT = '2026-01-01T00:00:00.000Z';

/** A request of another collection, sent long before. */
const other: JournalRequest = {
  name: 'other',
  state: 'submitted',
  at: OTHER_AT,
  jobId: 'job-other',
  facts: { of: 'other' },
};
const own = (change: Partial<JournalRequest> = {}): JournalRequest => ({
  name: 'own',
  state: 'pending',
  at: '',
  facts: {},
  ...change,
});
const request: VendorRequest = { name: 'own', when: 'restore', method: 'POST', path: ['restore'] };

interface Parts extends Partial<StepParts<'submit'>> {
  readonly known?: JournalRequest;
  readonly spool?: (spool: Spool) => void;
}

async function sending({ known = own(), spool: prepare, ...parts }: Parts) {
  const journal = parts.journal ?? newJournal();
  const entry = journalEntry({ facts: { backup_id: 'b' }, requests: [other, known] });
  journal.write(entry);
  const spool = new Spool(journal.folder);
  prepare?.(spool);
  const context = stepContext({ step: 'submit', ...parts, journal });
  const end = await sendRequest(context, entry, request, spool).catch((error: Error) => error);
  const requests = journal.read()?.requests ?? [];
  return { end, context, spool, journal, own: requests[1], others: requests[0] };
}

const lost = new NoResponseError('the connection broke', '', { effect: 'unknown', retry: 'later' });
const losing = (password?: string) => (asked: ApiRequest) => {
  asked.seen?.(password === undefined ? '' : `{"password": "${password}"}`);
  throw lost;
};

test.each([
  ['accepted', 'submitted'],
  ['known to have failed', 'failed'],
] as const)('one that is %s is not sent again', async (_title, state) => {
  const { context, own: kept } = await sending({ known: own({ state, jobId: 'job-1' }) });
  expect(context.sent).toEqual([]);
  expect(kept).toMatchObject({ state, jobId: 'job-1' });
  expect(context.said).toEqual(['already submitted by an earlier run (job job-1): adopted']);
});

test('a response goes to its own request, next to what that knew before', async () => {
  const { own: kept, others } = await sending({
    known: own({ facts: { repeats: 'job-0' } }),
    answer: () => ({ jobId: 'job-1', facts: { of: 'own' } }),
    operation: { accept: (_request, body) => body as never },
  });
  expect(kept).toMatchObject({ state: 'submitted', facts: { repeats: 'job-0', of: 'own' } });
  expect(others).toEqual(other);
});

describe('the last look before it', () => {
  test.each([
    ['a run that was stopped while it cleared', 'clearing', true],
    ['one that was never sent', 'pending', false],
  ] as const)('knows %s', async (_title, state, resumed) => {
    const seen: unknown[] = [];
    const { context } = await sending({
      known: own({ state }),
      operation: {
        beforeSending: async (_driver, asked, facts, _note, isResumed) => {
          seen.push(asked.name, facts.backup_id, isResumed);
          return undefined;
        },
      },
    });
    expect(seen).toEqual(['own', 'b', resumed]);
    expect(context.sent).toHaveLength(1);
  });

  test.each([
    ['a refusal', refusal('is not empty', 'Empty it')],
    ['an error of ours', new TypeError('of ours')],
  ])('stops it with %s as it is', async (_title, error) => {
    const { end, context } = await sending({
      operation: {
        beforeSending: async () => {
          throw error;
        },
      },
    });
    expect([end, context.sent]).toEqual([error, []]);
  });

  const taken = async (): Promise<never> => {
    throw new AlreadyThereError('there is a cluster', 'Choose another name', 'cluster_id=in01-1');
  };

  test('names both ways to adopt what is in the way', async () => {
    const { end, context } = await sending({ operation: { beforeSending: taken } });
    expect(String(end)).toContain(
      'there is a cluster. Choose another name. If it is this restore,',
    );
    expect(String(end)).toContain('CLUSTER_RESTORE_ADOPT=cluster_id=in01-1');
    expect(context.sent).toEqual([]);
  });

  test('adopts it where a person named it, and sends nothing', async () => {
    const {
      end,
      own: kept,
      context,
    } = await sending({
      env: { CLUSTER_RESTORE_ADOPT: 'cluster_id=in01-1' },
      operation: { beforeSending: taken, doubtsOfClaim: async () => [] },
    });
    expect(kept).toMatchObject({ state: 'submitted', facts: { cluster_id: 'in01-1' } });
    expect(end).toMatchObject({ requests: [other, kept] });
    expect(context.sent).toEqual([]);
  });
});

describe('one of unknown outcome', () => {
  test('is looked for by its own time', async () => {
    const looked: unknown[] = [];
    const { end } = await sending({
      known: own({ state: 'intent', at: AT }),
      operation: {
        reconcile: async (_context, asked, intent) => {
          looked.push(asked.name, intent);
          return { found: 'nothing', searched: 'looked', repeatIsSafe: false };
        },
      },
    });
    expect(looked).toEqual(['own', { at: new Date(AT), facts: { backup_id: 'b' } }]);
    expect(end).toMatchObject({ exitCode: 6 });
  });

  test('is adopted by the kept response of that very request alone', async () => {
    const known = own({ state: 'intent', at: AT });
    const keeping = (change: object) => (spool: Spool) =>
      spool.keep({ password: 'p', request: 'own', at: AT, jobId: 'job-1', facts: {}, ...change });
    const { own: kept } = await sending({ known, spool: keeping({}) });
    expect(kept).toMatchObject({ state: 'submitted', jobId: 'job-1' });
    for (const change of [{ request: 'other' }, { at: OTHER_AT }, { jobId: undefined }]) {
      const { end } = await sending({ known, spool: keeping(change) });
      expect(end).toMatchObject({ exitCode: 6 });
    }
  });

  test('that broke in another way is thrown as it is, and keeps its intent', async () => {
    const broken = new TypeError('of ours');
    const answer = () => {
      throw broken;
    };
    const { end, own: kept } = await sending({ answer });
    expect(end).toBe(broken);
    expect(kept?.state).toBe('intent');
  });

  const passwordIn = (text: string) => /"password": "([^"]*)"/.exec(text)?.[1];

  test('keeps the password of a useless response with the request', async () => {
    const {
      spool,
      own: kept,
      context,
    } = await sending({
      answer: losing('new-secret'),
      operation: { passwordIn },
    });
    expect(spool.read()).toEqual({
      ...{ password: 'new-secret', request: 'own', at: kept?.at, facts: {} },
    });
    expect(context.said).toContain('the response holds a password: it is kept');
  });

  test('notes that the sink took the password of a useless response, where the spool cannot', async () => {
    const keep = jest.spyOn(Spool.prototype, 'keep').mockImplementation(() => {
      throw new Error('no space left');
    });
    const path = join(newFolder('sink'), 'password');
    const { journal } = await sending({
      answer: losing('new-secret'),
      spec: { passwordSink: { kind: 'file', path } },
      operation: { passwordIn },
    });
    keep.mockRestore();
    expect(journal.read()?.password).toBe('delivered');
    expect(readFileSync(path, 'utf8')).toBe('new-secret');
  });

  test('says nothing of a password where there is none', async () => {
    const { spool, context } = await sending({ answer: losing(), operation: { passwordIn } });
    expect(spool.read()).toBeUndefined();
    expect(context.said.join()).not.toContain('password');
  });
});

describe('a disk that fails with the response', () => {
  /** The journal takes nothing more once the request was sent. */
  function failing(spoolFails: boolean) {
    const journal: Journal = newJournal();
    const write = journal.write.bind(journal);
    journal.write = (entry) => {
      if (entry.requests.some(({ state, name }) => name === 'own' && state === 'submitted')) {
        throw new Error('no space left');
      }
      write(entry);
    };
    const keep = jest.spyOn(Spool.prototype, 'keep').mockImplementation(() => {
      if (spoolFails) throw new Error('no space left');
    });
    return { journal, undo: () => keep.mockRestore() };
  }
  const answer = () => ({
    jobId: 'job-1',
    facts: { cluster_id: 'in01-1' },
    password: 'new-secret',
  });

  test.each([
    ['the sink took the password', true, true, ' password=delivered', ''],
    ['nothing took it', true, false, '', 'Reset the password in the vendor console'],
    ['the spool has it', false, false, '', ''],
  ])('is reported with what was begun where %s', async (_t, spoolFails, hasSink, pair, reset) => {
    const { journal, undo } = failing(spoolFails);
    const path = join(newFolder('sink'), 'password');
    const spec = hasSink ? { passwordSink: { kind: 'file' as const, path } } : {};
    const { end } = await sending({
      ...{ journal, answer, spec },
      operation: { accept: (_request, body) => body as never },
    });
    undo();
    const text = String(end);
    expect(text).toContain(
      `adopt articles cluster_id=in01-1 job_id=job-1${pair}"`.replace('articles', journal.name),
    );
    expect(text.includes('Reset the password')).toBe(reset !== '');
    if (hasSink) expect(readFileSync(path, 'utf8')).toBe('new-secret');
  });

  test('without a password none is to be reset', async () => {
    const { journal, undo } = failing(true);
    const { end } = await sending({ journal });
    undo();
    expect(String(end)).toContain('could not be saved: no space left');
    expect(String(end)).not.toContain('Reset the password');
  });
});

describe('a response with a password', () => {
  const answer = () => ({ jobId: 'job-1', facts: { cluster_id: 'in01-1' }, password: 'a-secret' });

  test('is kept whole under the time of its own request, so that the next run knows whose it is', async () => {
    const { spool, own: kept, others } = await sending({ answer });
    expect(kept).toMatchObject({ state: 'submitted', jobId: 'job-1' });
    expect(kept?.at).not.toBe(others?.at);
    expect(spool.read()).toEqual({
      password: 'a-secret',
      request: 'own',
      at: kept?.at,
      jobId: 'job-1',
      facts: { cluster_id: 'in01-1' },
    });
  });

  test('that a killed run kept is the outcome of its request', async () => {
    const facts = { cluster_id: 'in01-1' };
    const {
      end,
      context,
      own: kept,
    } = await sending({
      known: own({ state: 'intent', at: AT, facts: { of: 'own' } }),
      spool: (spool) =>
        spool.keep({ password: 'a-secret', request: 'own', at: AT, jobId: 'job-1', facts }),
    });
    expect(end).not.toBeInstanceOf(Error);
    expect(context.sent).toEqual([]);
    expect(context.said).toEqual([
      'the request of an earlier run was accepted (job job-1): adopted',
    ]);
    expect(kept).toMatchObject({ state: 'submitted', facts: { of: 'own', ...facts } });
  });
});

test('a useless response is reported, with what is done about it', async () => {
  const operation = {
    reconcile: async () => ({ found: 'ours', submitted: { jobId: 'job-1', facts: {} } }) as const,
  };
  const { context } = await sending({ answer: losing(), operation });
  expect(context.said).toEqual([
    'no usable response: the connection broke; asking whether the restore began',
    'the restore began: adopted',
  ]);
});
