import type { MarkedText } from '../../text/marked';
import type { RestoreChange } from '../diff/schema';
import type { PlannedRestore } from '../model/schema';

/** What a restore does, with what becomes of it in front: what does not run must not read as if it did. */
export function headlineOf(restore: PlannedRestore, change?: RestoreChange): MarkedText {
  const { headline } = restore;
  switch (change?.kind) {
    case undefined:
      return headline;
    case 'new':
      return `NEW: ${headline}`;
    case 'rerun':
      return `RUNS AGAIN: ${headline}`;
    case 'changed':
      return isSent(restore) ? `CHANGED: ${headline}` : `CHANGED, not sent again (${headline})`;
    case 'removed':
      return `REMOVED (was: ${headline})`;
    case 'same':
      return isSent(restore) ? `SAME: ${headline}` : `SAME (${headline})`;
  }
}

/** Whether Terraform's own plan runs it, whatever the code says. */
function isSent({ terraform }: PlannedRestore): boolean {
  return terraform?.action === 'create' || terraform?.action === 'replace';
}

/** What the comparison of the requests is called: only what runs is sent. */
export function patchTitle(change: RestoreChange | undefined): string {
  const waits = change?.kind === 'changed' && !isSent(change.restore);
  return waits ? 'not sent now; old and new' : 'old and new';
}
