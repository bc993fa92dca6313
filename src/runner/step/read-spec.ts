import { decodeValues } from '../../spec/decode';
import { SPEC_VARIABLE } from '../../spec/names';
import { readStep, type StepSpec } from '../../spec/spec';
import { parseJson } from '../../text/nesting';
import { ExitCode, RunnerError } from '../exit/exit-code';

/** The spec of the step, with the values that Terraform has resolved. */
export function readSpec(env: NodeJS.ProcessEnv): StepSpec {
  const text = env[SPEC_VARIABLE];
  const spec = readStep(decodeValues(parseJson(text ?? ''), (name) => env[name]));
  if (spec !== undefined) return spec;
  throw new RunnerError(
    ExitCode.INVALID,
    text === undefined
      ? `${SPEC_VARIABLE} is not set: Terraform starts this program, with a spec that cdktf synth wrote`
      : `${SPEC_VARIABLE} is not a step of a restore that this version can read`,
    'Run cdktf synth with the same version of cdktf-cluster-restore',
  );
}
