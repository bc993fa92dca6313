import type { Api } from '../../src/client/api';
import type { ApiRequest } from '../../src/client/api-client';
import { Redactor } from '../../src/client/redactor';
import { Journal } from '../../src/runner/journal/journal';
import type { Operation, StepContext } from '../../src/runner/step/step-context';
import type { JournalEntry } from '../../src/spec/journal-entry';
import { fakeApi, protocolContext } from './protocol';
import { newFolder } from './terraform';

type Step = 'submit' | 'wait' | 'drop';

/** A step in this process: what it drives is given, what it says and sends is kept. */
export type StepAtWork<Kind extends Step> = StepContext<Kind> & {
  readonly said: string[];
  readonly sent: ApiRequest[];
};

/** What a test gives; the rest is a restore of which everything goes well. */
export interface StepParts<Kind extends Step> {
  readonly step: Kind;
  readonly operation?: Partial<Operation>;
  readonly spec?: Partial<StepContext<Kind>['spec']>;
  readonly identity?: Readonly<Record<string, string>>;
  readonly stateMark?: string;
  readonly journal?: Journal;
  readonly env?: NodeJS.ProcessEnv;
  /** The clock of the step, in seconds; it stands still where none is given. */
  readonly elapsed?: () => number;
  readonly isTerraformGone?: () => boolean;
  /** What the vendor answers to a request that starts a restore. */
  readonly answer?: (request: ApiRequest) => unknown;
}

/** A journal in an empty folder. */
export function newJournal(key = 'articles'): Journal {
  const journal = new Journal(key, `${newFolder('journals')}/journals`);
  journal.prepare();
  return journal;
}

/** An entry of it, with one accepted job. */
export function journalEntry(change: Partial<JournalEntry> = {}): JournalEntry {
  return {
    version: 1,
    key: 'articles',
    path: 'stack/articles',
    identity: {},
    state: 'open',
    facts: {},
    requests: [{ name: 'restoreCluster', state: 'submitted', at: '', jobId: 'job-1', facts: {} }],
    ...change,
  };
}

/** The one request of the restore. */
export const request = {
  name: 'restoreCluster',
  when: 'restore',
  method: 'POST',
  path: ['restore'],
} as const;

const operation: Operation = {
  name: 'restoreCluster',
  repeatsFailedJobs: false,
  identity: () => ({}),
  prepare: async (_context: unknown, facts: Readonly<Record<string, string>>) => ({
    requests: [request],
    facts,
  }),
  accept: (_request: unknown, body: unknown) => ({ facts: {}, ...(body as { jobId: string }) }),
  reconcile: async () => ({ found: 'nothing', searched: 'looked', repeatIsSafe: false }),
  poll: async () => ({ state: 'done', status: 'SUCCESSFUL' }),
  verify: async () => ({ problems: [], facts: {} }),
} as unknown as Operation;

/** What `main` makes of the environment for one step. */
export function stepContext<Kind extends Step>(parts: StepParts<Kind>): StepAtWork<Kind> {
  const sent: ApiRequest[] = [];
  const api = {
    ...fakeApi({}),
    until: () => undefined,
    sendOnce: async (asked: ApiRequest) => {
      sent.push(asked);
      return { data: parts.answer === undefined ? { jobId: 'job-1' } : parts.answer(asked) };
    },
  } as unknown as Api;
  const { said, ...driver } = protocolContext<unknown>(api, {});
  const spec = {
    step: parts.step,
    version: 1,
    vendor: 'test',
    operation: 'restoreCluster',
    path: 'stack/articles',
    key: 'articles',
    declaration: {},
    acknowledge: [],
    submitAddress: 'null_resource.articles_submit',
    identity: {},
    removalPolicy: 'retain',
    timeoutMinutes: 1,
    ...(parts.step === 'submit' ? {} : { recorded: {} }),
    ...parts.spec,
  } as unknown as StepContext<Kind>['spec'];
  return {
    spec,
    operation: { ...operation, ...parts.operation },
    identity: parts.identity ?? {},
    stateMark: parts.stateMark ?? 'this state',
    driver,
    api,
    journal: parts.journal ?? newJournal(),
    settings: { pollSeconds: 0, requestTimeoutSeconds: 30 },
    redactor: new Redactor(),
    env: { CLUSTER_RESTORE_RESOURCE_ID: '1', ...parts.env },
    terraform: { isGone: parts.isTerraformGone ?? (() => false), name: () => 'this one' },
    elapsed: parts.elapsed ?? (() => 0),
    program: 'node runner.cjs',
    said,
    sent,
  };
}
