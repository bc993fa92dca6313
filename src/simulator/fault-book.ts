import type { Vendor } from './exchange';
import { ACTS_BY_DEFAULT, type Fault } from './faults';
import { compilePath, type PathMatcher } from './path-pattern';

/** Which requests get a fault. Whatever is left out fits every request. */
export interface FaultRule {
  readonly vendor?: Vendor;
  /** A documented operation, such as `restoreCluster`. */
  readonly operation?: string;
  readonly method?: string;
  /** A path with `:name` for a segment and a final `*` for the rest. */
  readonly path?: string;
  /** The fitting request that gets the fault first, counted from 1 since the rule was added. */
  readonly nth?: number;
  /** How many fitting requests in a row get it. Default 1. */
  readonly times?: number | 'always';
  readonly fault: Fault;
}

/** What a rule looks at. */
export interface FaultTarget {
  readonly vendor: Vendor;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

interface ActiveRule extends FaultRule {
  readonly matchesPath: PathMatcher;
  seen: number;
}

/** The rules that are waiting for their requests. */
export class FaultBook {
  private rules: ActiveRule[] = [];

  /** Adds a rule; throws a `RangeError` for a fault that does not exist or an impossible count. */
  public add(rule: FaultRule): void {
    if (!Object.hasOwn(ACTS_BY_DEFAULT, rule.fault?.kind)) {
      const kinds = Object.keys(ACTS_BY_DEFAULT).join(', ');
      throw new RangeError(
        `fault.kind must be one of ${kinds}, got ${JSON.stringify(rule.fault?.kind)}.`,
      );
    }
    if (rule.fault.kind === 'http-error' && !Number.isInteger(rule.fault.status)) {
      throw new RangeError(`fault.status must be an HTTP status, got ${rule.fault.status}.`);
    }
    requirePositive('nth', rule.nth ?? 1);
    requirePositive('times', rule.times === 'always' ? 1 : (rule.times ?? 1));
    this.rules.push({ ...rule, matchesPath: compilePath(rule.path ?? '*'), seen: 0 });
  }

  /** The fault for a request, if one is due. Every rule that fits counts the request. */
  public take(target: FaultTarget): Fault | undefined {
    const fitting = this.rules.filter((rule) => fits(rule, target));
    for (const rule of fitting) {
      rule.seen += 1;
    }
    return fitting.find(isDue)?.fault;
  }

  /** The rules whose first request has not come yet. */
  public get unmet(): FaultRule[] {
    return this.rules
      .filter(({ seen, nth = 1 }) => seen < nth)
      .map(({ matchesPath, seen, ...rule }) => rule);
  }

  /** Forgets all rules. */
  public clear(): void {
    this.rules = [];
  }
}

function fits(rule: ActiveRule, target: FaultTarget): boolean {
  return (
    (rule.vendor === undefined || rule.vendor === target.vendor) &&
    (rule.operation === undefined || rule.operation === target.operation) &&
    (rule.method === undefined || rule.method.toUpperCase() === target.method) &&
    rule.matchesPath(target.path) !== undefined
  );
}

function isDue(rule: ActiveRule): boolean {
  const first = rule.nth ?? 1;
  const times = rule.times === 'always' ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
  return rule.seen >= first && rule.seen < first + times;
}

function requirePositive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number from 1, got ${JSON.stringify(value)}.`);
  }
}
