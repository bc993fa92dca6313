import type { Construct } from 'constructs';
import type { DrillSpec } from '../../spec/spec';
import type { DrillChoices } from './drill-issues';
import { folderFromStack, isInOutputOf } from './places';

const DEFAULT_FOLDER = 'drills';

/** The drill as the runner reads it. */
export function drillSpec(scope: Construct, choices: DrillChoices): DrillSpec {
  const { rerun, rtoMinutes, rpoMinutes, resultsFolder = DEFAULT_FOLDER } = choices;
  const { checkContents = true, checkCommand: argv, checkTimeoutSeconds = 60 } = choices;
  return {
    token: rerun?.token ?? '',
    results: folderFromStack(scope, resultsFolder),
    checkContents,
    ...(rtoMinutes === undefined ? {} : { rtoMinutes }),
    ...(rpoMinutes === undefined ? {} : { rpoMinutes }),
    ...(argv === undefined
      ? {}
      : { check: { argv: [...argv], timeoutSeconds: checkTimeoutSeconds } }),
  };
}

/** Whether the results would lie where synth deletes them. */
export function isInOutput(scope: Construct, { resultsFolder }: DrillChoices): boolean {
  return typeof resultsFolder === 'string' && isInOutputOf(scope, resultsFolder);
}
