import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { makeFolder } from '../client/folder';
import { WrongInput } from '../review/wrong-input';
import { counted } from '../text/text';
import type { Terminal } from './terminal';
import { apiOf, vendorFor, vendorNames } from './vendor-api';

interface Options {
  readonly cluster: string;
  readonly vendor?: string;
  readonly out: string;
}

/** `cluster-restore catalog pull`: what synth can check a restore against, in a file to commit. */
export function catalogCommand(program: Command, terminal: Terminal): void {
  program
    .command('catalog')
    .summary('keep the backups of a cluster in a file, for checks without network')
    .command('pull')
    .description(
      'Writes the backups of a cluster, with what synth needs to check a restore of them, to a file that is committed. It reads only.',
    )
    .requiredOption('--cluster <id>', 'the cluster that was backed up')
    .requiredOption('--out <file>', 'the file to write, for example catalogs/production.json')
    .option('--vendor <name>', `${vendorNames()}; inferred from the id by default`)
    .action(async ({ cluster, vendor, out }: Options) => {
      const found = vendorFor(cluster, vendor);
      const api = apiOf(found, terminal.env);
      const catalog = await found.protocol().inventory.catalog(api, cluster, terminal.now());
      write(out, `${JSON.stringify(catalog, null, 2)}\n`);
      const { backups } = catalog as { backups?: unknown[] };
      terminal.write(`${out}: ${counted(backups?.length ?? 0, 'backup')} of ${cluster}\n`);
    });
}

function write(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new WrongInput(`--out: ${file} cannot be written: ${reason}. Choose another file.`);
  }
}
