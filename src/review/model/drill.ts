import { decodeDeclaration } from '../../spec/decode';
import type { DrillSpec } from '../../spec/spec';
import type { JsonRecord } from '../../text/json-value';
import type { PlannedRestore } from './schema';

/** What a reviewer must know of a drill; its token stands among the triggers. */
export function drillOf(drill: object, environment: JsonRecord): PlannedRestore['drill'] {
  const { shown } = decodeDeclaration(drill, environment as Record<string, string>);
  const { rtoMinutes, rpoMinutes, checkContents, check, results } = shown as unknown as DrillSpec;
  return {
    rtoMinutes,
    rpoMinutes,
    checkContents,
    checkCommand: check?.argv,
    checkTimeoutSeconds: check?.timeoutSeconds,
    resultsFolder: results,
  };
}
