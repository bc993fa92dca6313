import { jsonText } from './json';
import { fingerprintsOf, type Report, type Result } from './results';
import { sarifRule } from './sarif-rules';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What a log says about the program besides its results. */
export interface SarifOptions {
  /** The version of this program. */
  readonly version: string;
}

/** Writes SARIF 2.1.0: accepted findings as suppressed. Paths are relative to where the program was started. */
export function sarifLog({ source, results }: Report, { version }: SarifOptions): string {
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
          properties: result.vendor === undefined ? undefined : { vendor: result.vendor },
          suppressions: suppressionsOf(result),
        })),
      },
    ],
  });
}

function locationOf(source: string, { restore, location }: Result): object {
  const physicalLocation = location && {
    artifactLocation: { uri: encodeURI(`${source}/${location.file}`) },
    region: { startLine: location.line },
  };
  return {
    physicalLocation,
    logicalLocations: [{ fullyQualifiedName: restore, kind: 'resource' }],
  };
}

function suppressionsOf({ accepted }: Result): object[] | undefined {
  return accepted === undefined ? undefined : [{ kind: 'inSource', justification: accepted }];
}
