import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { makeFolder } from '../client/folder';
import { WrongInput } from '../review/wrong-input';
import { counted } from '../text/text';
import { example } from './options';
import { jsonDocument, jsonOption } from './rendering';
import type { Terminal } from './terminal';
import { apiOf, vendorFor, vendorOption } from './vendor-api';

interface Options {
  readonly cluster: string;
  readonly vendor?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly production?: boolean;
}

/** `cluster-restore catalog pull`: what synth can check a restore against, in a file to commit. */
export function catalogCommand(program: Command, terminal: Terminal): void {
  const line =
    'cluster-restore catalog pull --cluster in01-3b1c0a5d4e6f789 --out catalogs/production.json';
  const parent = program
    .command('catalog')
    .summary('keep the backups of a cluster in a file, for offline checks');
  example(parent, line);
  const command = parent
    .command('pull')
    .copyInheritedSettings(parent)
    .summary('write the file')
    .description(
      'Writes the backups of a cluster, with what synth needs to check a restore, to a file that you commit. It only reads.',
    )
    .requiredOption('--cluster <id>', 'the cluster that was backed up')
    .requiredOption('--out <file>', 'the file to write, for example catalogs/production.json')
    .option('--production', 'say that people depend on the cluster: no drill restores into it')
    .addOption(vendorOption())
    .addOption(jsonOption())
    .action(async ({ cluster, vendor, out, json, production }: Options) => {
      const found = vendorFor(cluster, vendor);
      const api = apiOf(found, terminal);
      const catalog = await found.protocol().inventory.catalog(api, cluster, terminal.now());
      const marked = asProduction(catalog, production === true || isProduction(out, terminal.cwd));
      write(out, terminal.cwd, `${JSON.stringify(marked, null, 2)}\n`);
      const { backups } = catalog as { backups?: unknown[] };
      const count = backups?.length ?? 0;
      terminal.write(
        json
          ? jsonDocument('catalog-pull', { file: out, clusterId: cluster, backups: count })
          : `${out}: ${counted(count, 'backup')} of ${cluster}\n`,
      );
    });
  example(command, line);
}

/** Pulling again forgets nothing of what a person said: `--production` is taken back by hand. */
function isProduction(file: string, cwd: string): boolean {
  try {
    const { cluster } = JSON.parse(readFileSync(resolve(cwd, file), 'utf8')) as {
      cluster?: { production?: unknown };
    };
    return cluster?.production === true;
  } catch {
    return false;
  }
}

function asProduction(catalog: object, production: boolean): object {
  if (!production) return catalog;
  const { cluster } = catalog as { cluster?: object };
  return { ...catalog, cluster: { ...cluster, production } };
}

function write(file: string, cwd: string, text: string): void {
  const path = resolve(cwd, file);
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new WrongInput(`--out: ${file} cannot be written: ${reason}. Choose another file.`);
  }
}
