import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OutputFiles } from '../../src/review/read/output';
import {
  filesFromElsewhere,
  foreignRunner,
  furtherFiles,
  furtherStacks,
  hasFileOfValues,
} from '../../src/review/recognition/files';
import { SourceLists } from '../../src/review/recognition/source-lists';
import { installedRunner, RUNNER_PATH } from '../../src/spec/runner-path';
import { sourcesHash } from '../../src/spec/source-list';

const STACK = 'stacks/orders/cdk.tf.json';
const FOLDER = 'stacks/orders';
const RUNNER = `${FOLDER}/${RUNNER_PATH}`;

/** The files of an output, by their paths; links and what git holds besides. */
function filesOf(
  texts: Readonly<Record<string, string>>,
  { links = [], committed = [] }: { links?: string[]; committed?: string[] } = {},
): OutputFiles {
  return {
    read: (path) => texts[path],
    hash: (path) => {
      const text = texts[path];
      return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
    },
    isLink: (path) => links.includes(path),
    isCommitted: (path) => committed.includes(path),
    list: (folder) => [
      ...new Set(
        Object.keys(texts)
          .filter((path) => folder === '.' || path.startsWith(`${folder}/`))
          .map(
            (path) => (folder === '.' ? path : path.slice(folder.length + 1)).split('/')[0] ?? '',
          ),
      ),
    ],
  };
}

describe('a file beside a stack that Terraform reads too is listed', () => {
  const listed = (texts: Readonly<Record<string, string>>) =>
    furtherFiles(STACK, filesOf({ [STACK]: '{}', ...texts })).map(
      ({ address, why, failsFrom }) => `${address}: ${why} [${failsFrom}]`,
    );

  const KINDS = {
    'an additional Terraform file [any-change]': [
      'a.tf',
      'a.tf.json',
      'a.tofu',
      'a.tofu.json',
      'overrides.tf',
      'aoverride.tf',
      'cdk.tf',
    ],
    'a file that overrides the stack [never]': [
      'override.tf',
      'override.tf.json',
      'override.tofu',
      'a_override.tofu.json',
      'cdk.tofu',
      'cdk.tofu.json',
    ],
    'a file that sets variables [any-change]': [
      'terraform.tfvars',
      'terraform.tfvars.json',
      'a.auto.tfvars',
      'a.auto.tfvars.json',
    ],
  };
  const rows = Object.entries(KINDS).flatMap(([why, names]) => names.map((name) => [name, why]));
  test.each(rows)('%s: %s', (name, why) => {
    expect(listed({ [`${FOLDER}/${name}`]: '' })).toEqual([`${FOLDER}/${name}: ${why}`]);
  });

  test.each([
    'a.tfvars',
    'auto.tfvars.bak',
    'a.tf.bak',
    'a.tfx',
    'tf',
    '.hidden.tf',
    'readme.md',
    'xterraform.tfvars.json.x',
    'assets/a.tf',
  ])('%s is not', (name) => {
    expect(listed({ [`${FOLDER}/${name}`]: '' })).toEqual([]);
  });

  test('one that names a vendor counts from a destructive change on, but for one that overrides', () => {
    const text = '{"a": "\\u007ailliz"}';
    expect(listed({ [`${FOLDER}/a.tf.json`]: text, [`${FOLDER}/override.tf.json`]: text })).toEqual(
      [
        `${FOLDER}/a.tf.json: an additional Terraform file, and names Zilliz Cloud [destructive]`,
        `${FOLDER}/override.tf.json: a file that overrides the stack, and names Zilliz Cloud [never]`,
      ],
    );
  });

  test('its text decides over its digest', () => {
    const digest = (text: string) =>
      furtherFiles(STACK, filesOf({ [`${FOLDER}/a.tf`]: text })).map((one) => one.digest);
    expect(digest('a')).toEqual(digest('a'));
    expect(digest('a')).not.toEqual(digest('b'));
  });

  test.each([
    ['terraform.tfvars', true],
    ['a.auto.tfvars.json', true],
    ['a.tfvars', false],
  ])('%s sets variables: %s', (name, expected) => {
    expect(hasFileOfValues(STACK, filesOf({ [`${FOLDER}/${name}`]: '' }))).toBe(expected);
    expect(hasFileOfValues(STACK, filesOf({ [`stacks/other/${name}`]: '' }))).toBe(false);
  });

  test('inside of an app nothing is beside a stack', () => {
    expect(hasFileOfValues(STACK, undefined)).toBe(false);
  });
});

