import { quote } from '../text/text';
import { pullCommand } from './commands';

/** What the first key of every catalog says. */
export const CATALOG_OF = 'cdktf-cluster-restore';

/** The version of the catalog that this release writes and reads. */
export const CATALOG_VERSION = 1;

/** Why a file is not a catalog, in words that follow the name of the file. */
export interface CatalogProblem {
  readonly problem: string;
  readonly fix: string;
}

/** What is asked for when a catalog is of no use. */
export const PULL_AGAIN = `Pull it again: ${pullCommand()}`;

/** The data of a catalog of this vendor; its first keys are as they must be, the rest is not checked. */
export function catalogData(
  text: string,
  vendor: string,
  title: string,
): { readonly data: object } | { readonly problem: CatalogProblem } {
  const refuse = (problem: string, fix = PULL_AGAIN) => ({ problem: { problem, fix } });
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('is not JSON');
  }
  const head = (data ?? {}) as { catalog?: unknown; version?: unknown; vendor?: unknown };
  if (head.catalog !== CATALOG_OF) {
    return refuse('has an unknown format', `Name a file that this wrote: ${pullCommand()}`);
  }
  if (head.version !== CATALOG_VERSION) {
    const problem = `has version ${quote(head.version)}, but this version of the package reads ${CATALOG_VERSION}`;
    return refuse(problem, `Pull it again: ${pullCommand()}`);
  }
  if (head.vendor !== vendor) {
    const problem = `is a catalog of vendor ${quote(head.vendor)}, not ${quote(vendor)}`;
    return refuse(problem, `Name the catalog of a ${title} cluster`);
  }
  return { data: head };
}
