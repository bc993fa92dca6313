import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import type { Simulator } from '../../src/simulator';
import { plainText, type Terraform } from './terraform';

/** Who is killed: Terraform, the runners that it started, or both, as by a machine that is switched off. */
export type Victim = 'terraform' | 'runner' | 'both';

/**
 * Starts a command and kills it with SIGKILL when it is time, which is looked at after each request, and between them for
 * what the runner writes; whether it came to that before the command ended, and what was printed.
 */
export async function killedWhen(
  terraform: Terraform,
  simulator: Simulator,
  victim: Victim,
  isTime: () => boolean,
  command: 'apply' | 'destroy' = 'apply',
): Promise<{ readonly isKilled: boolean; readonly output: string }> {
  const { process: started, ended } = terraform.start(command);
  let isKilled = false;
  const look = () => {
    if (isKilled || !isTime()) return;
    isKilled = true;
    if (victim === 'runner') for (const pid of runnersOf(terraform)) process.kill(pid, 'SIGKILL');
    else if (victim === 'terraform') started.kill('SIGKILL');
    // Terraform leads its own group, in which its runners are.
    else process.kill(-Number(started.pid), 'SIGKILL');
  };
  const stop = simulator.observe(look);
  const timer = setInterval(look, 10);
  const { output } = await ended;
  clearInterval(timer);
  stop();
  // A runner may outlive its Terraform.
  while (runnersOf(terraform).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return { isKilled, output };
}

/** The runners that Terraform runs in its folder. */
function runnersOf({ folder }: Terraform): number[] {
  const home = realpathSync(folder);
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const isRunner = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(
        'cluster-restore-runner.cjs',
      );
      return isRunner && readlinkSync(`/proc/${name}/cwd`) === home ? [Number(name)] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/**
 * Applies until a request of this operation comes, before or after it takes effect, and kills then. An apply that ends
 * before, for example because it has a lost password to report, is repeated.
 */
export async function killedAt(
  terraform: Terraform,
  simulator: Simulator,
  victim: Victim,
  [moment, operation]: readonly ['before' | 'after', string],
  command: 'apply' | 'destroy' = 'apply',
): Promise<void> {
  simulator.inject({ operation, fault: { kind: 'hang', acts: moment === 'after' } });
  const isHung = () => {
    const latest = simulator.requests.at(-1);
    return latest?.operation === operation && latest.status === 'hung';
  };
  let said = '';
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const end = await killedWhen(terraform, simulator, victim, isHung, command);
    if (end.isKilled) return;
    said = end.output;
  }
  throw new Error(`no request of ${operation} came: ${said}`);
}

/** Runs a command until it succeeds, as a person does who follows what it says; what it said at the end. */
export async function untilDone(
  terraform: Terraform,
  command: 'apply' | 'destroy' = 'apply',
): Promise<string> {
  let end = await terraform.run(command);
  for (let repeat = 1; repeat <= 3 && end.code !== 0; repeat += 1) {
    const replaced = plainText(end.output).matchAll(/terraform apply (-replace)='([^']+)'/g);
    const advice = new Set([...replaced].map(([, flag, address]) => `${flag}=${address}`));
    end = await terraform.run(command, ...advice);
  }
  if (end.code !== 0) throw new Error(end.output);
  return end.output;
}
