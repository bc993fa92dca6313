import { cpSync } from 'node:fs';
import type { RecordedRequest } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { stepOf } from '../../support/runner';
import { newFolder } from '../../support/terraform';
import { Lab } from './lab';
import { type Bench, type Call, type Phase, resourceOf } from './phase';
import type { Scenario, Step } from './scenarios';

/** Synthesises the scenario and records its run without faults. */
export async function benchOf(scenario: Scenario, runner: string): Promise<Bench> {
  const stack = synthesised(scenario.build);
  const former = scenario.former && synthesised(scenario.former);
  const own: Step[] = scenario.drops ? ['submit', 'wait', 'submitted'] : ['submit', 'wait'];
  const steps: readonly Step[] = former
    ? ['former submit', 'former wait', ...own, 'former submitted']
    : own;
  const environments = Object.fromEntries(
    steps.map((step) => [step, environmentOf(step, stack, former)]),
  );
  const bench = { scenario, runner, environments, phases: [] };
  const lab = await Lab.open('the run without faults', bench);
  const phases: Phase[] = [];
  for (const step of steps) {
    const folder = newFolder('phase');
    cpSync(lab.folder, folder, { recursive: true });
    const before = [...lab.simulator.requests];
    const seen = lab.answers.read().length;
    await lab.until(step);
    const answers = lab.answers.read().slice(seen);
    const calls = callsOf(lab.simulator.requests.slice(before.length));
    phases.push({ step, folder, before, calls, answers, result: lab.result() });
  }
  const { problems } = await lab.close();
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { ...bench, phases };
}

function environmentOf(step: Step, stack: string, former = stack) {
  const [of, name] = step.startsWith('former ') ? [former, step.slice(7)] : [stack, step];
  const { environment } = stepOf(of, name as 'submit' | 'wait' | 'submitted');
  return { ...environment, CLUSTER_RESTORE_RESOURCE_ID: resourceOf(step) };
}

const BEGINS = /^(restoreCluster|restoreCollection|createRestore)$/;
const POLL = /^(describeJob|getRestore)$/;

/** Every request; of a poll, the first and the last. */
function callsOf(requests: readonly RecordedRequest[]): Call[] {
  const counts = new Map<string, number>();
  const calls = requests.map(({ operation }) => {
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return { operation, nth, begins: BEGINS.test(operation) };
  });
  return calls.filter(
    ({ operation, nth }) => !POLL.test(operation) || nth === 1 || nth === counts.get(operation),
  );
}
