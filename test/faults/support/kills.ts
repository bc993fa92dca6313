import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedRequest } from '../../../src/simulator';
import { runProgram } from '../../support/runner';
import { newFolder } from '../../support/terraform';
import { Lab, type Outcome } from './lab';
import { waitUnlessTheSame } from './matrix';
import type { Bench, Phase } from './phase';
import { inParallel } from './pool';

/** A place in a step where the runner is killed. */
export interface KillPoint {
  readonly phase: Phase;
  /** The how-manieth place of the step, and what comes next there. */
  readonly nth: number;
  readonly label: string;
  /** Where the step is there: what the folder holds, and all that the cloud was asked. */
  readonly stand: Phase;
}

/** What came of a kill. */
export interface Killed extends Outcome {
  /** Whether the password stood nowhere when the runner was dead. */
  readonly passwordLost: boolean;
}

const PRELOAD = join(__dirname, 'kill-at.cjs');

/** Every place of every step: one run of each, unharmed, tells them, and how a kill there leaves folder and cloud. */
export async function killPoints(bench: Bench): Promise<KillPoint[]> {
  const { phases, scenario } = bench;
  const differing = phases.filter(({ step }) => scenario.only?.includes(step) !== false);
  const points = await inParallel(differing, async (phase) => {
    const log = join(newFolder('kill'), 'log');
    const copies = newFolder('copies');
    const lab = await Lab.open('counting the places', bench, phase);
    const env = { ...killing(0, log), KILL_COPIES: copies };
    const { code, stderr } = await lab.run(phase.step, env, runProgram);
    const asked = lab.simulator.requests.slice(phase.before.length);
    const { leaks } = await lab.close();
    if (code !== 0 || leaks.length > 0) throw new Error(`${leaks.join()} ${stderr}`);
    const labels = labelsIn(log);
    const answered = answeredAt(labels);
    const all = labels.map((label, index) => {
      const before = [...phase.before, ...asked.slice(0, answered[index])];
      const stand = { ...phase, folder: join(copies, String(index + 1)), before };
      return { phase, nth: index + 1, label, stand };
    });
    const [first = '', last = ''] = scenario.killedBetween ?? [labels.at(0), labels.at(-1)];
    return all.slice(labels.indexOf(first), labels.lastIndexOf(last) + 1);
  });
  return points.flat().filter(({ label }) => scenario.killedAt?.test(label) !== false);
}

/** How many requests the cloud has answered at each place; the runner sends one after the other. */
export function answeredAt(labels: readonly string[]): number[] {
  let [sent, answered] = [0, 0];
  return labels.map((label) => {
    if (label.startsWith('before ')) sent += 1;
    if (label.startsWith('answered ')) answered += 1;
    if (sent - answered > 1) throw new Error(`two requests at once: ${label}`);
    return answered;
  });
}

/** Kills the runner once at each place, and goes on as Terraform and a person would. */
export function outcomesOfKills(bench: Bench, points: readonly KillPoint[]): Promise<Killed[]> {
  return inParallel(points, async (point) => {
    const { phase, nth, label, stand } = point;
    const log = join(newFolder('kill'), 'log');
    const lab = await Lab.open(titleOf(point), bench, phase);
    const { signal } = await lab.run(phase.step, killing(nth, log), runProgram);
    const reached = labelsIn(log).at(-1);
    if (signal !== 'SIGKILL' || reached !== label) {
      lab.problems.push(`it ended with ${signal} before ${reached}`);
    }
    // So that to go on from a copy of the place shows the same.
    const left = [...filesOf(lab.folder), ...lab.simulator.requests.map(requestOf)];
    const copied = [...filesOf(stand.folder), ...stand.before.map(requestOf)];
    if (left.join('\n') !== copied.join('\n')) {
      lab.problems.push(`it left\n${left.join('\n')}\nand the copy has\n${copied.join('\n')}`);
    }
    return goOn(lab, bench, phase);
  });
}

/** Goes on where a kill at each place leaves folder and cloud: as good as a kill, and a fifth of its time. */
export function outcomesOfStands(bench: Bench, points: readonly KillPoint[]): Promise<Killed[]> {
  return inParallel(points, async (point) => {
    const lab = await Lab.open(titleOf(point), bench, point.stand);
    nameByFolder(lab.folder);
    return goOn(lab, bench, point.phase);
  });
}

const TEMPORARY = /\.[0-9a-f]{8}\.tmp$/;

/** A password that is half written has the folder of its journal in its name, and the copy lies in another one. */
function nameByFolder(folder: string): void {
  const journal = join(realpathSync(folder), '.cluster-restore/articles');
  const own = createHash('sha256').update(journal).digest('hex').slice(0, 8);
  for (const name of readdirSync(folder).filter((one) => TEMPORARY.test(one))) {
    renameSync(join(folder, name), join(folder, name.replace(TEMPORARY, `.${own}.tmp`)));
  }
}

const titleOf = ({ phase, nth, label }: KillPoint) =>
  `${phase.step}: killed before ${label} (${nth})`;

async function goOn(lab: Lab, bench: Bench, phase: Phase): Promise<Killed> {
  const passwordLost = !lab.passwordIsSafe();
  await lab.until(phase.step);
  await waitUnlessTheSame(lab, bench, phase);
  return { ...(await lab.conclude()), passwordLost };
}

/** Name, mode and text of each file, without what differs from one process or folder to the next. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const file = join(folder, name);
      const { mode } = statSync(file);
      const text = statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
      const named = name.replace(/lock\..*/, 'lock').replace(TEMPORARY, '.tmp');
      // Half of a text that ends with the time of a file is not always the same half.
      const begins = named.endsWith('.tmp') ? text.slice(0, 200) : text;
      return `${named} ${mode} ${begins}`
        .replace(/cluster-restore-lab-\w+/g, '<folder>')
        .replace(/\d+(\.\d+)?/g, '#');
    })
    .sort();
}

const requestOf = ({ method, path }: RecordedRequest) => `${method} ${path}`;

/** The only places where a kill loses the password: from the answer to the end of one write. */
export const WINDOW = [
  'answered POST',
  'after POST',
  'rmSync password.spool',
  'openSync password.spool',
  'writeFileSync password.spool',
  'half of writeFileSync password.spool',
];

/** Where the password was lost in fact. */
export function lostAt(points: readonly KillPoint[], outcomes: readonly Killed[]): string[] {
  return points
    .filter((_point, index) => outcomes[index]?.passwordLost)
    .map(({ label }) => label.replace(/ \/.*/, ''));
}

function killing(nth: number, log: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--require=${PRELOAD}`, KILL_AT: String(nth), KILL_LOG: log };
}

function labelsIn(log: string): string[] {
  return readFileSync(log, 'utf8').trimEnd().split('\n');
}
