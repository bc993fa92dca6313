import { Command } from 'commander';
import { beginningOf, endOf } from '../../src/cli/moment';
import { positiveNumber, wholeNumber } from '../../src/cli/numbers';
import { collect, example } from '../../src/cli/options';
import { readOnly } from '../../src/cli/read-only';
import { apisFor, readerOf, stateOption } from '../../src/cli/records-options';
import { formatOf, jsonDocument, renderOptions } from '../../src/cli/rendering';
import { addReviewOptions } from '../../src/cli/review-options';
import type { Terminal } from '../../src/cli/terminal';
import { vendorFor, vendorOption } from '../../src/cli/vendor-api';
import { version } from '../../src/cli/version';
import { vendors } from '../../src/vendors';
import { ORDERS } from '../support/cockroach';
import { fakeApi } from '../support/protocol';
import { SOURCE_CLUSTER, ZILLIZ_KEY } from '../support/zilliz';

const terminal = (change: Partial<Terminal> = {}) =>
  ({ env: {}, isTty: false, width: undefined, ...change }) as Terminal;

describe('a whole number', () => {
  test.each([
    ['2', 2],
    ['10', 10],
    ['05', 5],
  ])('of %s is %d', (text, value) => {
    expect(wholeNumber(2, 10)(text)).toBe(value);
  });

  test.each(['1', '11', '', '2.5', '-3', 'a3', '3a', '1e1', ' 3'])('is not %j', (text) => {
    expect(() => wholeNumber(2, 10)(text)).toThrow('It must be a whole number from 2 to 10.');
  });
});

describe('a number above 0', () => {
  test.each([
    ['0.5', 0.5],
    ['1e3', 1000],
  ])('of %s is %d', (text, value) => {
    expect(positiveNumber(text)).toBe(value);
  });

  test.each(['0', '-1', '', ' ', 'a', 'Infinity', 'NaN'])('is not %j', (text) => {
    expect(() => positiveNumber(text)).toThrow('It must be a number above 0.');
  });
});

describe('a moment', () => {
  test('of a day is its beginning or its end, in UTC', () => {
    expect(beginningOf('2026-11-20').toISOString()).toBe('2026-11-20T00:00:00.000Z');
    expect(endOf('2026-11-20').toISOString()).toBe('2026-11-20T23:59:59.999Z');
  });

  test.each([beginningOf, endOf])('is what it is', (parse) => {
    expect(parse('2026-11-20T14:00:00Z').toISOString()).toBe('2026-11-20T14:00:00.000Z');
    expect(() => parse('yesterday')).toThrow(
      'Give a day such as 2026-11-20, or a moment such as 2026-11-20T14:00:00Z.',
    );
  });
});

test('a repeatable option keeps what was given before', () => {
  expect(collect('b', ['a'])).toEqual(['a', 'b']);
  const state = stateOption();
  expect(state.parseArg?.('b', ['a'])).toEqual(['a', 'b']);
  expect([state.flags, state.defaultValue, state.defaultValueDescription]).toEqual([
    '--state <file>',
    [],
    'the files of the local backend',
  ]);
});

test('an example stands below the help', () => {
  const command = new Command('plan');
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  example(command, 'cluster-restore plan cdktf.out').outputHelp();
  expect(help.endsWith('\nExample:\n  cluster-restore plan cdktf.out\n')).toBe(true);
});

describe('the options of a review', () => {
  const parsed = (...args: string[]) =>
    addReviewOptions(new Command('plan'), ['text', 'json', 'html'])
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parse(['node', 'plan', ...args])
      .opts();

  test('have their defaults', () => {
    expect(parsed()).toEqual({ format: 'text', terraformPlan: [] });
  });

  test('are each its own', () => {
    expect(
      parsed(
        ...['--format', 'html', '--now', '2026-11-20'],
        ...['--terraform-plan', 'a', '--terraform-plan', 'b'],
      ),
    ).toEqual({
      format: 'html',
      now: new Date('2026-11-20T23:59:59.999Z'),
      terraformPlan: ['a', 'b'],
    });
    expect(parsed('--json')).toEqual({ format: 'text', terraformPlan: [], json: true });
  });

  test.each([
    [['--format', 'pdf'], 'Allowed choices are text, json, html.'],
    [['--json', '--format', 'html'], "cannot be used with option '--format <format>'"],
    [['--now', 'soon'], 'Give a day such as 2026-11-20'],
  ])('are refused: %j', (args, message) => {
    expect(() => parsed(...args)).toThrow(message);
  });

  test.each([
    [{ format: 'html' }, 'html'],
    [{ format: 'text', json: true }, 'json'],
    [{ format: 'text', json: false }, 'text'],
  ])('%j is the format %s', (options, format) => {
    expect(formatOf(options)).toBe(format);
  });
});

