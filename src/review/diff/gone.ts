import { marked } from '../../text/marked';
import type { PlannedRestore } from '../model/schema';
import { changeOf } from './change';
import type { RestoreChange } from './schema';

/**
 * A restore that head has no longer: Terraform runs no destroy step of a block that is gone. Another change of
 * the same diff may erase what it left.
 */
export function goneRestore(base: PlannedRestore, others: readonly RestoreChange[]): RestoreChange {
  const cluster = base.target?.clusterId;
  const eraser = others.find(
    ({ erases, restore }) =>
      erases.length > 0 && cluster !== undefined && restore.target?.clusterId === cluster,
  );
  return changeOf('gone', base, { notes: [noteOf(base, eraser)] });
}

function noteOf({ action }: PlannedRestore, eraser: RestoreChange | undefined): string {
  if (eraser !== undefined) return `${marked(eraser.path)} erases what it restored`;
  if (action !== 'create') return 'leaves what it restored as it is';
  return 'leaves its cluster behind, running and costing, whatever its removal policy: Terraform runs no destroy step of a block that is gone. Run `terraform destroy -target` on it first, or let `cluster-restore sweep` find it';
}
