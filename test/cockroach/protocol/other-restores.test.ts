import { AlreadyThereError, type ClientError } from '../../../src/client/errors';
import { restoreIn } from '../../../src/cockroach/protocol/jobs';
import {
  othersEnded,
  refuseFinished,
  refuseOtherRestores,
  refuseRepeat,
  refuseSameUnderWay,
} from '../../../src/cockroach/protocol/other-restores';
import { ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, inTurn, protocolContext } from '../../support/protocol';

const RESTORES = `GET /api/v1/clusters/${ORDERS_STAGING}/restores`;
const body = { type: 'CLUSTER', backup_id: 'backup-1' };
const restore = (change: object = {}) => ({
  ...body,
  id: 'r1',
  status: 'PENDING',
  created_at: '2026-11-21T00:00:00Z',
  ...change,
});
const contextOf = (...lists: object[][]) => {
  const api = fakeApi({ [RESTORES]: inTurn(...lists.map((restores) => ({ restores }))) });
  return protocolContext(api, { destinationCluster: ORDERS_STAGING } as never);
};
const thrown = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: ClientError) => error,
  );

describe('the same restore that is under way', () => {
  test.each([
    ['PENDING', '2026-11-21T00:00:00Z', 'PENDING, and began 2026-11-21T00:00:00Z'],
    ['', '', 'of unknown status, and began at an unknown time'],
  ])('as %j is offered for adoption, and nothing is sent', async (status, created_at, text) => {
    const context = contextOf([restore({ status, created_at })]);
    const error = await thrown(refuseSameUnderWay(context, body));
    expect(error).toBeInstanceOf(AlreadyThereError);
    expect(error).toMatchObject({
      message: `restore r1 of the same backup to the destination ${ORDERS_STAGING} is ${text}. If somebody else began it, apply again when it has ended.`,
      adopt: 'job_id=r1',
    });
  });

  test.each(['SUCCESS', 'FAILED'])('is none where it is %s', async (status) => {
    expect(
      await thrown(refuseSameUnderWay(contextOf([restore({ status })]), body)),
    ).toBeUndefined();
  });

  test('is none where it is another one', async () => {
    const context = contextOf([restore({ backup_id: 'backup-2' })]);
    expect(await thrown(refuseSameUnderWay(context, body))).toBeUndefined();
  });
});

test('others are waited for, and what is waited for is reported', async () => {
  const context = contextOf([restore({ status: '' })], [restore({ status: 'FAILED' })]);
  await othersEnded(context);
  expect(context.said).toEqual([
    `restore r1 of the destination ${ORDERS_STAGING} is of unknown status: one at a time; checking again`,
  ]);
  expect(context.pauses).toEqual([10]);
});

test('after twelve looks the restore comes later', async () => {
  const context = contextOf([restore()]);
  expect(await thrown(othersEnded(context))).toMatchObject({
    message: `restore r1 of the destination ${ORDERS_STAGING} is PENDING. Apply again when it has ended.`,
    retry: 'later',
  });
  expect(context.api.read).toBeDefined();
  expect(context.pauses).toHaveLength(11);
});

describe('before data is deleted', () => {
  const before = { restores_before: 'r0 r1' };
  const refused = (list: object[], facts: Record<string, string> = before) =>
    thrown(refuseOtherRestores(contextOf(list), facts, body));

  test('restores of before that have ended do not matter, and are reported', async () => {
    const list = [restore({ status: 'SUCCESS' }), restore({ id: 'r0', status: 'FAILED' })];
    const found = await refuseOtherRestores(contextOf(list), before, body);
    expect(found.map(({ id }) => id)).toEqual(['r1', 'r0']);
    expect(await refused([], {})).toBeUndefined();
  });

  test.each<[string, object, string]>([
    [
      'of another backup that goes on',
      { backup_id: 'b2' },
      'PENDING and began 2026-11-21T00:00:00Z',
    ],
    [
      'that failed since',
      { id: 'r2', status: 'FAILED', created_at: '' },
      'FAILED and began at an unknown time',
    ],
  ])('one %s stops it', async (_title, change, text) => {
    const one = restore(change);
    const error = await refused([one]);
    expect(error).toMatchObject({
      message: `restore ${one.id} of the destination ${ORDERS_STAGING} is not this one: it is ${text}. Find out who began it, and apply again when it has ended.`,
      retry: 'after a fix',
    });
    expect(error).not.toBeInstanceOf(AlreadyThereError);
  });

  test.each<[string, object]>([
    ['began since', { id: 'r2', status: 'SUCCESS' }],
    ['goes on', {}],
  ])('the same one that %s is offered for adoption', async (_title, change) => {
    expect(await refused([restore(change)])).toBeInstanceOf(AlreadyThereError);
  });
});

describe('what was restored already', () => {
  const done = restore({ status: 'SUCCESS', completed_at: '2026-11-21T01:00:00Z' });

  test('and is in the way is offered for adoption', async () => {
    const error = await thrown(refuseFinished(contextOf([done]), body, ['orders', 'stock']));
    expect(error).toMatchObject({
      message: `the destination ${ORDERS_STAGING} already has "orders", "stock", and restore r1 of the same backup ended 2026-11-21T01:00:00Z. To restore again, rename or drop what exists.`,
      adopt: 'job_id=r1',
    });
    const without = restore({ status: 'SUCCESS' });
    expect((await thrown(refuseFinished(contextOf([without]), body, ['a'])))?.message).toContain(
      'of the same backup ended there already',
    );
  });

  test.each([{ status: 'FAILED' }, { status: 'PENDING' }, { status: 'SUCCESS', type: 'TABLE' }])(
    'is not %j',
    async (change) => {
      const context = contextOf([restore(change)]);
      expect(await thrown(refuseFinished(context, body, ['a']))).toBeUndefined();
    },
  );

  const repeated = (one: object, wanted = '') => {
    const restores = [restoreIn(one)].flatMap((found) => found ?? []);
    return thrown(
      (async () => refuseRepeat({ isRepeatWanted: (id) => id === wanted }, restores, body))(),
    );
  };

  test('is deleted for the same restore once more only where that is reported', async () => {
    expect(await repeated(done)).toMatchObject({
      message:
        'the destination holds data, and restore r1 of the same backup ended 2026-11-21T01:00:00Z: what was written since would be deleted. To delete it and restore again, apply with CLUSTER_RESTORE_REPEAT=r1.',
      adopt: 'job_id=r1',
    });
    expect((await repeated(restore({ status: 'SUCCESS' })))?.message).toContain(
      'ended there already: what',
    );
    expect(await repeated(done, 'r1')).toBeUndefined();
    expect(await repeated(done, 'r2')).toBeInstanceOf(AlreadyThereError);
  });

  test.each([{ status: 'FAILED' }, { status: 'SUCCESS', backup_id: 'backup-2' }])(
    'is deleted where that was %j',
    async (change) => {
      expect(await repeated(restore(change))).toBeUndefined();
    },
  );
});
