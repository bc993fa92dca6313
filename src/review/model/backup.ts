import { type BackupFacts, marked } from '../../contract/review';
import { counted } from '../../contract/text';
import { daysBetween, type ReviewClock } from './clock';
import type { PlannedBackup } from './schema';

/** Words the backup: which one, how old it is, and how long it will be there. */
export function backupLine(facts: BackupFacts, clock: ReviewClock): PlannedBackup {
  const { id, createdAt, expiresAt, note } = facts;
  const which = id === undefined ? 'the latest when the request is sent' : marked(id);
  const age = createdAt === undefined ? undefined : daysBetween(new Date(createdAt), clock.now);
  const left = expiresAt === undefined ? undefined : daysBetween(clock.now, new Date(expiresAt));
  const parts = [which];
  if (createdAt !== undefined) parts.push(`taken ${marked(createdAt)}, ${ageText(age ?? 0)}`);
  if (expiresAt !== undefined) parts.push(`${leftText(left ?? 0)} (${marked(expiresAt)})`);
  if (parts.length === 1) parts.push('age and expiry not known at synth');
  if (note !== undefined) parts.push(note);
  return { id, createdAt, ageDays: age, expiresAt, expiresInDays: left, text: parts.join('; ') };
}

function ageText(days: number): string {
  if (days < 0) return 'after the date of this review';
  return days === 0 ? 'less than a day old' : `${counted(days, 'day')} old`;
}

function leftText(days: number): string {
  if (days < 0) return 'EXPIRED';
  return days === 0 ? 'expires within a day' : `expires in ${counted(days, 'day')}`;
}
