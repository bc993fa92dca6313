import { sqlUserPassword } from '../../../src/cockroach/protocol/sql-user-password';
import { ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext } from '../../support/protocol';

const CLUSTER = `/api/v1/clusters/${ORDERS_STAGING}`;
const TITLE = `staging (${ORDERS_STAGING})`;
const declaration = {
  cluster: ORDERS_STAGING,
  restoreId: 'r',
  restore: 'stack/orders',
  sqlUser: 'app user',
};
const at = (answers: Record<string, unknown>) => protocolContext(fakeApi(answers), declaration);
const listed = (...names: string[]) =>
  at({
    [`GET ${CLUSTER}`]: { id: ORDERS_STAGING, name: 'staging' },
    [`GET ${CLUSTER}/sql-users`]: { users: names.map((name) => ({ name })) },
  });

test('a user that the cluster has can get a password', async () => {
  await expect(sqlUserPassword.prepare?.(listed('admin', 'app user'))).resolves.toBeUndefined();
});

test.each<[string, string[], string]>([
  ['none at all', [], 'it lists none'],
  ['others', ['admin', 'App user'], 'it has "admin", "App user"'],
  [
    'many others',
    Array.from({ length: 12 }, (_one, nth) => `u${nth}`),
    'it has "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9" and 2 more',
  ],
])('a user that the cluster does not have is one line: %s', async (_title, names, has) => {
  await expect(sqlUserPassword.prepare?.(listed(...names))).rejects.toThrow(
    `${TITLE} has no SQL user "app user": ${has}. Correct sqlUser: a restored cluster has the users of the backup.`,
  );
});

test('a response without a list of users is not a list without users', async () => {
  const context = at({
    [`GET ${CLUSTER}`]: { id: ORDERS_STAGING },
    [`GET ${CLUSTER}/sql-users`]: {},
  });
  await expect(sqlUserPassword.prepare?.(context)).rejects.toThrow('lists no users');
});

const PUT = `PUT ${CLUSTER}/sql-users/app%20user/password`;

test('the password is the one field of the body', async () => {
  const api = fakeApi({ [PUT]: { name: 'app user' } });
  const context = protocolContext(api, declaration);
  await sqlUserPassword.apply(context, 'new');
  expect(api.requests.map(({ method, body }) => ({ method, body }))).toEqual([
    { method: 'PUT', body: { password: 'new' } },
  ]);
  expect(context.said).toEqual(['SQL user "app user" has a new password']);
});

test.each<[string, unknown]>([
  ['no user', {}],
  ['another user', { name: 'admin' }],
  ['an error that lost its status', { code: 5, message: 'no' }],
])('a response that names %s is not a success', async (_title, answer) => {
  await expect(sqlUserPassword.apply(at({ [PUT]: answer }), 'new')).rejects.toThrow(
    'the response does not say that the password of SQL user "app user" was set',
  );
});
