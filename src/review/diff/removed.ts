import { mark } from '../../text/marked';
import { isRemoval } from '../model/points';
import type { NotReviewed, PlannedRestore } from '../model/schema';
import { changeOf } from './change';
import { clusterOf } from './loss';
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
  if (eraser !== undefined) {
    return changeOf('removed', base, { notes: [`${mark(eraser.path)} erases what it restored`] });
  }
  const isDropped = notReviewed.some(
    (one) =>
      isRemoval(one) && one.stack === base.stack && one.address === (base.recordAddress ?? ''),
  );
  if (isDropped) return changeOf('removed', base, { notes: [DROPPED] });
  return base.action === 'create'
    ? changeOf('removed', base, { leftBehind: [leftBehind(base)] })
    : changeOf('removed', base, { notes: ['leaves what it restored as it is'] });
}

const DROPPED =
  'the next apply drops its cluster: a removed restore takes its place, and requires the proofs of a destroy';

/** What keeps being billed, and how to end that: only a destroy before the block goes runs the step that drops. */
function leftBehind({
  stack,
  target,
  address,
  removalPolicy,
  vendorTitle,
}: PlannedRestore): string {
  const cluster = `${target === undefined ? 'its cluster' : clusterOf(target)} keeps running and is billed`;
  const inConsole = `drop it in the console of ${vendorTitle} when nobody needs it`;
  if (removalPolicy === 'retain') return `${cluster}: ${inConsole}`;
  const command = mark(`terraform destroy -target=${address}`);
  return `${cluster}, because Terraform runs no destroy provisioner of a removed block. To drop it, run ${command} in stack ${mark(stack)} before this is applied; afterwards, ${inConsole}`;
}
