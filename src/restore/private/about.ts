import { Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';
import type { About } from '../../spec/spec';
import { isDay } from '../../text/timestamp';

/** What a declaration may say of its purpose, for the reviewer. */
export interface AboutProps {
  readonly owner?: string;
  readonly dataClass?: string;
  readonly expiresOn?: string;
  /** Of the environment that it belongs to: its name, and why its end was moved. */
  readonly environment?: string;
  readonly expiryReason?: string;
}

const NAMES = ['owner', 'dataClass', 'expiresOn'] as const;
/** What only an environment says. */
export const OF_ENVIRONMENT = ['environment', 'expiryReason'] as const;

/** The purpose as it is in the spec; absent if nothing is said of it. */
export function aboutOf(props: AboutProps): About | undefined {
  const said = [...NAMES, ...OF_ENVIRONMENT].flatMap((name) =>
    props[name] === undefined ? [] : [[name, props[name]]],
  );
  return said.length === 0 ? undefined : (Object.fromEntries(said) as About);
}

/** What is wrong with what is said of the purpose. */
export function aboutIssues(props: AboutProps, ruleId: string): Issue[] {
  return NAMES.flatMap((path): Issue[] => {
    const got = props[path];
    if (got === undefined) return [];
    if (Token.isUnresolved(got)) {
      const fix = 'Give a string: the reviewer reads it';
      return [{ ruleId, path, problem: 'must be known at synth', fix }];
    }
    const fix = 'Give a value, or leave it out';
    if (typeof got !== 'string') return [{ ruleId, path, problem: 'must be a string', got, fix }];
    if (got.trim() === '') return [{ ruleId, path, problem: 'must not be blank', got, fix }];
    if (path !== 'expiresOn' || isDay(got)) return [];
    return [{ ruleId, path, problem: 'must be a date', got, fix: 'Write it as "2026-12-31"' }];
  });
}
