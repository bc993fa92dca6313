import type { RestoreDiff } from '../diff/schema';
import { diffNote } from './note';
import { Page, type TextOptions } from './text';

/** Writes a diff for a terminal; what stays the same is only counted. */
export function diffText(diff: RestoreDiff, options: TextOptions): string {
  const page = new Page(options);
  page.verdict(diff.verdict, diffNote(diff));
  for (const change of diff.changes) {
    if (isWorthShowing(change)) page.restore(change.restore, change);
  }
  return page.text;
}

/** A restore that stays the same is shown only when something about it is unresolved. */
export function isWorthShowing({
  kind,
  unknown,
  restore,
}: RestoreDiff['changes'][number]): boolean {
  if (kind !== 'same') return true;
  const { terraform, findings } = restore;
  if (findings.some(({ stops }) => stops)) return true;
  return unknown.length > 0 || (terraform !== undefined && terraform.action !== 'none');
}
