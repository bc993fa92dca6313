import type { RecordedRequest } from '../../../src/simulator';
import { FAULTS, type TitledFault } from './faults';
import { type Bench, Lab, type Outcome } from './lab';
import { inParallel } from './pool';

/** One request of the good run: the how-manieth of its operation. */
export interface Call {
  readonly operation: string;
  readonly nth: number;
  /** Whether it begins a restore. */
  readonly begins: boolean;
}

/** What a case does to its run. */
export interface Case {
  readonly call: Call;
  readonly fault: TitledFault;
}

const BEGINS = /^(restore|createRestore)/;

/** Every request of the run without faults; of a poll, the first and the last. */
export async function recordedCalls(bench: Bench): Promise<readonly Call[]> {
  const lab = await Lab.open('good run', bench);
  await throughAll(lab, bench);
  const outcome = await lab.close();
  if (outcome.problems.length > 0) throw new Error(outcome.problems.join('\n'));
  const calls = callsOf(lab.simulator.requests);
  return calls.filter(({ operation }) => bench.scenario.leavesOut?.test(operation) !== true);
}

function callsOf(requests: readonly RecordedRequest[]): Call[] {
  const counts = new Map<string, number>();
  const calls = requests.map(({ operation, method }) => {
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return { operation, nth, begins: method === 'POST' && BEGINS.test(operation) };
  });
  const isPoll = ({ operation }: Call) => /^(describeJob|getRestore)$/.test(operation);
  return calls.filter(
    (call) => !isPoll(call) || call.nth === 1 || call.nth === counts.get(call.operation),
  );
}

/** The whole life of a restore: submitted, waited for, and dropped where that means something. */
async function throughAll(lab: Lab, { scenario }: Bench): Promise<void> {
  await lab.until('submit');
  await lab.until('wait');
  if (scenario.drops) await lab.until('submitted');
}

/** Each call with each fault. */
export function allCases(calls: readonly Call[]): Case[] {
  return calls.flatMap((call) => FAULTS.map((fault) => ({ call, fault })));
}

/** Runs each case in a world of its own. */
export function outcomesOf(bench: Bench, cases: readonly Case[]): Promise<Outcome[]> {
  return inParallel(cases, async ({ call, fault }) => {
    const { operation, nth } = call;
    const lab = await Lab.open(`${operation} ${nth}, ${fault.title}`, bench);
    lab.simulator.inject({ operation, nth, fault: fault.fault });
    await throughAll(lab, bench);
    const met = lab.simulator.requests.some(({ fault: kind }) => kind === fault.fault.kind);
    if (!met) lab.problems.push('the fault was not met');
    return lab.close();
  });
}

/** Whether the one answer that held the password did not arrive. */
export function losesPassword({ call, fault: { fault } }: Case): boolean {
  if (!call.begins) return false;
  if (['truncated-body', 'wrong-content-type', 'not-json', 'oversized-body'].includes(fault.kind))
    return true;
  return 'acts' in fault && fault.acts === true;
}
