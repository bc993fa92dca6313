/** A command that lists the backups of a cluster, for a reader to copy. */
export function backupsCommand(clusterId?: string): string {
  return `npx cluster-restore backups --cluster ${word(clusterId, '<cluster id>')}`;
}

/** A command that pulls the catalog of a cluster into a file, for a reader to copy. */
export function pullCommand(clusterId?: string, file?: string): string {
  const cluster = word(clusterId, '<cluster id>');
  return `npx cluster-restore catalog pull --cluster ${cluster} --out ${word(file, '<file>')}`;
}

/** A word of a shell; in angle brackets what only the reader knows. */
function word(value: string | undefined, unknown: string): string {
  if (value === undefined || value === '') return unknown;
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
