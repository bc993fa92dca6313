import { quote } from '../../text/text';
import { restoreTables as definition } from '../definition';
import type { TablesDeclaration } from '../model/declaration';
import { titleOf } from './clusters';
import { wholeListOf } from './databases';
import { refuseRestoredTables } from './other-restores';
import { preflightTables } from './preflight';
import { restoreOperation } from './restore';

// gRPC's ALREADY_EXISTS: somebody else was quicker, or an earlier run.
const ALREADY_THERE = ['6', '409'];

/** Restores tables into a database of the destination. */
export const restoreTables = restoreOperation<TablesDeclaration>({
  definition,
  type: 'TABLE',
  preflight: preflightTables,

  async makeWay(context, destination, request) {
    const { api, declaration, say } = context;
    const { intoDb, createIntoDb } = declaration;
    await refuseRestoredTables(context, request.body ?? {}, async () => {
      const present = new Set((await wholeListOf(api, destination)).map(({ name }) => name));
      const wanted =
        intoDb === undefined ? declaration.tables.map((one) => one.database) : [intoDb];
      return wanted.every((name) => present.has(name));
    });
    if (intoDb === undefined) return undefined;
    const databases = await wholeListOf(api, destination);
    if (databases.some(({ name }) => name === intoDb)) return undefined;
    const title = titleOf(destination);
    if (createIntoDb !== true) {
      say(`${title} has no database ${quote(intoDb)}: the vendor may refuse, or create it`);
      return undefined;
    }
    say(`creating database ${quote(intoDb)} in ${title}`);
    for (const { when, method, path, body } of definition.requests(declaration, {})) {
      if (when !== 'before') continue;
      await api.repeatableWrite({ method, path, body, expectedCodes: ALREADY_THERE });
    }
    return `database ${quote(intoDb)} was created`;
  },
});
