import { type MarkedText, mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import type { BackupFacts } from '../../vendor/facts';
import { datesApart, type ReviewClock } from './clock';
import type { PlannedBackup } from './schema';

/** Words the backup: which one, how old it is, and how long it will be there. */
export function backupLine(facts: BackupFacts, clock: ReviewClock): PlannedBackup {
  const { id, choice, createdAt, expiresAt, note } = facts;
  const which = id === undefined ? (choice ?? 'the latest when the request is sent') : mark(id);
  const age = createdAt === undefined ? undefined : datesApart(new Date(createdAt), clock.now);
  const left = expiresAt === undefined ? undefined : datesApart(clock.now, new Date(expiresAt));
  const parts = [which];
  if (createdAt !== undefined) parts.push(`taken ${mark(createdAt)}, ${ageText(age ?? 0)}`);
  const latest = facts.mayExpireEarlier === true ? ' at the latest' : '';
  if (expiresAt !== undefined) parts.push(`${leftText(left ?? 0, latest)} (${mark(expiresAt)})`);
  const { isMadeFirst } = facts;
  if (isMadeFirst !== true && (createdAt === undefined || expiresAt === undefined))
    parts.push(unknownText(facts));
  if (note !== undefined) parts.push(note);
  return {
    id,
    ...(choice === undefined ? {} : { choice }),
    ...(isMadeFirst === true ? { isMadeFirst } : {}),
    createdAt,
    ageDays: age,
    expiresAt,
    expiresInDays: left,
    text: parts.join('; '),
  };
}

/** What is lost of a cluster that a backup of itself replaces; the same on every day. */
export function sinceBackup({ id, choice, createdAt }: BackupFacts): MarkedText {
  if (createdAt !== undefined) {
    return `what was written since the backup was taken (${mark(createdAt)})`;
  }
  return id === undefined && choice === undefined
    ? 'what was written since the latest backup; synth cannot tell how old that will be'
    : 'what was written since the backup was taken; synth cannot tell how long ago that is';
}

/** How long ago that is, to be put behind {@link sinceBackup}. */
export function agoText(ageDays: number | undefined): string {
  if (ageDays === undefined || ageDays < 0) return '';
  return ageDays === 0 ? ', on the date of this review' : `, ${pluralize(ageDays, 'day')} ago`;
}

/** Worded so that it holds beside a note that says that the backup is kept for good, too. */
function unknownText({ createdAt, expiresAt }: BackupFacts): string {
  if (createdAt === undefined && expiresAt === undefined) return 'age and expiry unknown at synth';
  return createdAt === undefined ? 'age unknown at synth' : 'expiry unknown at synth';
}

function ageText(days: number): string {
  if (days < 0) return 'after the date of this review';
  return days === 0 ? 'on the date of this review' : `${pluralize(days, 'day')} old`;
}

function leftText(days: number, latest: string): string {
  if (days < 0) return 'EXPIRED';
  // On its last day a backup may be gone before somebody applies.
  return days === 0
    ? `EXPIRES on the date of this review${latest}`
    : `expires in ${pluralize(days, 'day')}${latest}`;
}
