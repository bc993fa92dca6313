import { durationText, roundToTenth } from '../../drill/measure';
import type { DrillResult } from '../../drill/result';
import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { bullets, htmlPage } from '../render/html-page';
import { STYLE } from '../render/html-style';
import { escapeHtml, html } from '../render/markdown-text';
import type { DrillHistory, DrillRuns } from './history';
import { COLUMNS, cellsOf, dayOf, summaryOf } from './summary';

const TABLES = `
.scroll { overflow-x: auto; margin-top: .8rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .4rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
th { color: var(--soft); font-weight: 600; border-top: 0; }
td { white-space: nowrap; }
td:nth-child(8), td:nth-child(9) { white-space: normal; overflow-wrap: anywhere; }
td:nth-child(8) { min-width: 9rem; }
td:nth-child(9) { min-width: 5rem; }
tr.failed td:nth-child(3) { color: var(--danger); font-weight: 700; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; margin: .8rem 0 0; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
svg .bar { fill: var(--good); }
svg .bar.failed { fill: var(--danger); }
svg .none { stroke: var(--danger); stroke-width: 2; }
svg .objective { stroke: var(--warn); stroke-width: 2; stroke-dasharray: 6 4; }
svg .axis { stroke: var(--line); }
`;

/** The history as one page. */
export function drillsHtml({ drills, problems }: DrillHistory): string {
  const lastFailed = drills.filter(({ runs }) => runs[0]?.passed === false);
  const isGood = problems.length === 0 && drills.length > 0 && lastFailed.length === 0;
  const headline =
    problems.length > 0
      ? `${pluralize(problems.length, 'file')} could not be read`
      : drills.length === 0
        ? 'No drill results'
        : lastFailed.length === 0
          ? `The last run of ${pluralize(drills.length, 'drill')} passed`
          : `The last run of ${lastFailed.length} of ${pluralize(drills.length, 'drill')} failed`;
  return htmlPage({
    title: `Restore drills: ${headline}`,
    style: `${STYLE}${TABLES}`,
    main: { id: 'drills', skip: 'Skip to the drills' },
    body: [
      `<header class="verdict ${isGood ? 'good' : 'danger'}-box">`,
      `<p class="word">RESTORE DRILLS</p>`,
      `<h1>${escapeHtml(headline)}</h1>`,
      ...bullets(
        problems.map(({ file, problem }) => `<li>${html(`${mark(file)} ${problem}`)}</li>`),
      ),
      '</header>',
      '<main id="drills">',
      ...drills.flatMap(article),
      '</main>',
    ],
  });
}

function article(drill: DrillRuns): string[] {
  return [
    '<article>',
    `<h2>${html(mark(drill.drill))}</h2>`,
    `<p class="headline">${html(summaryOf(drill))}</p>`,
    ...chart(drill),
    // A scrollable block can be reached with the keyboard.
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`${drill.drill}, every run`)}">`,
    '<table>',
    `<thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...drill.runs.map(
      (run) =>
        `<tr${run.passed ? '' : ' class="failed"'}>${cellsOf(run)
          .map((cell) => `<td>${html(cell)}</td>`)
          .join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
    '</div>',
    '</article>',
  ];
}

const [WIDTH, HEIGHT, TOP, BOTTOM, LEFT] = [640, 180, 14, 150, 8];
const MOST_BARS = 24;

/** Recovery times of the latest runs, the oldest on the left, and the objective of the last one that has one. */
function chart({ drill, runs }: DrillRuns): string[] {
  const shown = runs.slice(0, MOST_BARS).reverse();
  const objective = runs.find(({ rtoMinutes }) => rtoMinutes !== undefined)?.rtoMinutes;
  const times = shown.map(({ recoveryTimeMinutes: time = 0 }) => time);
  const top = Math.max(...times, objective ?? 0);
  if (top === 0) return [];
  const y = (minutes: number) => roundToTenth(BOTTOM - (minutes / top) * (BOTTOM - TOP));
  const step = (WIDTH - 2 * LEFT) / shown.length;
  const x = (index: number) => roundToTenth(LEFT + index * step);
  const width = roundToTenth(Math.min(step * 0.7, 40));
  const label = `${drill}: recovery times of ${pluralize(shown.length, 'run')}`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">`,
    `<line class="axis" x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${BOTTOM}" y2="${BOTTOM}"/>`,
    ...shown.map((run, index) => bar(run, x(index), width, y)),
    ...(objective === undefined
      ? []
      : [
          `<line class="objective" x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${y(objective)}" y2="${y(objective)}"/>`,
          `<text x="${WIDTH - LEFT}" y="${Math.max(11, y(objective) - 4)}" text-anchor="end">objective of the recovery time: ${escapeHtml(durationText(objective))}</text>`,
        ]),
    `<text x="${LEFT}" y="${HEIGHT - 12}">${escapeHtml(shown[0] === undefined ? '' : dayOf(shown[0]))}</text>`,
    ...(shown.length < 2
      ? []
      : [
          `<text x="${WIDTH - LEFT}" y="${HEIGHT - 12}" text-anchor="end">${escapeHtml(runs[0] === undefined ? '' : dayOf(runs[0]))}</text>`,
        ]),
    '</svg>',
  ];
}

/** A run that measured nothing stands as a mark on the axis. */
function bar(run: DrillResult, x: number, width: number, y: (minutes: number) => number): string {
  const { recoveryTimeMinutes: time, passed } = run;
  const title = `${dayOf(run)}, ${time === undefined ? 'not restored' : durationText(time)}, ${passed ? 'passed' : 'failed'}`;
  const shape =
    time === undefined
      ? `<line class="none" x1="${x}" x2="${roundToTenth(x + width)}" y1="${BOTTOM}" y2="${BOTTOM}"/>`
      : `<rect class="bar${passed ? '' : ' failed'}" x="${x}" y="${y(time)}" width="${width}" height="${roundToTenth(BOTTOM - y(time))}"/>`;
  return `<g><title>${escapeHtml(title)}</title>${shape}</g>`;
}
