// Waiting in simulated time: how often a job is polled until its end is seen, and how much later than it did.
// Nothing sleeps. test/bench/waiting.test.ts holds the table of docs/performance.md to it.

const FIXED_SECONDS = 5;

const LENGTHS = [
  ['1 min', 60],
  ['2 min', 120],
  ['5 min', 300],
  ['10 min', 600],
  ['30 min', 1800],
  ['1 h', 3600],
  ['3 h', 10_800],
  ['10 h', 36_000],
];

const whole = (share) => Math.min(99, Math.floor(share * 100));

/** What each job reports at a share of its length: a percentage, or nothing. */
const JOBS = [
  { name: 'steady', percent: whole },
  { name: 'steady, in fractions', percent: (share) => Math.min(99.99, share * 100) },
  // No job waits in a queue for longer than 45 s, and short ones for a quarter of their length.
  {
    name: 'queued first',
    percent(share, length) {
      const queued = Math.min(0.25, 45 / length);
      return share < queued ? 0 : whole((share - queued) / (1 - queued));
    },
  },
  {
    name: 'stalls at 50 % for half of the time',
    percent: (share) =>
      whole(share < 0.3 ? share / 0.6 : share < 0.8 ? 0.5 : 0.5 + (share - 0.8) / 0.4),
  },
  { name: 'jumps: 10, 60, 95 %', percent: (share) => (share < 0.5 ? 10 : share < 0.9 ? 60 : 95) },
  {
    name: 'is at 100 % for a fifth of the time',
    percent: (share) => Math.min(100, Math.floor(share * 125)),
  },
  { name: 'gets faster', percent: (share) => whole(share ** 2) },
  { name: 'gets slower', percent: (share) => whole(Math.sqrt(share)) },
  { name: 'ends at 40 %', percent: (share) => Math.floor(share * 40), foretells: false },
  { name: 'reports nothing', percent: () => undefined, foretells: false },
];

/** Jobs of about one length, whose ends fall everywhere between two polls of the fixed interval. */
const SAMPLES = 41;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

function lengthsAbout(seconds) {
  return Array.from({ length: SAMPLES }, (_, index) => {
    const spread = 0.95 + (0.1 * index) / (SAMPLES - 1);
    const polls = Math.round((seconds * spread) / FIXED_SECONDS);
    return FIXED_SECONDS * (polls + ((index * GOLDEN) % 1));
  });
}

/** Polls one job to its end; `pauseAfter(elapsed, percent)` is the schedule. */
function follow(length, { percent }, pauseAfter) {
  let now = 0;
  let polls = 1;
  for (; now < length; polls += 1) now += pauseAfter(now, percent(now / length, length));
  return { polls, lag: now - length };
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Means over the samples: polls and lag, with the longest lag. `newSchedule()` makes a schedule for one job. */
function measure(job, seconds, newSchedule) {
  const all = lengthsAbout(seconds).map((length) => follow(length, job, newSchedule()));
  const lags = all.map(({ lag }) => lag);
  return {
    polls: mean(all.map(({ polls }) => polls)),
    lag: mean(lags),
    longest: Math.max(...lags),
  };
}

/** Each job and length with the schedule of a class, beside a fixed interval. */
function compared(Schedule) {
  const ours = () => {
    const schedule = new Schedule();
    return (now, percent) => schedule.pauseAfter(now, percent);
  };
  // Whatever the job reports, it is the same.
  const lengths = LENGTHS.map(([title, seconds]) => ({
    title,
    seconds,
    fixed: measure({ percent: () => undefined }, seconds, () => () => FIXED_SECONDS),
  }));
  return JOBS.map(({ foretells = true, ...job }) => ({
    job: job.name,
    foretells,
    lengths: lengths.map((one) => ({ ...one, ours: measure(job, one.seconds, ours) })),
  }));
}

const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);

/** The table of the page: polls and mean lag of each, a row for each length. */
function markdown(results) {
  const [{ lengths }] = results;
  const cell = ({ polls, lag }) => `${number(polls)} / ${lag.toFixed(1)} s`;
  const head = ['polls / mean lag', ...lengths.map(({ title }) => title)];
  const fixed = ['every 5 s', ...lengths.map((length) => cell(length.fixed))];
  const rows = results.map(({ job, lengths: own }) => [
    job,
    ...own.map((length) => cell(length.ours)),
  ]);
  return [head, head.map(() => '---'), fixed, ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

module.exports = { compared, markdown };
