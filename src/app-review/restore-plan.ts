import type { IConstruct } from 'constructs';
import { renderIssue } from '../evaluation/issue';
import type { PlannedFinding, PlannedRestore, RestorePlanDocument } from '../review/model/schema';
import { parseDayOrMoment } from '../text/timestamp';
import { outputOf } from './private/output-of-app';
import { planOf } from './private/review';
import type { ReviewedRestore } from './reviewed-restore';

/** Options of a review. */
export interface RestorePlanOptions {
  /**
   * The moment of the review in ISO 8601, for example `2026-11-21`, which counts to its end in UTC. A test that
   * names it gives the same result on every day.
   *
   * @default - now
   */
  readonly now?: string;
}

/**
 * The review of an app as data, for unit tests of the app. It is the same as that of `cluster-restore plan`, without
 * writing an output or calling anything.
 */
export class RestorePlan {
  /**
   * Reviews an app.
   *
   * @param scope the app, or a stack
   * @param options the date of the review
   * @throws if the date is not valid, or an option is unknown
   */
  public static of(scope: IConstruct, options: RestorePlanOptions = {}): RestorePlan {
    const [other] = Object.keys(options ?? {}).filter((name) => name !== 'now');
    if (other !== undefined) {
      throw new Error(`${other}: is not an option of RestorePlan.of. The only one is now.`);
    }
    return new RestorePlan(planOf(outputOf(scope), momentOf(options?.now)));
  }

  /** The first line of the review, for example `CLEAR: nothing is erased` and what is restored. */
  public readonly verdict: string;
  /** `stop`, `destructive`, `attention` or `clear`. */
  public readonly level: string;
  /** Every restore, those that erase data first, then by path. */
  public readonly restores: ReviewedRestore[];
  readonly #document: RestorePlanDocument;

  private constructor(document: RestorePlanDocument) {
    this.#document = document;
    this.verdict = document.verdict.text;
    this.level = document.verdict.level;
    this.restores = document.restores.map(toReviewed);
  }

  /**
   * The restore of a construct.
   *
   * @param path the construct path, for example `staging/articles`
   * @throws if the app has no such restore; the message lists those that it has
   */
  public findRestore(path: string): ReviewedRestore {
    const found = this.restores.find((restore) => restore.path === path);
    if (found !== undefined) return found;
    const paths = this.restores.map((restore) => restore.path).join(', ') || 'none';
    throw new Error(
      `path: must be that of a restore in this app, got ${JSON.stringify(path)}. It has: ${paths}.`,
    );
  }

  /** The whole review as JSON, in the form of `docs/restore-plan.schema.json`. */
  public toJson(): string {
    return JSON.stringify(this.#document, null, 2);
  }
}

function momentOf(now: string | undefined): Date {
  if (now === undefined) return new Date();
  const moment = parseDayOrMoment(now, '23:59:59.999');
  if (moment !== undefined) return moment;
  throw new Error(
    `now: must be a date in ISO 8601, got ${JSON.stringify(now)}. Write it as "2026-11-21", or a moment as "2026-11-21T14:00:00Z".`,
  );
}

function toReviewed(restore: PlannedRestore): ReviewedRestore {
  const lines = (stops: boolean) =>
    restore.findings.filter((finding) => finding.stops === stops).map(lineOf);
  return {
    path: restore.path,
    vendor: restore.vendor,
    operation: restore.operation,
    action: restore.action,
    headline: restore.headline,
    erases: restore.erases,
    errors: lines(true),
    notes: lines(false),
    identity: restore.rerun.identity,
    requests: restore.requests.map(({ method, url, body, note }) => ({
      method,
      url,
      body: body === undefined ? '' : JSON.stringify(body),
      note,
    })),
    onDestroy: restore.onDestroy,
  };
}

function lineOf(finding: PlannedFinding): string {
  const { acknowledged } = finding;
  const line = renderIssue(finding);
  return acknowledged === undefined ? line : `${line} Accepted: ${acknowledged}`;
}
