import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { ClientError, type ErrorKind } from '../../src/client/errors';
import { doubtsOfNamed, reviewedRestore } from '../../src/records/adoption';
import { declaredIn } from '../../src/records/declared';
import type { ReviewedStep } from '../../src/review/model/restore';
import { readSource } from '../../src/review/read/source';
import type { Vendor } from '../../src/vendor/vendor';
import { synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { NO_API } from './support/values';

let out: string;
beforeAll(() => {
  out = newFolder('declared');
  synthesised((stack) => {
    const about = { owner: 'search', formerPath: 'stack/former' };
    new zilliz.RestoredCluster(stack, 'articles', clusterProps({ ...about }));
    const passwordSink = PasswordSink.file('second');
    const later = { clusterName: 'second', passwordSink, removalPolicy: RemovalPolicy.RETAIN };
    new zilliz.RestoredCluster(stack, 'second', clusterProps(later));
    new zilliz.RemovedCluster(stack, 'gone');
    new zilliz.BackupPolicy(stack, 'policy', { cluster: SOURCE_CLUSTER, enabled: false });
  }, out);
});

test('what the code declares is what restores, where it is and was, and what is removed', () => {
  const source = readSource(out, '/');
  if (source.kind !== 'output') throw new Error('it is an output');
  const { restores, addresses, removals } = declaredIn(source.output, new Date());
  expect(restores.map(({ path }) => path)).toEqual(['stack/articles', 'stack/second']);
  const [first, second] = restores;
  expect(first).toMatchObject({
    ...{ stack: 'stack', key: expect.stringMatching(/^\w/), about: { owner: 'search' } },
    ...{ removalPolicy: 'destroy', sourceClusterId: SOURCE_CLUSTER },
    submitAddresses: [expect.stringMatching(/articles/), expect.stringMatching(/former/)],
    recordAddresses: [expect.stringMatching(/articles/), expect.stringMatching(/former/)],
  });
  expect(first?.submitAddresses).not.toEqual(first?.recordAddresses);
  expect(second).toMatchObject({ about: {}, removalPolicy: 'retain' });
  expect([second?.submitAddresses.length, second?.recordAddresses.length]).toEqual([1, 1]);
  const [[name, all] = ['', new Set<string>()], ...others] = addresses;
  expect([name, others]).toEqual(['stack', []]);
  expect([...all].every((address) => address.startsWith('null_resource.'))).toBe(true);
  expect(second?.submitAddresses.every((address) => all.has(address))).toBe(true);
  expect(removals).toEqual([
    expect.objectContaining({ stack: 'stack', address: expect.stringContaining('gone') }),
  ]);
});

describe('the restore that a person names', () => {
  test('is found by its path', () => {
    expect(reviewedRestore(out, '/', 'stack/second').step.spec.path).toBe('stack/second');
  });

  test.each([
    ['stack/secnd', '; did you mean stack/second?'],
    ['nothing-like-it', '; restores: stack/articles, stack/second'],
    ['stack/policy', 'declares no restore "stack/policy"; '],
  ])('is not %s', (path, said) => {
    expect(() => reviewedRestore(out, '/', path)).toThrow(said);
  });

  test('is in no output without one, and in nothing else', () => {
    const empty = newFolder('declared');
    synthesised(() => undefined, empty);
    expect(() => reviewedRestore(empty, '/', 'x')).toThrow('; restores: none');
    const file = join(dirname(empty), `${Date.now()}.json`);
    writeFileSync(file, '{"format_version":"1.2","resource_changes":[]}');
    expect(() => reviewedRestore(file, '/', 'x')).toThrow(
      'must be the output folder of cdktf synth. Name the folder.',
    );
  });
});

describe('what a person names is doubted', () => {
  type Protocol = Record<'prepare' | 'doubtsOfClaim', (...given: never[]) => unknown>;
  const asked: unknown[] = [];
  const well: Protocol = {
    prepare: async (context: unknown) => {
      asked.push(context);
      return { requests: [], facts: { cluster_name: 'articles', cluster_id: 'of the facts' } };
    },
    doubtsOfClaim: async (_context: unknown, claim: unknown) => {
      asked.push(claim);
      return ['it is older'];
    },
  };
  const doubts = (change: Partial<Protocol> | undefined, more: Partial<ReviewedStep> = {}) => {
    const reviewed = reviewedRestore(out, '/', 'stack/articles');
    const operations = change === undefined ? {} : { restoreCluster: { ...well, ...change } };
    const protocol = () => ({ operations });
    const vendor = { ...reviewed.vendor, protocol } as unknown as Vendor;
    asked.length = 0;
    const now = () => new Date('2026-11-21T00:00:00Z');
    const claimed = { cluster_id: 'in01-1' };
    return doubtsOfNamed({ ...reviewed, vendor, ...more }, claimed, NO_API, {
      now,
      sources: ['s'],
    });
  };

  test('by the vendor alone where all is well, and nothing is sent again', async () => {
    expect(await doubts({})).toEqual(['it is older']);
    expect(asked[1]).toEqual({ recorded: { cluster_name: 'articles', cluster_id: 'in01-1' } });
    const context = asked[0] as { isAcknowledged(): boolean; isRepeatWanted(): boolean };
    expect(context).toMatchObject({ path: 'stack/articles', sources: ['s'], state: '' });
    expect([context.isAcknowledged(), context.isRepeatWanted()]).toEqual([true, false]);
  });

  test('while a value is known after apply, and nobody is asked', async () => {
    const { step } = reviewedRestore(out, '/', 'stack/articles');
    const unknown = [{ path: 'targetProject', text: '' }];
    const later = { ...step, declared: { ...step.declared, unknown } } as unknown as typeof step;
    expect(await doubts({}, { step: later })).toEqual([
      'targetProject is known after apply: the runner checks it then',
    ]);
    expect(asked).toEqual([]);
  });

  test('where the declaration is wrong, and where there is no such restore', async () => {
    const { operation } = reviewedRestore(out, '/', 'stack/articles');
    const wrong = { ...operation, schema: () => z.never() } as unknown as typeof operation;
    expect(await doubts({}, { operation: wrong })).toEqual([
      'the declaration is wrong: see "npx cluster-restore check"',
    ]);
    expect(asked).toEqual([]);
    expect(await doubts(undefined)).toEqual(['this release restores nothing of this kind']);
  });

  const error = (kind: ErrorKind) =>
    new ClientError('the backup is gone', '', { kind, effect: 'nothing', retry: 'never' });
  test('by a backup that is gone, and by no other failure', async () => {
    const failing = (one: Error) => doubts({ prepare: () => Promise.reject(one) });
    expect(await failing(error('precondition'))).toEqual(['the backup is gone']);
    for (const one of [error('credentials'), new TypeError('a bug')]) {
      await expect(failing(one)).rejects.toBe(one);
    }
  });
});
