import { judge } from './judge.cjs';

/**
 * What a measure of `bench/<name>.mjs` is given: its default function takes one of these.
 *
 * ```js
 * export default async function start(bench) {
 *   await bench.compare({ title: 'submit', unit: 'ms', aim: 1.25, rounds: 21, ours: firstByte, baseline: emptyProcess });
 *   await bench.limit({ title: 'peak', unit: 'MiB', aim: 50, rounds: 3, ours: peak });
 *   bench.plot({ file: 'start', title: 'Start', x: 'restores', y: 'ms', lines: [{ name: 'ours', points: [[1, 12.1], [10, 14]] }] });
 * }
 * ```
 */
export class Bench {
  /** What was judged, in order. */
  rows = [];
  plots = [];

  /**
   * @param name that of the measure
   * @param upTo the largest number of restores that is measured
   * @param most the most rounds that are taken
   */
  constructor(name, upTo = Number.POSITIVE_INFINITY, most = Number.POSITIVE_INFINITY) {
    this.name = name;
    this.upTo = upTo;
    this.most = most;
  }

  /**
   * Takes samples of both in turn, so that a busy moment of the machine hits both, and judges their ratio. Functions return
   * a number (or a promise of one), of whatever the unit says. `n`: the number of restores, where there is one.
   */
  async compare({ ours, baseline, rounds, warm = 0, ...row }) {
    const samples = { ours: [], baseline: [] };
    for (let round = -warm; round < Math.min(rounds, this.most); round += 1) {
      // Who goes first changes, so that none of them always finds what the other left behind.
      const order = round % 2 === 0 ? ['ours', 'baseline'] : ['baseline', 'ours'];
      for (const who of order) {
        const sample = await (who === 'ours' ? ours : baseline)(round);
        if (round >= 0) samples[who].push(sample);
      }
    }
    return this.judge({ ...row, ...samples });
  }

  /** Takes samples and holds them against an absolute aim. */
  async limit({ ours, rounds, ...row }) {
    const samples = [];
    for (let round = 0; round < Math.min(rounds, this.most); round += 1)
      samples.push(await ours(round));
    return this.judge({ ...row, ours: samples });
  }

  /** Judges samples that were taken elsewhere: `ours` and, where the aim is a ratio, `baseline`. */
  judge({ title, unit, aim, n, ours, baseline }) {
    const row = { title, unit, aim, n, ours, baseline, ...judge({ ours, baseline, aim }) };
    this.rows.push(row);
    console.error(`${this.name}, ${title}: ${row.value.toFixed(2)} (aim ${aim}) ${row.verdict}`);
    return row;
  }

  /** Lines over a number, both axes logarithmic: each point is [x, y] or [x, y, low, high]. */
  plot({ file, title, x, y, lines }) {
    this.plots.push({ file, title, x, y, lines });
  }
}
