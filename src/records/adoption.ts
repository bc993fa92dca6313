import type { ApiClient } from '../client/api-client';
import { ClientError } from '../client/errors';
import { ReviewClock } from '../review/model/clock';
import { evaluateStep } from '../review/model/findings';
import type { ReviewedStep } from '../review/model/restore';
import { reviewOutput } from '../review/model/review-output';
import { readSource } from '../review/read/source';
import { WrongInput } from '../review/wrong-input';
import type { Recorded } from '../spec/spec';
import { closest } from '../text/closest';
import { quote } from '../text/text';

/** The restore of an output that has this path. */
export function reviewedRestore(output: string, cwd: string, path: string): ReviewedStep {
  const source = readSource(output, cwd);
  if (source.kind !== 'output') {
    throw new WrongInput(
      `${source.label}: must be the output folder of cdktf synth. Name the folder.`,
    );
  }
  const steps = reviewOutput(source.output).steps.filter(({ operation }) => 'facts' in operation);
  const found = steps.find(({ step }) => step.spec.path === path);
  if (found !== undefined) return found;
  const paths = steps.map(({ step }) => step.spec.path);
  const near = closest(path, paths);
  const meant =
    near === undefined ? `restores: ${paths.join(', ') || 'none'}` : `did you mean ${near}?`;
  throw new WrongInput(`${source.output.label}: declares no restore ${quote(path)}; ${meant}`);
}

/**
 * Why what somebody names is not proven to be what a declaration restores, each a sentence without the full stop; none
 * means that the next apply adopts it. Reads only, with the same checks as the runner.
 */
export async function doubtsOfNamed(
  { step, vendor, operation }: ReviewedStep,
  claimed: Recorded,
  api: ApiClient,
  { now, sources }: { readonly now: () => Date; readonly sources: readonly string[] },
): Promise<readonly string[]> {
  const { spec, declared } = step;
  const [unknown] = declared.unknown;
  if (unknown !== undefined) {
    return [`${unknown.path} is known after apply: the runner checks it then`];
  }
  const { issues } = evaluateStep(step, operation, new ReviewClock(now())).shape;
  if (issues.length > 0) return ['the declaration is wrong: see "npx cluster-restore check"'];
  const protocol = vendor.protocol().operations[operation.name];
  if (protocol === undefined) return ['this release restores nothing of this kind'];
  const context = {
    ...{ api, declaration: declared.known, path: spec.path, now, sources, state: '' },
    identity: spec.identity as Readonly<Record<string, string>>,
    say: () => undefined,
    pause: async () => undefined,
    isAcknowledged: () => true,
    isRepeatWanted: () => false,
  };
  try {
    const { facts } = await protocol.prepare(context, {});
    return await protocol.doubtsOfClaim({ api }, { recorded: { ...facts, ...claimed } });
  } catch (error) {
    // A backup that is gone proves nothing of what was restored from it.
    if (!(error instanceof ClientError) || error.kind !== 'precondition') throw error;
    return [error.problem];
  }
}
