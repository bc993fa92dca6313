import { Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';
import type { About } from '../../spec/spec';

/** What a declaration may say of its purpose, for the reviewer. */
export interface AboutProps {
  readonly owner?: string;
  readonly dataClass?: string;
  readonly expiresOn?: string;
}

const NAMES = ['owner', 'dataClass', 'expiresOn'] as const;

/** The purpose as it stands in the spec; absent where nothing is said of it. */
export function aboutOf(props: AboutProps): About | undefined {
  const said = NAMES.flatMap((name) => (props[name] === undefined ? [] : [[name, props[name]]]));
  return said.length === 0 ? undefined : (Object.fromEntries(said) as About);
}

/** What is wrong with what is said of the purpose. */
export function aboutIssues(props: AboutProps, ruleId: string): Issue[] {
  return NAMES.flatMap((path): Issue[] => {
    const got = props[path];
    if (got === undefined) return [];
    if (Token.isUnresolved(got)) {
      return [
        {
          ruleId,
          path,
          problem: 'must be known at synth',
          fix: 'Give a string: the reviewer reads it',
        },
      ];
    }
    if (typeof got !== 'string') {
      return [
        { ruleId, path, problem: 'must be a string', got, fix: 'Give a value, or leave it out' },
      ];
    }
    if (got.trim() === '') {
      return [
        { ruleId, path, problem: 'must not be blank', got, fix: 'Give a value, or leave it out' },
      ];
    }
    if (path !== 'expiresOn' || isDate(got)) return [];
    return [{ ruleId, path, problem: 'must be a date', got, fix: 'Write it as "2026-12-31"' }];
  });
}

/** `2026-12-31`, and a day that there is. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
