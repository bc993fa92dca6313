import { createHash } from 'node:crypto';
import { type MarkedText, unmarked } from '../../text/marked';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import { lossesOf } from '../model/losses';
import { isAltered } from '../model/points';
import type { NotReviewed, PlannedRestore, RestorePlanDocument } from '../model/schema';
import { jsonText } from './json';
import { droppedBy, findingText } from './rows';
import { sarifRule } from './sarif-rules';

/** One result of a SARIF log. */
export interface SarifResult {
  readonly restore: string;
  /** The name of the vendor; absent for a restore that was removed. */
  readonly vendor?: string;
  readonly ruleId: string;
  /** The prop that it is about; absent where it is about the whole restore. */
  readonly prop?: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly location?: PlannedRestore['location'];
  /** The reason with which it was accepted. */
  readonly accepted?: string;
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What a log tells of the program besides its results. */
export interface SarifOptions {
  /** The version of this program. */
  readonly version: string;
}

/** Writes a plan as SARIF 2.1.0: what erases data and every finding, accepted ones as suppressed. */
export function planSarif(plan: RestorePlanDocument, options: SarifOptions): string {
  const results = plan.restores.flatMap((restore) => resultsOf(restore));
  return sarifLog(plan.source, [...unreviewed(plan), ...results], options);
}

/** Writes a diff as SARIF 2.1.0. */
export function diffSarif(diff: RestoreDiff, options: SarifOptions): string {
  const results = diff.changes
    .filter(({ kind }) => kind !== 'removed')
    .flatMap((change) => [
      ...resultsOf(change.restore, change),
      ...resultsAbout(change.restore, 'RESTORE_IS_WEAKER', 'warning', change.downgrades),
    ]);
  return sarifLog(diff.head, [...unreviewed(diff), ...results], options);
}

function unreviewed({ notReviewed }: { readonly notReviewed: readonly NotReviewed[] }) {
  return notReviewed.map(
    (one): SarifResult => ({
      restore: `${one.stack}: ${one.address}`,
      ruleId: one.ruleId,
      level: isAltered(one) ? 'error' : 'warning',
      message: one.why,
      location: one.location,
    }),
  );
}

/** Lines about a whole restore, each a result of one rule. */
function resultsAbout(
  { path, vendorTitle: vendor, location }: PlannedRestore,
  ruleId: string,
  level: SarifResult['level'],
  lines: readonly MarkedText[],
): SarifResult[] {
  return lines.map((line) => ({
    restore: path,
    vendor,
    ruleId,
    level,
    message: unmarked(line),
    location,
  }));
}

function resultsOf(restore: PlannedRestore, change?: RestoreChange): SarifResult[] {
  const { path, vendorTitle: vendor, findings, location } = restore;
  return [
    ...resultsAbout(
      restore,
      'RESTORE_ERASES_DATA',
      'warning',
      lossesOf(restore, (change ?? restore).erases),
    ),
    ...resultsAbout(restore, 'RESTORE_DROPS_CLUSTER', 'note', droppedBy(restore, change)),
    ...findings.map((finding) => ({
      restore: path,
      vendor,
      ruleId: finding.ruleId,
      prop: finding.path,
      level: finding.stops
        ? ('error' as const)
        : finding.severity === 'unchecked'
          ? ('note' as const)
          : ('warning' as const),
      message: unmarked(findingText(finding)),
      location,
      ...(finding.acknowledged === undefined ? {} : { accepted: finding.acknowledged }),
    })),
  ];
}

/** A whole log with one run. Paths are relative to where the program was started. */
export function sarifLog(
  source: string,
  results: readonly SarifResult[],
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

function locationOf(source: string, { restore, location }: SarifResult): object {
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

/**
 * The same finding of the same restore keeps its fingerprint when lines move and when its words change, as those
 * with a date do each day. Several of one rule about one prop are counted.
 */
function fingerprintsOf(results: readonly SarifResult[]): string[] {
  const counts = new Map<string, number>();
  return results.map(({ restore, ruleId, prop = '' }) => {
    const key = JSON.stringify([ruleId, restore, prop]);
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    return createHash('sha256').update(`${key} ${index}`).digest('hex').slice(0, 32);
  });
}
