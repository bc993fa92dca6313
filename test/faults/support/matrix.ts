import { FAULTS, HOSTILE, type TitledFault } from './faults';
import { Lab, type Outcome } from './lab';
import { type Bench, type Call, type Phase, phaseOf } from './phase';
import { inParallel } from './pool';
import type { Scenario } from './scenarios';

/** What a case does to its run. */
export interface Case {
  readonly phase: Phase;
  readonly call: Call;
  readonly fault: TitledFault;
}

/** Each request of each step with each fault. */
export function allCases({ phases, scenario }: Bench): Case[] {
  const differing = phases.filter(({ step }) => scenario.only?.includes(step) !== false);
  return differing.flatMap((phase) =>
    phase.calls
      .filter(({ operation }) => scenario.leavesOut?.test(operation) !== true)
      .flatMap((call) => faultsOf(call).map((fault) => ({ phase, call, fault }))),
  );
}

/** Every fault, and of the hostile answers those that mean something to the request. */
function faultsOf({ begins, operation }: Call): TitledFault[] {
  const hostile = HOSTILE.filter(({ fault }) =>
    fault.kind === 'endless-pages' ? operation.startsWith('list') : begins,
  );
  return [...FAULTS, ...hostile];
}

/** Runs each case in its own world, from the step that meets the fault to the end. */
export function outcomesOf(bench: Bench, cases: readonly Case[]): Promise<Outcome[]> {
  return inParallel(cases, async ({ phase, call: { operation, nth }, fault }) => {
    const { step } = phase;
    const title = `${step}: ${operation} ${nth}, ${fault.title}`;
    const lab = await Lab.open(title, bench, phase);
    lab.simulator.inject({ operation, nth, fault: fault.fault });
    await lab.until(step);
    if (fault.namesUnknownJob && lab.result().includes('"42"'))
      await expectUnknownJob(lab, bench.scenario);
    else await waitUnlessTheSame(lab, bench, phase);
    const met = lab.simulator.requests.some(({ fault: kind }) => kind === fault.fault.kind);
    if (!met) lab.problems.push('the fault was not met');
    return lab.conclude();
  });
}

/**
 * A wait for a job that the vendor does not have says so and ends, and sends nothing again. Where the restore created a
 * cluster, that is followed instead.
 */
async function expectUnknownJob(lab: Lab, { drops }: Scenario): Promise<void> {
  const { code, stderr } = await lab.run('wait');
  if (drops ? code !== 0 : code !== 4 || !stderr.includes('42')) {
    lab.problems.push(`a wait for an unknown job ended with ${code}: ${stderr}`);
  }
}

/** The wait after a submission; it need not run where it would be the recorded one: its input is the same. */
export async function waitUnlessTheSame(lab: Lab, bench: Bench, phase: Phase): Promise<void> {
  if (phase.step !== 'submit' || lab.result() === phase.result) return;
  if (phaseOf(bench, 'wait') !== undefined) await lab.until('wait');
}

const SPOILS_ANSWER = ['truncated-body', 'wrong-content-type', 'not-json'];

/** Whether the one answer that held the password did not arrive. */
export function losesPassword({ call, fault: { fault } }: Case): boolean {
  if (!call.begins) return false;
  return SPOILS_ANSWER.includes(fault.kind) || ('acts' in fault && fault.acts === true);
}
