import * as z from 'zod/mini';
import { refusal, UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { cut, quote } from '../../text/text';
import type { SettingContext, SettingProtocol } from '../../vendor/protocol';
import { sqlUserPassword as definition } from '../definition';
import { clusterPath } from '../definition/paths';
import type { SqlUserDeclaration } from '../model/sql-user';
import { clusterOf, titleOf } from './clusters';
import { allOf } from './pages';
import { preflightOfCluster } from './preflight';

const sqlUserSchema = once(() => z.object({ name: z.string() }));

/** More names than these help nobody. */
const MOST_NAMES = 10;

/** Sets the password of a SQL user: repeating it with the same password does no harm. */
export const sqlUserPassword: SettingProtocol<SqlUserDeclaration> = {
  preflight: preflightOfCluster,

  async prepare(context) {
    const { api, declaration } = context;
    const { cluster: id, sqlUser } = declaration;
    const cluster = await clusterOf(api, id, 'cluster');
    const path = clusterPath(id, 'sql-users');
    const users = await allOf(api, { path, list: 'users', order: 'ASC' }, sqlUserSchema());
    if (users.some(({ name }) => name === sqlUser)) return;
    throw refusal(
      `${titleOf(cluster)} has no SQL user ${quote(sqlUser)}: ${namesOf(users)}`,
      'Correct sqlUser: a restored cluster has the users of the backup',
    );
  },

  async apply({ api, declaration, say }: SettingContext<SqlUserDeclaration>, password) {
    for (const { method, path, body } of definition.requests(declaration, { password })) {
      const { data } = await api.repeatableWrite({ method, path, body });
      const parsed = z.safeParse(sqlUserSchema(), data);
      if (!parsed.success || parsed.data.name !== declaration.sqlUser) {
        throw new UnusableResponse(
          `the response does not say that the password of SQL user ${quote(declaration.sqlUser)} was set`,
        );
      }
    }
    say(`SQL user ${quote(declaration.sqlUser)} has a new password`);
  },
};

function namesOf(users: readonly { readonly name: string }[]): string {
  if (users.length === 0) return 'it lists none';
  const shown = users.slice(0, MOST_NAMES).map(({ name }) => quote(cut(name, 64)));
  const more = users.length - shown.length;
  return `it has ${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