test('a document for programs says what it is, before its content', () => {
  expect(jsonDocument('sweep', { a: 1 })).toBe(
    '{\n  "kind": "cdktf-cluster-restore/sweep",\n  "version": 1,\n  "a": 1\n}\n',
  );
});

describe('a rendering', () => {
  test.each<[boolean, NodeJS.ProcessEnv, boolean]>([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [true, { TERM: 'xterm' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, false],
    [false, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, true],
  ])('at a terminal %p, with %j, has colours: %p', (isTty, env, colour) => {
    expect(renderOptions(terminal({ isTty, env })).colour).toBe(colour);
  });

  test.each([
    [80, 80],
    [0, undefined],
    [undefined, undefined],
  ])('in %p columns has the width %p, and the version', (width, expected) => {
    expect(renderOptions(terminal({ width }))).toStrictEqual({
      colour: false,
      width: expected,
      version,
    });
  });
});

describe('the vendor of a cluster', () => {
  const nameOf = (id: string, name?: string) => vendorFor(id, name).name;

  test('is inferred from the id, unless it is named', () => {
    expect(nameOf(SOURCE_CLUSTER)).toBe('zilliz');
    expect(nameOf(ORDERS)).toBe('cockroach');
    expect(nameOf(ORDERS, 'zilliz')).toBe('zilliz');
    expect(vendorOption().argChoices).toEqual(['zilliz', 'cockroach']);
  });

  test.each([
    [
      'a',
      undefined,
      '--cluster: "a" is not a cluster id of a known vendor. Correct it, or name the vendor with --vendor zilliz or cockroach.',
    ],
    [ORDERS, 'north', '--vendor: must be zilliz or cockroach, got "north". Correct it.'],
  ])('of %s, named %p, is refused', (id, name, message) => {
    expect(() => vendorFor(id, name)).toThrow(message);
  });
});

describe('a command that only looks', () => {
  const path = ['v2', 'clusters'];

  test('reads, and writes nothing', async () => {
    const api = fakeApi({ 'GET /v2/clusters': { clusters: [] } });
    const client = readOnly(api, 'sweep');
    expect(await client.read({ method: 'GET', path })).toEqual({ data: { clusters: [] } });
    await expect(client.repeatableWrite({ method: 'DELETE', path })).rejects.toMatchObject({
      message: expect.stringContaining('sweep was about to write (DELETE /v2/clusters)'),
      kind: 'internal',
    });
    expect(api.calls).toEqual(['GET /v2/clusters']);
  });

  test('has one API for each vendor, with the key of the environment', async () => {
    const api = apisFor('status', terminal({ env: { ZILLIZ_API_KEY: ZILLIZ_KEY } }));
    const [zilliz, cockroach] = vendors;
    if (zilliz === undefined || cockroach === undefined) throw new Error('no vendors');
    expect(api(zilliz)).toBe(api(zilliz));
    expect(() => api(cockroach)).toThrow('COCKROACH_API_KEY');
    await expect(api(zilliz).repeatableWrite({ method: 'POST', path })).rejects.toThrow(
      'status was about to write (POST /v2/clusters)',
    );
  });

  test('reads states as its terminal does', () => {
    const now = () => new Date(0);
    const reader = readerOf(terminal({ cwd: '/a', now, stdin: () => 'piped' }));
    expect([reader.cwd, reader.now, reader.stdin()]).toEqual(['/a', now, 'piped']);
  });
});
