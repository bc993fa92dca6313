import { type MarkedText, mark } from '../../text/marked';
import { capitalize } from '../../text/text';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import type { PlannedRestore, RestorePlanDocument, Verdict } from '../model/schema';
import { isWorthShowing } from './diff-text';
import { headlineOf, patchTitle } from './headline';
import { bullets, htmlPage } from './html-page';
import { STYLE } from './html-style';
import { escapeHtml, html } from './markdown-text';
import { diffNote, planNote } from './note';
import { type Drawn, drawnOf, FATES } from './picture';
import { toneOfPoint } from './points';
import { placeText } from './row-texts';
import { type CallText, droppedBy, erasedBy, type Row, viewOf } from './rows';

interface Shown {
  readonly restore: PlannedRestore;
  readonly change?: RestoreChange;
}

/** Writes a plan as one page that needs nothing else: no script, no request, no inline style. */
export function planHtml(plan: RestorePlanDocument): string {
  const shown = plan.restores.map((restore) => ({ restore }));
  return page('Restore plan', plan.verdict, planNote(plan), shown);
}

/** Writes a diff as one page. */
export function diffHtml(diff: RestoreDiff): string {
  const shown = diff.changes
    .filter(isWorthShowing)
    .map((change) => ({ restore: change.restore, change }));
  return page('Restore changes', diff.verdict, diffNote(diff), shown);
}

function page(title: string, verdict: Verdict, note: MarkedText, shown: readonly Shown[]): string {
  const [word = ''] = verdict.text.split(':', 1);
  return htmlPage({
    title: `${title}: ${word}`,
    style: STYLE,
    main: { id: 'restores', skip: 'Skip to the restores' },
    body: [
      ...head(verdict, note),
      ...contents(shown),
      '<main id="restores">',
      ...shown.flatMap(article),
      '</main>',
    ],
  });
}

function head({ level, text, points }: Verdict, note: MarkedText): string[] {
  const box = { stop: 'danger', destructive: 'danger', attention: 'warn', clear: 'good' }[level];
  const [word = '', ...rest] = text.split(': ');
  const [first = '', ...more] = rest.join(': ').split('; ');
  return [
    `<header class="verdict ${box}-box">`,
    `<p class="word">${escapeHtml(word)}</p>`,
    `<h1>${html(first === '' ? word : capitalize(first))}</h1>`,
    ...(more.length === 0 ? [] : [`<p class="more">${html(more.join('; '))}</p>`]),
    ...bullets(points.map((point) => `<li class="${toneOfPoint(point)}">${html(point)}</li>`)),
    '</header>',
    `<p class="quiet">${html(note)}</p>`,
    // The style shows it in print only, and only where a browser leaves folded parts out.
    '<p class="quiet print-note">This browser does not print collapsed sections: expand them first.</p>',
  ];
}

function contents(shown: readonly Shown[]): string[] {
  if (shown.length < 2) return [];
  return [
    '<nav aria-label="Restores"><ol>',
    ...shown.map(
      (one, index) =>
        `<li><a href="#r${index}">${escapeHtml(one.restore.path)}</a> ${tags(one)} <span class="quiet">${html(`${one.change?.kind === 'removed' ? 'was: ' : ''}${one.restore.headline}`)}</span></li>`,
    ),
    '</ol></nav>',
  ];
}

function article(one: Shown, index: number): string[] {
  const { restore, change } = one;
  const { urgent, details, calls, patch } = viewOf(restore, change);
  const callLines = calls.flatMap((one, at) => {
    const place = calls.length === 1 ? 'the call' : `call ${at + 1} of ${calls.length}`;
    return call(`${restore.path}, ${place}`, one);
  });
  const folded = [...list(details, ''), ...(patch.length > 0 ? [] : callLines)];
  const what = `The request: ${patchTitle(change)}`;
  const all = restore.action === 'configure' ? 'these settings' : 'this restore';
  return [
    `<article id="r${index}"${classOf(one)}>`,
    `<h2>${html(mark(restore.path))} ${tags(one)}</h2>`,
    `<p class="headline">${html(headlineOf(restore, change))}</p>`,
    ...(change?.kind === 'removed' ? [] : flow(drawnOf(restore, change))),
    ...list(urgent, 'urgent'),
    ...fold(what, patchLines(`${restore.path}, the request: ${patchTitle(change)}`, patch)),
    ...fold(`Everything about ${all}`, folded),
    '</article>',
  ];
}

