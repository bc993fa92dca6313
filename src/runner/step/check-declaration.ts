import { type Checkable, evaluate } from '../../evaluation/evaluate';
import { renderIssue } from '../../evaluation/issue';
import type { StepSpec } from '../../spec/spec';
import { pluralize } from '../../text/text';
import { ExitCode, RunnerError } from '../exit/exit-code';

type WithDeclaration = Extract<StepSpec, { readonly declaration: unknown }>;

/** The rules of synth once more, now that every value is known; synth may have been told to skip them. */
export function checkDeclaration(
  operation: Checkable,
  spec: WithDeclaration,
  begun: boolean,
  printError: (line: string) => void,
): void {
  const { path, declaration, acknowledge } = spec;
  const { blocking, shape } = evaluate(
    { path, operation, declaration, unknown: [], isUnknown: () => false, acknowledge },
    { now: new Date(), stage: 'run' },
  );
  // The age of a backup matters before it is restored; what has begun must not fail because a day has passed.
  const broken = begun ? shape.issues : blocking;
  if (broken.length === 0) return;
  for (const issue of broken) printError(`${spec.path}: ${renderIssue(issue)}`);
  throw new RunnerError(
    ExitCode.INVALID,
    `the declaration of ${spec.path} has ${pluralize(broken.length, 'problem')}`,
    'Nothing was called. Correct it and apply again',
  );
}
