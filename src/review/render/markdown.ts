import { type MarkedText, marked } from '../../text/marked';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import { isWorthShowing } from './diff-text';
import { headlineOf, patchTitle } from './headline';
import { codeBlock, html, inline } from './markdown-text';
import { type Drawn, mermaid } from './mermaid';
import { diffNote, planNote } from './note';
import { type CallText, erasedBy, type Row, viewOf } from './rows';

type Verdict = RestorePlanDocument['verdict'];

/** Writes a plan as a comment of a pull request. */
export function planMarkdown(plan: RestorePlanDocument): string {
  return page([
    ...head('Restore plan', plan.verdict, planNote(plan)),
    ...picture(plan.restores.map((restore) => ({ restore, erases: restore.destructive }))),
    ...plan.restores.flatMap((restore) => section(restore)),
  ]);
}

/** Writes a diff as a comment of a pull request. */
export function diffMarkdown(diff: RestoreDiff): string {
  const shown = diff.changes.filter(isWorthShowing);
  const running = shown.filter(({ kind }) => kind === 'new' || kind === 'rerun');
  return page([
    ...head('Restore changes', diff.verdict, diffNote(diff)),
    ...picture(running.map(({ restore, erases }) => ({ restore, erases: erases.length > 0 }))),
    ...shown.flatMap((change) => section(change.restore, change)),
  ]);
}

function page(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`;
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
function section(restore: PlannedRestore, change?: RestoreChange): string[] {
  const { urgent, details, calls, patch } = viewOf(restore, change);
  const erases = erasedBy(restore, change).length > 0;
  return [
    `### ${erases ? '🟥 ERASES ' : ''}${inline(marked(restore.path))}`,
    '',
    inline(headlineOf(restore, change)),
    '',
    ...(urgent.length === 0 ? [] : [...urgent.flatMap(bullet), '']),
    ...(patch.length === 0
      ? []
      : folded(`The request: ${patchTitle(change)}`, codeBlock('diff', patch))),
    ...(details.length === 0
      ? []
      : folded(`Everything about ${marked(restore.path)}`, [
          ...table(details),
          '',
          ...calls.flatMap(call),
        ])),
  ];
}

function bullet({ label, lines, tone }: Row): string[] {
  const name = tone === 'danger' ? `**${label.toUpperCase()}**` : `**${label}**`;
  return lines.map((line) => `- ${name}: ${inline(line)}`);
}

function folded(summary: string, lines: readonly string[]): string[] {
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
