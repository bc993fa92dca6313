import Table from 'cli-table3';
import type { Command } from 'commander';
import { WrongInput } from '../review/wrong-input';
import { cut, pluralize, printable } from '../text/text';
import { beginningOf } from './moment';
import { example } from './options';
import { jsonDocument, jsonOption } from './rendering';
import type { Terminal } from './terminal';
import { apiOf, vendorFor, vendorOption } from './vendor-api';

interface Options {
  readonly cluster: string;
  readonly vendor?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly json?: boolean;
}

/** `cluster-restore backups`: what can be restored. */
export function backupsCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('backups')
    .summary('list the backups of a cluster')
    .description('Lists the backups of a cluster, the newest first. It only reads.')
    .requiredOption('--cluster <id>', 'the cluster that was backed up')
    .addOption(vendorOption())
    .option(
      '--from <date>',
      'from this day or moment on (UTC), for example 2026-11-20',
      beginningOf,
    )
    .option('--to <date>', 'before this day or moment (UTC)', beginningOf)
    .addOption(jsonOption())
    .action(async ({ cluster: clusterId, vendor, from, to, json }: Options) => {
      if (from !== undefined && to !== undefined && from >= to) {
        throw new WrongInput(
          `--from: ${from.toISOString()} must be before --to (${to.toISOString()}). Swap or correct them.`,
        );
      }
      const found = vendorFor(clusterId, vendor);
      const { inventory } = found.protocol();
      const query = { clusterId, now: terminal.now(), from, to };
      const { columns, rows, backups } = await inventory.backups(apiOf(found, terminal), query);
      if (json) {
        const head = { vendor: found.definition.vendor, clusterId };
        terminal.write(jsonDocument('backups', { ...head, backups }));
        return;
      }
      const table = new Table({ head: [...columns], chars: PLAIN, style: STYLE });
      for (const row of rows) table.push(row.map((cell) => cut(printable(cell), LONGEST_CELL)));
      if (rows.length > 0) terminal.write(`${table.toString()}\n`);
      const hint = rows.length === 0 ? '; check the id and the days asked for' : '';
      terminal.write(`${pluralize(rows.length, 'backup')} of ${printable(clusterId)}${hint}\n`);
    });
  example(command, 'cluster-restore backups --cluster in01-3b1c0a5d4e6f789 --from 2026-11-01');
}

/** Names and ids of the vendor may be of any length. */
const LONGEST_CELL = 120;
const STYLE = { head: [], border: [], 'padding-left': 0, 'padding-right': 2 };
const PLAIN = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
    ...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);
