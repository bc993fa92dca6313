import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
}

/** What came of a kill. */
export interface Killed extends Outcome {
  /** Whether the password stood nowhere when the runner was dead. */
  readonly passwordLost: boolean;
}

const PRELOAD = join(__dirname, 'kill-at.cjs');

/** Every place of every step: one run of each, unharmed, tells them. */
export async function killPoints(bench: Bench): Promise<KillPoint[]> {
  const { phases, scenario } = bench;
  const differing = phases.filter(({ step }) => scenario.only?.includes(step) !== false);
  const points = await inParallel(differing, async (phase) => {
    const log = join(newFolder('kill'), 'log');
    const lab = await Lab.open('counting the places', bench, phase);
    const { code, stderr } = await lab.run(phase.step, killing(0, log), runProgram);
    await lab.close();
    if (code !== 0) throw new Error(stderr);
    const labels = labelsIn(log);
    const all = labels.map((label, index) => ({ phase, nth: index + 1, label }));
    const [first = '', last = ''] = scenario.killedBetween ?? [labels.at(0), labels.at(-1)];
    return all.slice(labels.indexOf(first), labels.lastIndexOf(last) + 1);
  });
  return points.flat().filter(({ label }) => scenario.killedAt?.test(label) !== false);
}

/** Kills the runner once at each place, and goes on as Terraform and a person would. */
export function outcomesOfKills(bench: Bench, points: readonly KillPoint[]): Promise<Killed[]> {
  return inParallel(points, async ({ phase, nth, label }) => {
    const log = join(newFolder('kill'), 'log');
    const lab = await Lab.open(`${phase.step}: killed before ${label} (${nth})`, bench, phase);
    const { signal } = await lab.run(phase.step, killing(nth, log), runProgram);
    const reached = labelsIn(log).at(-1);
    if (signal !== 'SIGKILL' || reached !== label) {
      lab.problems.push(`it ended with ${signal} before ${reached}`);
    }
    const passwordLost = !lab.passwordIsSafe();
    await lab.until(phase.step);
    await waitUnlessTheSame(lab, bench, phase);
    return { ...(await lab.conclude()), passwordLost };
  });
}

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
