import { type MarkedText, mark } from '../../text/marked';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import type { PlannedRestore, RestorePlanDocument, Verdict } from '../model/schema';
import { isWorthShowing } from './diff-text';
import { headlineOf, patchTitle } from './headline';
import { fit, type Section } from './markdown-fit';
import { codeBlock, html, inline } from './markdown-text';
import { mermaid } from './mermaid';
import { diffNote, planNote } from './note';
import { type Drawn, drawnOf } from './picture';
import { type CallText, droppedBy, erasedBy, type Row, viewOf } from './rows';

/** Writes a plan as a comment of a pull request. */
export function planMarkdown(plan: RestorePlanDocument): string {
  return fit({
    head: head('Restore plan', plan.verdict, planNote(plan)),
    picture: picture(plan.restores.map((restore) => drawnOf(restore))),
    sections: plan.restores.map((restore) => section(restore)),
  });
}

/** Writes a diff as a comment of a pull request. */
export function diffMarkdown(diff: RestoreDiff): string {
  const shown = diff.changes.filter(isWorthShowing);
  const running = shown.filter(({ kind }) => kind === 'new' || kind === 'rerun');
  return fit({
    head: head('Restore changes', diff.verdict, diffNote(diff)),
    picture: picture(running.map((change) => drawnOf(change.restore, change))),
    sections: shown.map((change) => section(change.restore, change)),
  });
}

function head(title: string, { level, text, points }: Verdict, note: MarkedText): string[] {
  const alert = { stop: 'CAUTION', destructive: 'CAUTION', attention: 'WARNING', clear: 'NOTE' }[
    level
  ];
  return [
    `## ${title}`,
    '',
    `> [!${alert}]`,
    `> **${inline(text)}**`,
    ...points.flatMap((point, index) => [...(index === 0 ? ['>'] : []), `> - ${inline(point)}`]),
    '',
    inline(note),
    '',
  ];
}

function picture(drawn: readonly Drawn[]): string[] {
  const lines = mermaid(drawn);
  return lines.length === 0 ? [] : [...codeBlock('mermaid', lines), ''];
}

/** One restore: what is urgent in the open, the rest folded. */
function section(restore: PlannedRestore, change?: RestoreChange): Section {
  const { urgent, details, calls, patch } = viewOf(restore, change);
  const name = `${tagOf(restore, change)}${inline(mark(restore.path))}`;
  const headline = inline(headlineOf(restore, change));
  const open = [
    `### ${name}`,
    '',
    headline,
    '',
    ...(urgent.length === 0 ? [] : [...urgent.flatMap(bullet), '']),
  ];
  const request = patch.length === 0 ? [] : codeBlock('diff', patch);
  const all = details.length === 0 ? [] : [...table(details), '', ...calls.flatMap(call)];
  const folded = [
    ...foldLines(`The request: ${patchTitle(change)}`, request),
    ...foldLines(`Everything about ${mark(restore.path)}`, all),
  ];
  return { line: `- ${name}: ${headline}`, open, folded };
}

/** In front of a restore that loses something: whether for good. */
function tagOf(restore: PlannedRestore, change?: RestoreChange): string {
  if (erasedBy(restore, change).length > 0) return '🟥 ERASES ';
  return droppedBy(restore, change).length > 0 ? '🟧 DROPS ' : '';
}

function bullet({ label, lines, tone }: Row): string[] {
  const name = tone === 'danger' ? `**${label.toUpperCase()}**` : `**${label}**`;
  return lines.map((line) => `- ${name}: ${inline(line)}`);
}

function foldLines(summary: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${html(summary)}</summary>`, '', ...lines, '', '</details>', ''];
}

function table(rows: readonly Row[]): string[] {
  return [
    '| | |',
    '| --- | --- |',
    ...rows.map(({ label, lines, tone }) => {
      const name = tone === 'danger' ? `**${label.toUpperCase()}**` : label;
      return `| ${name} | ${lines.map(inline).join('<br>')} |`;
    }),
  ];
}

function call({ line, body, note }: CallText): string[] {
  const when = note === undefined ? [] : [inline(`This call is ${note}:`), ''];
  return [
    ...when,
    ...codeBlock('http', [line, ...(body === '' ? [] : ['', ...body.split('\n')])]),
    '',
  ];
}