function erases({ restore, change }: Shown): boolean {
  return erasedBy(restore, change).length > 0;
}

function drops({ restore, change }: Shown): boolean {
  return droppedBy(restore, change).length > 0;
}

function classOf(one: Shown): string {
  if (erases(one)) return ' class="erases"';
  return drops(one) ? ' class="drops"' : '';
}

const KINDS: Readonly<Record<RestoreChange['kind'], string>> = {
  new: 'NEW',
  removed: 'REMOVED',
  rerun: 'RUNS AGAIN',
  changed: 'CHANGED',
  same: 'SAME',
};

function tags(one: Shown): string {
  const { restore, change } = one;
  const isRemoved = change?.kind === 'removed';
  const isBlocking = !isRemoved && restore.findings.some(({ stops }) => stops);
  const all: [Row['tone'], string | false | undefined][] = [
    ['danger', erases(one) && 'ERASES'],
    ['warn', drops(one) && 'DROPS'],
    ['danger', isBlocking && 'BLOCKING'],
    ['warn', change && KINDS[change.kind]],
    ['warn', (change?.downgrades.length ?? 0) > 0 && 'DOWNGRADE'],
    ['plain', restore.vendorTitle],
  ];
  return all
    .flatMap(([tone, text]) => (text ? `<span class="tag ${tone}">${escapeHtml(text)}</span>` : []))
    .join(' ');
}

/** The picture: source, backup, target, and what becomes of the cluster before. */
function flow({ restore, isTargetErased, previous }: Drawn): string[] {
  const { source, backup, target } = restore;
  if (source === undefined || backup === undefined || target === undefined) return [];
  const box = (what: string, text: MarkedText, name = '') =>
    `<li${name === '' ? '' : ` class="${name}"`}><span class="what">${what}</span>${html(text)}</li>`;
  const lines = [
    '<ol class="flow" aria-label="From where to where">',
    box('source', placeText({ ...source, note: undefined })),
    box('backup', backup.id === undefined ? (backup.choice ?? 'the latest one') : mark(backup.id)),
    isTargetErased
      ? box('target, ERASED', placeText({ ...target, note: undefined }), 'lost')
      : box('target', placeText({ ...target, note: undefined })),
  ];
  if (previous !== undefined) {
    const place = placeText({ ...previous.place, kind: 'cluster', note: undefined });
    const { fate } = previous;
    lines.push(box(`previous clone, ${FATES[fate]}`, place, `previous ${fate}`));
  }
  return [...lines, '</ol>'];
}

function list(rows: readonly Row[], name: string): string[] {
  if (rows.length === 0) return [];
  return [
    `<dl${name === '' ? '' : ` class="${name}"`}>`,
    ...rows.map(({ label, lines, tone }) => {
      const body = lines.map((line) => `<p>${html(line)}</p>`).join('');
      return `<dt${tone === 'plain' ? '' : ` class="${tone}"`}>${escapeHtml(label)}</dt><dd>${body}</dd>`;
    }),
    '</dl>',
  ];
}

function fold(summary: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['<details>', `<summary>${escapeHtml(summary)}</summary>`, ...lines, '</details>'];
}

function call(name: string, { line, body, note }: CallText): string[] {
  const when = note === undefined ? [] : [`<p class="quiet">${html(`This call is ${note}:`)}</p>`];
  const lines = [line, ...(body === '' ? [] : ['', ...body.split('\n')])];
  return [...when, ...pre(name, lines.map(escapeHtml))];
}

/** A scrollable block can be reached with the keyboard. */
function pre(name: string, lines: readonly string[]): string[] {
  return [
    `<pre tabindex="0" role="region" aria-label="${escapeHtml(name)}">${lines.join('\n')}</pre>`,
  ];
}

function patchLines(name: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.map((line) => {
    const text = escapeHtml(line);
    if (line.startsWith('+')) return `<span class="add">${text}</span>`;
    return line.startsWith('-') ? `<span class="del">${text}</span>` : text;
  });
  return pre(name, shown);
}
