import { quoted } from '../../text/text';
import { describeTables } from '../definition/describe-objects';
import { tablesBody } from '../definition/restore-body';
import { TablesDeclaration } from '../model/declaration';
import { tablesRules } from '../rules';
import { titleOf } from './clusters';
import { listDatabases } from './databases';
import { clusterPath } from './pages';
import { preflightTables } from './preflight';
import { restoreOperation } from './restore';

// gRPC's ALREADY_EXISTS: somebody else was quicker, or an earlier run.
const ALREADY_THERE = ['6', '409'];

/** Restores tables into a database of the destination. */
export const restoreTables = restoreOperation<TablesDeclaration>({
  name: 'restoreTables',
  type: 'TABLE',
  schema: TablesDeclaration,
  rules: tablesRules,
  body: tablesBody,
  describe: describeTables,
  preflight: preflightTables,

  async makeWay({ api, declaration, say }, destination) {
    const { intoDb, createIntoDb } = declaration;
    if (intoDb === undefined) return;
    const databases = await listDatabases(api, destination.id);
    if (databases.some(({ name }) => name === intoDb)) return;
    const title = titleOf(destination);
    if (createIntoDb !== true) {
      say(`${title} has no database ${quoted(intoDb)}: the vendor may refuse, or create it`);
      return;
    }
    say(`creating database ${quoted(intoDb)} in ${title}`);
    const path = clusterPath(destination.id, 'databases');
    const body = { name: intoDb };
    await api.repeatableWrite({ method: 'POST', path, body, expectedCodes: ALREADY_THERE });
  },
});
