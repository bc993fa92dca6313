import { pluralize } from '../../text/text';
import type { PlannedRestore } from '../model/schema';
import { escapeHtml } from './markdown-text';
import { pathFromStart, type Report, type Result } from './results';

/** One restore, or what is not part of one, with its findings. */
interface Case {
  readonly name: string;
  readonly location?: PlannedRestore['location'] | undefined;
  readonly results: Result[];
}

type Suites = Map<string, Map<string, Case>>;

/** Writes JUnit XML: a suite for each stack, in it a test case for each restore; errors fail, the rest is output. */
export function junitXml({ source, restores, results }: Report): string {
  const suites: Suites = new Map();
  for (const { stack, path, location } of restores) caseOf(suites, stack, path, location);
  for (const result of results) {
    caseOf(suites, result.stack, result.restore, result.location).results.push(result);
  }
  const all = [...suites.values()].flatMap((cases) => [...cases.values()]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'cluster-restore', ...countsOf(all) })}>`,
    ...[...suites].flatMap(([stack, cases]) => [
      `  <testsuite${attributes({ name: stack, ...countsOf([...cases.values()]) })}>`,
      ...[...cases.values()].flatMap((one) => caseLines(source, stack, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(
  suites: Suites,
  stack: string,
  name: string,
  location: PlannedRestore['location'] | undefined,
): Case {
  const cases = suites.get(stack) ?? new Map<string, Case>();
  suites.set(stack, cases);
  const found = cases.get(name) ?? { name, location, results: [] };
  cases.set(name, found);
  return found;
}

function countsOf(cases: readonly Case[]): Record<string, number> {
  const failures = cases.filter(({ results }) => results.some(isFailure)).length;
  return { tests: cases.length, failures, errors: 0, skipped: 0 };
}

function isFailure({ level }: Result): boolean {
  return level === 'error';
}

function caseLines(source: string, stack: string, { name, location, results }: Case): string[] {
  const place: Record<string, string | number> =
    location === undefined
      ? {}
      : { file: pathFromStart(source, location.file), line: location.line };
  const start = `    <testcase${attributes({ name, classname: stack, ...place })}`;
  if (results.length === 0) return [`${start}/>`];
  const rest = results.filter((result) => !isFailure(result));
  return [
    `${start}>`,
    ...failureLines(results.filter(isFailure)),
    ...(rest.length === 0 ? [] : [`      <system-out>${bodyOf(rest)}</system-out>`]),
    '    </testcase>',
  ];
}

/** One element for all: readers differ in what they make of several. */
function failureLines(failures: readonly Result[]): string[] {
  const [first] = failures;
  if (first === undefined) return [];
  const message = failures.length === 1 ? first.message : pluralize(failures.length, 'error');
  const start = `      <failure${attributes({ type: first.ruleId, message })}>`;
  return [`${start}${bodyOf(failures)}</failure>`];
}

function bodyOf(results: readonly Result[]): string {
  return results.map(({ level, message }) => escapeXml(`${level}: ${message}`)).join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Text that XML 1.0 permits, and in which GitLab finds no mark of an attachment. */
function escapeXml(text: string): string {
  return escapeHtml(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('[[', '[&#91;');
}
