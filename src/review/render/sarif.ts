import type { RestoreDiff } from '../diff/schema';
import type { RestorePlanDocument } from '../model/schema';
import { jsonText } from './json';
import { diffResults, fingerprintsOf, planResults, type Result } from './results';
import { sarifRule } from './sarif-rules';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What a log says about the program besides its results. */
export interface SarifOptions {
  /** The version of this program. */
  readonly version: string;
}

/** Writes a plan as SARIF 2.1.0: what erases data and every finding, accepted ones as suppressed. */
export function planSarif(plan: RestorePlanDocument, options: SarifOptions): string {
  return sarifLog(plan.source, planResults(plan), options);
}

/** Writes a diff as SARIF 2.1.0. */
export function diffSarif(diff: RestoreDiff, options: SarifOptions): string {
  return sarifLog(diff.head, diffResults(diff), options);
}

/** A whole log with one run. Paths are relative to where the program was started. */
export function sarifLog(
  source: string,
  results: readonly Result[],
  { version }: SarifOptions,
): string {
  const fingerprints = fingerprintsOf(results);
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return jsonText({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cluster-restore',
            semanticVersion: version,
            rules: ids.map(sarifRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map((result, index) => ({
          ruleId: result.ruleId,
          ruleIndex: ids.indexOf(result.ruleId),
          level: result.level,
          message: { text: `${result.restore}: ${result.message}` },
          locations: [locationOf(source, result)],
          partialFingerprints: { 'restoreAndFinding/v1': fingerprints[index] },
          ...(result.vendor === undefined ? {} : { properties: { vendor: result.vendor } }),
          ...(result.accepted === undefined
            ? {}
            : { suppressions: [{ kind: 'inSource', justification: result.accepted }] }),
        })),
      },
    ],
  });
}

function locationOf(source: string, { restore, location }: Result): object {
  return {
    ...(location === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(`${source}/${location.file}`) },
            region: { startLine: location.line },
          },
        }),
    logicalLocations: [{ fullyQualifiedName: restore, kind: 'resource' }],
  };
}
