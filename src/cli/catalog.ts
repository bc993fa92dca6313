import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { makeFolder } from '../client/folder';
import { WrongInput } from '../review/wrong-input';
import { parseJson } from '../text/nesting';
import { pluralize } from '../text/text';
import { CATALOG_OF } from '../vendor/catalog-head';
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
    .summary('save the list of a cluster’s backups to a file, for offline checks');
  example(parent, line);
  const command = parent
    .command('pull')
    .copyInheritedSettings(parent)
    .summary('write the file')
    .description(
      'Writes the list of a cluster’s backups, with what synth needs to check a restore, to a file that you commit. It only reads.',
    )
    .requiredOption('--cluster <id>', 'the cluster that was backed up')
    .requiredOption('--out <file>', 'the file to write, for example catalogs/production.json')
    .option('--production', 'mark the cluster as production, so that no drill restores into it')
    .addOption(vendorOption())
    .addOption(jsonOption())
    .action(async ({ cluster, vendor, out, json, production }: Options) => {
      const found = vendorFor(cluster, vendor);
      const api = apiOf(found, terminal);
      const wasProduction = isProduction(out, terminal.cwd);
      const catalog = await found.protocol().inventory.catalog(api, cluster, terminal.now());
      const marked = asProduction(catalog, production === true || wasProduction);
      write(out, terminal.cwd, `${JSON.stringify(marked, null, 2)}\n`);
      const { backups } = catalog as { backups?: unknown[] };
      const count = backups?.length ?? 0;
      terminal.write(
        json
          ? jsonDocument('catalog-pull', { file: out, clusterId: cluster, backups: count })
          : `${out}: ${pluralize(count, 'backup')} of ${cluster}\n`,
      );
    });
  example(command, line);
}

/**
 * Pulling again forgets nothing of what a person said: `--production` is taken back by hand. What cannot be read says
 * nothing, and is not written over: it may hold that word, or be no catalog at all.
 */
function isProduction(file: string, cwd: string): boolean {
  const path = resolve(cwd, file);
  if (!existsSync(path)) return false;
  const { catalog, cluster } = (parseJson(textOf(path, file)) ?? {}) as {
    catalog?: unknown;
    cluster?: { production?: unknown };
  };
  if (catalog === CATALOG_OF) return cluster?.production === true;
  throw new WrongInput(
    `--out: ${file} is there and is not a catalog, so it is not written over. Name another file, or move it away; where it is a catalog with the marks of a merge, resolve them first.`,
  );
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw notUsable(file, error as Error);
  }
}

function asProduction(catalog: object, production: boolean): object {
  if (!production) return catalog;
  const { cluster } = catalog as { cluster?: object };
  return { ...catalog, cluster: { ...cluster, production } };
}

/** The whole catalog or nothing: a disk that is full leaves the one before. */
function write(file: string, cwd: string, text: string): void {
  const path = resolve(cwd, file);
  try {
    makeFolder(dirname(path));
    writeWhole(path, text);
  } catch (error) {
    throw notUsable(file, error as Error);
  }
}

function writeWhole(path: string, text: string): void {
  // A link stays one.
  const target = existsSync(path) ? realpathSync(path) : path;
  const temporary = `${target}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function notUsable(file: string, { message }: Error): WrongInput {
  return new WrongInput(`--out: ${file} cannot be written: ${message}. Choose another file.`);
}
