import { type MarkedText, mark } from '../../text/marked';
import type { RestoreDiff } from '../diff/schema';
import type { RestorePlanDocument } from '../model/schema';

/** What was reviewed, and as of when: the line below the verdict. */
export function planNote({ source, asOf }: RestorePlanDocument): MarkedText {
  return `Read from ${mark(source)}.${dateText(asOf)}`;
}

/** What was compared, and as of when. */
export function diffNote({ base, head, asOf }: RestoreDiff): MarkedText {
  return `From ${mark(base)} to ${mark(head)}.${dateText(asOf)}`;
}

function dateText(asOf: string | undefined): string {
  return asOf === undefined ? '' : ` Ages and expiries as of ${asOf} (UTC).`;
}
