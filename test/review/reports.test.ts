import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { cockroach, zilliz } from '../../src';
import type { RestorePlanDocument } from '../../src/review/model/schema';
import { renderCheck } from '../../src/review/render/check';
import { cli } from '../cli/cli';
import { cockroachClusterProps } from '../support/cockroach';
import { codePoint } from '../support/code-point';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { firstVersion, secondVersion, synthesised } from './app';

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number } };
}

const cwd = newFolder('reports');
beforeAll(() => {
  firstVersion(join(cwd, 'before.out'));
  secondVersion(join(cwd, 'after.out'));
});

const CHECK = ['check', 'after.out', '--base', 'before.out', '--fail-on', 'any-change'];
const COMMANDS: [string, string[]][] = [
  ['plan', ['plan', 'before.out']],
  ['diff', ['diff', 'before.out', 'after.out']],
  ['check', CHECK],
];

async function written(args: readonly string[], format: string): Promise<string> {
  const { out, errors } = await cli([...args, '--format', format], { cwd });
  expect(errors).toEqual([]);
  return out;
}

async function gitlab(args: readonly string[]): Promise<Entry[]> {
  return JSON.parse(await written(args, 'gitlab')) as Entry[];
}

describe.each(COMMANDS)('%s as a code quality report of GitLab', (_title, args) => {
  test('has the results of SARIF, with their fingerprints and places', async () => {
    const [run] = JSON.parse(await written(args, 'sarif')).runs;
    const entries = await gitlab(args);
    expect(entries.length).toBeGreaterThan(5);
    expect(
      entries.map(({ description, check_name, fingerprint }) => [
        check_name,
        description,
        fingerprint,
      ]),
    ).toEqual(
      run.results.map(
        (one: {
          ruleId: string;
          message: { text: string };
          partialFingerprints: Record<string, string>;
        }) => [one.ruleId, one.message.text, one.partialFingerprints['restoreAndFinding/v1']],
      ),
    );
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
    const places = run.results.map(
      (one: { locations: { physicalLocation?: object }[] }) => one.locations[0]?.physicalLocation,
    );
    const nowhere = { path: 'after.out/manifest.json', lines: { begin: 1 } };
    expect(entries.map(({ location }) => location)).toEqual(
      places.map((place?: { artifactLocation: { uri: string }; region: { startLine: number } }) =>
        place === undefined
          ? nowhere
          : { path: place.artifactLocation.uri, lines: { begin: place.region.startLine } },
      ),
    );
  });

  test('has places in files that exist', async () => {
    for (const { location } of await gitlab(args)) {
      const lines = readFileSync(join(cwd, location.path), 'utf8').split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(location.lines.begin);
    }
  });
});

test('restores that were removed have their place in the manifest of head', async () => {
  const removed = (await gitlab(CHECK)).filter(({ location }) =>
    location.path.endsWith('manifest.json'),
  );
  expect(removed.map(({ description }) => description)).toEqual([
    expect.stringMatching(/^orders\/rollback: needs approval: removed: /),
    expect.stringMatching(/^orders\/staging: needs approval: removed: /),
  ]);
});

test('a severity says how bad it is: altered, stopping, losing, to be known, accepted', async () => {
  const [plan, diff] = [
    await gitlab(['plan', 'before.out']),
    await gitlab(['diff', 'before.out', 'after.out']),
  ];
  const of = (entries: readonly Entry[]) =>
    Object.fromEntries(entries.map(({ check_name, severity }) => [check_name, severity]));
  expect(of(plan)).toMatchObject({ RESTORE_ERASES_DATA: 'major' });
  expect(of(diff)).toMatchObject({ RESTORE_IS_WEAKER: 'major', ZILLIZ_CMEK_DROPPED: 'info' });
  synthesised(join(cwd, 'altered.out'), (search) => {
    new zilliz.RestoredCluster(search, 'a', { ...clusterProps(), cuSize: 3 });
  });
  const file = join(cwd, 'altered.out', 'stacks', 'search', 'cdk.tf.json');
  const stack = readFileSync(file, 'utf8');
  writeFileSync(file, stack.replace('"triggers": {', '"triggers": {"more": "1",'));
  expect(of(await gitlab(['plan', 'altered.out']))).toMatchObject({
    STEP_ALTERED: 'blocker',
    ZILLIZ_CU_SIZE: 'critical',
  });
});

