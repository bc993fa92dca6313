import { refusal } from '../client/errors';
import { quote } from '../text/text';
import { parseTimestamp } from '../text/timestamp';
import { backupsCommand } from './commands';

/** How a declaration names its backup: by id, or by what is chosen or made when the restore is submitted. */
export interface BackupChoice {
  readonly backupId?: string | undefined;
  readonly latest?: true | undefined;
  /** The moment that the backup may not be later than. */
  readonly before?: { readonly time: string } | undefined;
  /** Absent unless a backup is made first. */
  readonly now?: unknown;
}

const BEFORE = 'not later than ';

/** The choice as a trigger holds it: an id, `latest`, `now`, or the moment of `before`. */
export function choiceInTriggers({ backupId, latest, before, now }: BackupChoice): string {
  if (latest === true) return 'latest';
  if (before !== undefined) return `${BEFORE}${before.time}`;
  // A declaration without any of them is refused by its schema.
  return now === undefined ? (backupId as string) : 'now';
}

/** The choice that a trigger holds; the reverse of {@link choiceInTriggers}. */
export function choiceOfTrigger(text: string): BackupChoice {
  if (text === 'latest') return { latest: true };
  if (text === 'now') return { now: {} };
  return text.startsWith(BEFORE)
    ? { before: { time: text.slice(BEFORE.length) } }
    : { backupId: text };
}

/** The backup in words, before it is chosen: `the latest backup`. `shown` marks a value, where people read it. */
export function choiceText(
  { before, now }: BackupChoice,
  shown = (value: string) => value,
): string {
  if (before !== undefined) return `the newest backup ${BEFORE}${shown(before.time)}`;
  return now === undefined ? 'the latest backup' : 'the backup that is made first';
}

/** A backup as every vendor has it: its id, and the moment that it restores to. */
export interface DatedBackup {
  readonly id: string;
  readonly time: string;
}

/**
 * The newest of these backups that is not later than the moment; `undefined` where there is none. A backup of that very
 * moment is not later. One without a readable time is never chosen. Of two of the same time it is the one whose id comes
 * first, so that two runs choose the same.
 */
export function newestNotLater<Backup>(
  backups: readonly Backup[],
  moment: string,
  keyOf: (backup: Backup) => DatedBackup,
): Backup | undefined {
  const latest = parseTimestamp(moment)?.getTime();
  if (latest === undefined) return undefined;
  const dated = backups.flatMap((backup) => {
    const { id, time } = keyOf(backup);
    const at = parseTimestamp(time)?.getTime();
    return at === undefined || at > latest ? [] : [{ backup, id, at }];
  });
  dated.sort((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1));
  return dated[0]?.backup;
}

/** What is said where no backup is old enough: the oldest that there is, and what to do. */
export function noneNotLater(clusterId: string, moment: string, oldest: DatedBackup | undefined) {
  const those =
    oldest === undefined ? 'it has none' : `the oldest is ${quote(oldest.id)} of ${oldest.time}`;
  return refusal(
    `cluster ${quote(clusterId)} has no backup ${BEFORE}${moment} that can be restored: ${those}`,
    `Choose a later time. List the backups: ${backupsCommand(clusterId)}`,
  );
}
