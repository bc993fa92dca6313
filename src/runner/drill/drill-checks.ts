import { ClientError } from '../../client/errors';
import type { DrillCheck } from '../../drill/result';
import { cut, printable } from '../../text/text';
import { canBeRun, runCommand } from '../password/password-command';
import { sinkEnvironment } from '../password/sink-environment';
import type { StepContext } from '../step/step-context';

type Context = StepContext<'wait'>;
type Facts = Readonly<Record<string, string>>;

/** Looks at a target that was restored: what it holds, and what a program says of it. A check that cannot be made fails. */
export async function checkTarget(context: Context, facts: Facts): Promise<DrillCheck[]> {
  const { spec, driver } = context;
  const checks: DrillCheck[] = [];
  if (spec.drill?.checkContents === true) checks.push(await contentsCheck(context, facts));
  if (spec.drill?.check !== undefined) checks.push(await commandCheck(context, facts));
  for (const { name, passed, text } of checks) {
    driver.say(`${name} ${passed ? 'checked' : 'NOT as expected'}: ${text}`);
  }
  return checks;
}

async function contentsCheck({ operation, driver }: Context, facts: Facts): Promise<DrillCheck> {
  const name = 'contents';
  try {
    const { passed, text } = (await operation.drill?.contents(driver, facts)) ?? {
      passed: false,
      text: 'this release cannot check such a target',
    };
    return { name, passed, text: cut(printable(text), 600) };
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return {
      name,
      passed: false,
      text: cut(printable(`could not be checked: ${error.problem}`), 600),
    };
  }
}

/** Facts that a program has no use for, and that may be long. */
const LEFT_OUT = ['request', 'jobs'];

async function commandCheck({ spec, env }: Context, facts: Facts): Promise<DrillCheck> {
  const name = 'command';
  const { argv = [], timeoutSeconds = 60 } = spec.drill?.check ?? {};
  const [program = ''] = argv;
  if (!canBeRun(program)) {
    const text = `${printable(program)} is not on the PATH or cannot be run`;
    return { name, passed: false, text: cut(text, 600) };
  }
  const variables = Object.entries(facts)
    .filter(([fact]) => !LEFT_OUT.includes(fact))
    .map(([fact, value]) => [`DRILL_${fact.toUpperCase()}`, value]);
  try {
    await runCommand(argv, timeoutSeconds, '', {
      ...sinkEnvironment(env),
      ...Object.fromEntries(variables),
      DRILL_TOKEN: spec.drill?.token,
    });
    return { name, passed: true, text: `${printable(program)} ended with code 0` };
  } catch (error) {
    return { name, passed: false, text: cut(printable((error as Error).message), 600) };
  }
}
