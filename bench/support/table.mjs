import Table from 'cli-table3';
import { median } from './judge.cjs';

const HEAD = ['measure', 'of', 'ours', 'baseline', 'ratio', 'noise', 'aim', 'verdict'];

const number = (value) => {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
};

/** The cells of each row; the noise is the 95 % interval of the median. */
export function cells({ name, rows }) {
  return rows.map(({ title, unit, aim, ours, baseline, value, low, high, rounds, verdict }) => [
    name,
    title,
    `${number(median(ours))} ${unit}`,
    baseline === undefined ? '' : `${number(median(baseline))} ${unit}`,
    baseline === undefined ? '' : value.toFixed(2),
    rounds === 1 ? '' : `${number(low)} to ${number(high)}`,
    `${baseline === undefined ? number(aim) : aim.toFixed(2)}`,
    verdict,
  ]);
}

/** For a terminal. */
export function textTable(results) {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  for (const result of results) table.push(...cells(result));
  return table.toString();
}

/** For a page. */
export function markdownTable(results) {
  const line = (values) => `| ${values.join(' | ')} |`;
  return [HEAD, HEAD.map(() => '---'), ...results.flatMap(cells)].map(line).join('\n');
}