describe('what may be another file where Terraform runs is listed', () => {
  const PROVIDERS = `${FOLDER}/.terraform/providers`;
  const installed = { [`${PROVIDERS}/null`]: '' };
  const link = (address: string) => ({
    address,
    why: 'a symbolic link: where Terraform runs, another file may be there',
    failsFrom: 'destructive',
    digest: expect.stringMatching(/^[0-9a-f]{32}$/),
  });

  test('links: the stack, and its runner', () => {
    const links = [RUNNER, STACK, `${FOLDER}/other`];
    expect(filesFromElsewhere(STACK, filesOf({}, { links }))).toEqual([link(STACK), link(RUNNER)]);
  });

  test('providers that are committed', () => {
    expect(filesFromElsewhere(STACK, filesOf(installed, { committed: [PROVIDERS] }))).toEqual([
      {
        address: PROVIDERS,
        why: 'providers that are committed: Terraform runs them instead of those that it would install',
        failsFrom: 'any-change',
        digest: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  test.each([
    ['providers that Terraform installed', filesOf(installed)],
    ['nothing there', filesOf({}, { committed: [PROVIDERS] })],
  ])('%s: nothing is', (_title, files) => {
    expect(filesFromElsewhere(STACK, files)).toEqual([]);
  });
});

describe('a folder of Terraform that the manifest does not name is listed', () => {
  const listed = (stacks: string[], texts: Readonly<Record<string, string>>) =>
    furtherStacks(stacks, filesOf(texts)).map(
      ({ stack, address, why, failsFrom }) => `${stack}: ${address}: ${why} [${failsFrom}]`,
    );
  const WHY = 'a Terraform folder that the manifest does not name';

  test.each<[string, string[], Record<string, string>, string[]]>([
    ['beside a stack', [STACK], { 'stacks/a/x.tf': '' }, [`a: stacks/a/x.tf: ${WHY} [any-change]`]],
    [
      'with more than one file, by the first, and whatever one of them names',
      [STACK],
      { 'stacks/a/readme.md': '', 'stacks/a/x.tf': '', 'stacks/a/y.tf': 'cluster_restore_' },
      [`a: stacks/a/x.tf: ${WHY}, and names the runner of restores [destructive]`],
    ],
    [
      'where the manifest names no stack',
      [],
      { [STACK]: '' },
      [`orders: ${STACK}: ${WHY} [any-change]`],
    ],
    [
      'beside a stack in a folder of its own',
      [STACK, 'elsewhere/a/cdk.tf.json'],
      { 'elsewhere/b/x.tf': '' },
      [`b: elsewhere/b/x.tf: ${WHY} [any-change]`],
    ],
    ['without files of Terraform', [STACK], { 'stacks/a/readme.md': '' }, []],
    ['of the manifest', [STACK], { [STACK]: '', [`${FOLDER}/x.tf`]: '' }, []],
    ['beside the output', ['a/cdk.tf.json'], { 'a/cdk.tf.json': '', 'b/x.tf': '' }, []],
  ])('%s', (_title, stacks, texts, expected) => {
    expect(listed(stacks, texts)).toEqual(expected);
  });

  test('the text of each of its files decides over its digest', () => {
    const digest = (text: string) =>
      furtherStacks([STACK], filesOf({ 'stacks/a/x.tf': '', 'stacks/a/y.tf': text })).map(
        (one) => one.digest,
      );
    expect(digest('a')).not.toEqual(digest('b'));
  });
});

describe('the runner of a stack is one of this release that knows its vendors', () => {
  const own = (...vendors: string[]) => readFileSync(installedRunner(vendors) ?? '', 'utf8');
  const found = (text: string | undefined, vendors: string[]) =>
    foreignRunner(STACK, filesOf(text === undefined ? {} : { [RUNNER]: text }), vendors);

  test.each<[string, string[], string[]]>([
    ['that of every vendor', [], ['zilliz', 'cockroach']],
    ['that of every vendor, for one', [], ['cockroach']],
    ['that of one vendor', ['zilliz'], ['zilliz', 'zilliz']],
  ])('%s', (_title, knows, vendors) => {
    expect(found(own(...knows), vendors)).toEqual([]);
  });

  test.each<[string, string | undefined, string[], string]>([
    ['missing', undefined, [], 'the runner is missing'],
    [
      'another program',
      'process.exit(0)',
      ['zilliz'],
      'the runner is not that of this release; synthesise with the release that reviews',
    ],
    [
      'that of another vendor',
      own('cockroach'),
      ['cockroach', 'zilliz'],
      'the runner is that for cockroach alone, and the stack has restores of another vendor: none of its steps would run',
    ],
  ])('%s', (_title, text, vendors, why) => {
    const digest = text === undefined ? '' : createHash('sha256').update(text).digest('hex');
    expect(found(text, vendors)).toEqual([{ address: RUNNER, why, failsFrom: 'never', digest }]);
  });
});

describe('a spec names every cluster that a restore of the app reads from', () => {
  const step = (vendor: string, clusterId: unknown) => ({
    written: { vendor, declaration: { backup: { clusterId } } },
  });
  const STEPS = [
    step('zilliz', 'a'),
    step('zilliz', 'b'),
    step('cockroach', 'c'),
    step('zilliz', { $env: 'CLUSTER_RESTORE_VALUE_1' }),
    { written: { vendor: 'zilliz', declaration: {} } },
  ] as never;
  const LIST = `${FOLDER}/assets/cluster-restore/v1/zilliz-sources.txt`;
  const MUST = 'its spec must name every cluster that a restore of the app reads from, and';
  const hash = sourcesHash('a b');

  const problem = (sources: string, texts?: Readonly<Record<string, string>>) =>
    new SourceLists(STEPS, texts && filesOf(texts)).problemOf(STACK, 'zilliz', sources);

  test.each<[string, string, Record<string, string> | undefined, string | undefined]>([
    ['all of them', 'b a', {}, undefined],
    ['more', 'a b c', {}, undefined],
    ['one less', 'a', {}, `${MUST} "b" is missing`],
    ['none', '', {}, `${MUST} "a" is missing`],
    ['a part of a name', 'a bb', {}, `${MUST} "b" is missing`],
    ['a list in a file', hash, { [LIST]: 'a b' }, undefined],
    ['a list whose file is missing', hash, {}, `${MUST} their list is missing: ${LIST}`],
    ['another list in the file', hash, { [LIST]: 'a b c' }, `${MUST} another list is in ${LIST}`],
    [
      'a list in a file that leaves one out',
      sourcesHash('a'),
      { [LIST]: 'a' },
      `${MUST} "b" is missing`,
    ],
    ['a list in a file, inside of an app, which has not written it', hash, undefined, undefined],
    ['one less, inside of an app', 'a', undefined, `${MUST} "b" is missing`],
  ])('%s', (_title, sources, texts, expected) => {
    expect(problem(sources, texts)).toBe(expected);
  });

  test('each stack, each vendor and each list counts by itself', () => {
    const lists = new SourceLists(STEPS, filesOf({ [LIST]: 'a b' }));
    expect(lists.problemOf(STACK, 'zilliz', hash)).toBeUndefined();
    expect(lists.problemOf('stacks/other/cdk.tf.json', 'zilliz', hash)).toMatch('is missing');
    expect(lists.problemOf(STACK, 'cockroach', 'a b')).toBe(`${MUST} "c" is missing`);
    expect(lists.problemOf(STACK, 'zilliz', 'a')).toBe(`${MUST} "b" is missing`);
    expect(lists.problemOf(STACK, 'other', '')).toBeUndefined();
  });

  test('an id with a blank, which is several words in a list, needs each of them', () => {
    const lists = new SourceLists([step('zilliz', 'a b')] as never, undefined);
    expect(lists.problemOf(STACK, 'zilliz', 'b a')).toBeUndefined();
    expect(lists.problemOf(STACK, 'zilliz', 'a')).toBe(`${MUST} "a b" is missing`);
  });
});
