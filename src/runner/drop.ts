import type { StepContext } from './step-context';

/** Removes the cluster that this restore created, by the id that Terraform's state holds. */
export async function drop({
  spec,
  operation,
  driver,
  journal,
}: StepContext<'drop'>): Promise<void> {
  await operation.drop?.(driver, spec.recorded);
  const entry = journal.read();
  if (entry !== undefined) journal.write({ ...entry, state: 'dropped' });
}
