import type { BackupReference } from '../model/declaration';

const MOST_BYTES = 8 * 1024;

/**
 * The declaration as the steps get it. A long list of the backup's collections stays behind: synth has checked
 * the mappings against it, the runner asks the API, and a spec must fit into one environment variable.
 */
export function forSpec<Declaration extends { readonly backup: BackupReference }>(
  declaration: Declaration,
): Declaration {
  const { backup } = declaration;
  if (backup.known?.collections === undefined) return declaration;
  const { collections, ...known } = backup.known;
  if (Buffer.byteLength(JSON.stringify(collections)) <= MOST_BYTES) return declaration;
  return { ...declaration, backup: { ...backup, known } };
}
