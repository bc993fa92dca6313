import type { StepContext } from './step-context';

/** Removes the cluster that this restore created, by the id that Terraform's state holds. */
export async function drop({
  spec,
  operation,
  driver,
  journal,
}: StepContext<'drop'>): Promise<void> {
  const dropped = await operation.drop?.(driver, spec.recorded);
  // What was left is still there: its journal tells `sweep` so.
  if (dropped === 'left') return;
  const entry = journal.read();
  if (entry === undefined) return;
  // A run that Terraform did not record may have made another cluster since: its journal stays.
  const made = entry.requests.flatMap(({ facts }) => facts.cluster_id ?? []);
  const isThis = made.length === 0 || made.includes(spec.recorded.cluster_id ?? '');
  if (isThis) journal.write({ ...entry, state: 'dropped' });
}
