import * as z from 'zod/mini';
import { parseJson } from '../text/nesting';
import { once } from '../text/once';
import { parseTimestamp } from '../text/timestamp';

/** Names the kind of document, so that a reader knows it from any other JSON. */
export const DRILL_KIND = 'cdktf-cluster-restore/drill';
/** The version of the document that this release writes and reads. */
export const DRILL_VERSION = 1;

const minutesSchema = once(() => z.number().check(z.nonnegative()));
const timeSchema = once(() =>
  z.string().check(z.refine((text) => parseTimestamp(text) !== undefined)),
);

/** One check of a drill. */
const drillCheckSchema = once(() =>
  z.strictObject({
    name: z.enum(['restore', 'contents', 'command', 'recovery time', 'recovery point']),
    passed: z.boolean(),
    /** What was found, without a full stop. */
    text: z.string(),
  }),
);

/** What a drill found: the document in Terraform's state and in the file of results. */
const drillResultSchema = once(() =>
  z.strictObject({
    kind: z.literal(DRILL_KIND),
    version: z.literal(DRILL_VERSION),
    /** The construct path of the drill. */
    drill: z.string(),
    /** The token of the run. */
    token: z.string(),
    vendor: z.string(),
    /** The cluster that was backed up. */
    sourceClusterId: z.string(),
    backupId: z.string(),
    /** Absent if the vendor does not report it. */
    backupTime: z.optional(timeSchema()),
    /** What was restored to, and dropped; empty where nothing was made. */
    target: z.string(),
    startedAt: timeSchema(),
    /** When the restore was verified, or had failed. */
    endedAt: timeSchema(),
    /** From the request until the restore was verified; absent if it was not. */
    recoveryTimeMinutes: z.optional(minutesSchema()),
    rtoMinutes: z.optional(minutesSchema()),
    /** The age of the backup at the request: what was written since is not in it. */
    recoveryPointMinutes: z.optional(minutesSchema()),
    rpoMinutes: z.optional(minutesSchema()),
    checks: z.array(drillCheckSchema()),
    passed: z.boolean(),
  }),
);

/** See {@link DrillResult}. */
export type DrillResult = z.infer<ReturnType<typeof drillResultSchema>>;
/** See {@link DrillCheck}. */
export type DrillCheck = z.infer<ReturnType<typeof drillCheckSchema>>;

/** Reads the text of a result; a string says why it is none, in words that follow the name of its file. */
export function readDrillResult(text: string): DrillResult | string {
  const data = parseJson(text);
  if (data === undefined) return 'is not JSON';
  const { kind, version } = (data ?? {}) as { kind?: unknown; version?: unknown };
  if (kind !== DRILL_KIND) return 'is not the result of a drill';
  if (version !== DRILL_VERSION) {
    return `has version ${JSON.stringify(version)}, but this version of the package reads ${DRILL_VERSION}`;
  }
  const parsed = z.safeParse(drillResultSchema(), data);
  if (!parsed.success) {
    const [{ path = [] } = {}] = parsed.error.issues;
    const where = path.length === 0 ? 'a key that results do not have' : path.join('.');
    return `is damaged (${where})`;
  }
  // A verdict that its own checks deny was not written by a drill.
  const { checks, passed } = parsed.data;
  return passed === isPassed(checks) ? parsed.data : 'is damaged (passed)';
}

/** Whether a drill with these checks passed: each of them did, and there is one. */
export function isPassed(checks: readonly DrillCheck[]): boolean {
  return checks.length > 0 && checks.every(({ passed }) => passed);
}