test('a path has no dot in front, which GitLab would not find in the merge request', async () => {
  synthesised(join(cwd, 'dot.out'), (_search, orders) => {
    new cockroach.RestoredCluster(orders, 'rollback', cockroachClusterProps());
  });
  const { out } = await cli(['plan', '.', '--format', 'gitlab'], {
    cwd: join(cwd, 'dot.out'),
  });
  const [first] = JSON.parse(out) as Entry[];
  expect(first?.location.path).toBe('stacks/orders/cdk.tf.json');
});

/** One line of ours each: an element begins it, or it goes on with the text of the one before. */
const LINE =
  /^(?:<\?xml version="1\.0" encoding="UTF-8"\?>|(?: *<(?:testsuites|testsuite|testcase|failure|system-out)(?: [a-z]+="[^<>"&]*(?:&[#\w]+;[^<>"&]*)*")*\/?>)?(?:[^<>&]|&[#\w]+;)*(?: *<\/(?:testsuites|testsuite|testcase|failure|system-out)>)?)$/;

describe('JUnit XML', () => {
  test('of a check has a suite for each stack and a case for each restore; errors fail', async () => {
    const [xml, json] = [await written(CHECK, 'junit'), JSON.parse(await written(CHECK, 'json'))];
    const { restores } = JSON.parse(
      await written(['plan', 'after.out'], 'json'),
    ) as RestorePlanDocument;
    const suites = [...xml.matchAll(/<testsuite name="([^"]+)"/g)].map(([, name]) => name);
    expect(suites).toEqual([...new Set(restores.map(({ stack }) => stack))]);
    const cases = [...xml.matchAll(/<testcase name="([^"]+)" classname="([^"]+)"(.*?)\/?>/g)].map(
      ([, name, stack, place]) => `${name} ${stack}${place}`,
    );
    // Those that were removed are cases too, without a place.
    expect([...cases].sort()).toEqual(
      [
        ...restores.map(
          ({ path, stack, location: { file, line } }) =>
            `${path} ${stack} file="after.out/${file}" line="${line}"`,
        ),
        'orders/rollback orders',
        'orders/staging orders',
      ].sort(),
    );
    const failing = new Set(
      (json.objections as { restore: string; level: string }[])
        .filter(({ level }) => level === 'error')
        .map(({ restore }) => restore),
    );
    expect(xml.match(/<failure /g)).toHaveLength(failing.size);
    expect(xml).toMatch(
      new RegExp(
        `<testsuites name="cluster-restore" tests="${cases.length}" failures="${failing.size}"`,
      ),
    );
  });

  test('of several objections to one restore is one failure that holds them all', async () => {
    synthesised(join(cwd, 'two.out'), (search) => {
      new zilliz.RestoredCluster(search, 'a', { ...clusterProps(), cuSize: 3 });
    });
    const xml = await written(['check', 'two.out', '--fail-on', 'any-change'], 'junit');
    expect(xml).toContain('<failure type="ZILLIZ_CU_SIZE" message="2 errors">error: cuSize: ');
    expect(xml).toContain('\nerror: needs approval: ');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });

  test('of any text is XML: what is quoted stays text, what XML forbids is replaced', () => {
    const plan = { source: 'x.out', restores: [] } as unknown as RestorePlanDocument;
    const unit = fc.oneof(
      fc.string({ unit: codePoint, maxLength: 3 }),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '[[ATTACHMENT|',
        '\u0000',
        '\ufffe',
        '\ud800',
      ),
    );
    void fc.assert(
      fc.property(
        fc.array(unit).map((parts) => parts.join('')),
        (text) => {
          const said = { restore: text, ruleId: text, level: 'error' as const, message: text };
          const xml = renderCheck(plan, [said], 'junit', {
            version: '1',
            width: 80,
            colour: false,
          });
          for (const line of xml.split('\n')) expect(line).toMatch(LINE);
          expect(xml).not.toMatch(/[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
          expect(xml).not.toContain('[[');
        },
      ),
    );
  });
});
