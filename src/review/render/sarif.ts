import { createHash } from 'node:crypto';
import { drivers } from '../../drivers';
import type { RestoreDiff } from '../diff/diff';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import { jsonText } from './json';
import { findingText } from './rows';

/** One result of a SARIF log. */
export interface SarifResult {
  readonly restore: string;
  readonly ruleId: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly location?: PlannedRestore['location'];
  /** The reason with which it was accepted. */
  readonly accepted?: string;
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Rules that no vendor has. */
const OWN_RULES: Readonly<Record<string, string>> = {
  RESTORE_ERASES_DATA: 'A restore erases data that is there.',
  RESTORE_IS_WEAKER: 'A change protects less than before.',
  APPROVAL: 'A change needs the approval of a person.',
};

/** Writes a plan as SARIF 2.1.0: what erases data and every finding, accepted ones as suppressed. */
export function planSarif(plan: RestorePlanDocument): string {
  return sarifLog(
    plan.source,
    plan.restores.flatMap((restore) => resultsOf(restore, restore.erases)),
  );
}

/** Writes a diff as SARIF 2.1.0. */
export function diffSarif(diff: RestoreDiff): string {
  const results = diff.changes
    .filter(({ kind }) => kind !== 'gone')
    .flatMap(({ path, restore, erases, weaker }) => [
      ...resultsOf(restore, erases),
      ...weaker.map((line) => ({
        restore: path,
        ruleId: 'RESTORE_IS_WEAKER',
        level: 'warning' as const,
        message: plain(line),
        location: restore.location,
      })),
    ]);
  return sarifLog(diff.head, results);
}

function resultsOf(
  { path, findings, location }: PlannedRestore,
  erases: readonly string[],
): SarifResult[] {
  return [
    ...erases.map((line) => ({
      restore: path,
      ruleId: 'RESTORE_ERASES_DATA',
      level: 'warning' as const,
      message: plain(line),
      location,
    })),
    ...findings.map((finding) => ({
      restore: path,
      ruleId: finding.ruleId,
      level: finding.stops
        ? ('error' as const)
        : finding.severity === 'unchecked'
          ? ('note' as const)
          : ('warning' as const),
      message: plain(findingText(finding)),
      location,
      ...(finding.acknowledged === undefined ? {} : { accepted: finding.acknowledged }),
    })),
  ];
}

/** A whole log with one run. Paths are relative to where the program was started. */
export function sarifLog(source: string, results: readonly SarifResult[]): string {
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return jsonText({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cluster-restore', rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({
          ruleId: result.ruleId,
          ruleIndex: ids.indexOf(result.ruleId),
          level: result.level,
          message: { text: `${result.restore}: ${result.message}` },
          locations: [locationOf(source, result)],
          partialFingerprints: { 'restoreAndFinding/v1': fingerprint(result) },
          ...(result.accepted === undefined
            ? {}
            : { suppressions: [{ kind: 'inSource', justification: result.accepted }] }),
        })),
      },
    ],
  });
}

function ruleOf(id: string): object {
  const rule = drivers
    .flatMap(({ operations, settings = {} }) => [
      ...Object.values(operations),
      ...Object.values(settings),
    ])
    .flatMap(({ rules }) => rules)
    .find((one) => one.id === id);
  const text =
    rule?.holds ?? OWN_RULES[id] ?? 'A declaration has the right form, and keeps the policy.';
  return {
    id,
    shortDescription: { text: text.endsWith('.') ? text : `${text}.` },
    ...(rule === undefined ? {} : { help: { text: `Source: ${rule.source}` } }),
  };
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

/** The same finding of the same restore keeps its fingerprint when lines move. */
function fingerprint({ restore, ruleId, message }: SarifResult): string {
  return createHash('sha256')
    .update(JSON.stringify([restore, ruleId, message]))
    .digest('hex')
    .slice(0, 32);
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
