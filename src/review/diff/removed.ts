import { marked } from '../../text/marked';
import type { NotReviewed, PlannedRestore } from '../model/schema';
import { isRemoval } from '../model/verdict';
import { changeOf } from './change';
import type { RestoreChange } from './schema';

/**
 * A restore that head no longer has: Terraform runs no destroy provisioner of a removed block. Another change of
 * the same diff may erase what it left.
 */
export function removedRestore(
  base: PlannedRestore,
  others: readonly RestoreChange[],
  notReviewed: readonly NotReviewed[],
): RestoreChange {
  const cluster = base.target?.clusterId;
  const eraser = others.find(
    ({ erases, restore }) =>
      erases.length > 0 && cluster !== undefined && restore.target?.clusterId === cluster,
  );
  const isDropped = notReviewed.some(
    (one) =>
      isRemoval(one) && one.stack === base.stack && one.address === (base.recordAddress ?? ''),
  );
  const note = isDropped ? DROPPED : noteOf(base, eraser);
  return changeOf('removed', base, { notes: [note] });
}

const DROPPED =
  'the next apply drops its cluster: a removed restore stands in its place, and takes the proofs of a destroy';

function noteOf({ action }: PlannedRestore, eraser: RestoreChange | undefined): string {
  if (eraser !== undefined) return `${marked(eraser.path)} erases what it restored`;
  if (action !== 'create') return 'leaves what it restored as it is';
  return 'leaves its cluster behind, and it keeps running and is billed, whatever its removal policy: Terraform runs no destroy provisioner of a removed block. Run `terraform destroy -target` on it first, or let `npx cluster-restore sweep` find it';
}
