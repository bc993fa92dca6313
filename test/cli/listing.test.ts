import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliExit } from '../../src/cli/terminal';
import { Simulator, SteppingClock } from '../../src/simulator';
import { newFolder } from '../support/terraform';
import { SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';
import { cli as cliOf } from './cli';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-21T00:00:00Z') });
});
afterEach(() => simulator.stop());

/** Runs the command line in this process, on a day of the simulated world. */
const cli = (...args: string[]) =>
  cliOf(args, {
    env: zillizEnvironment(simulator),
    now: () => new Date('2026-11-21T00:00:00Z'),
  });

describe('cluster-restore backups', () => {
  test('lists the backups of a cluster, the newest first, as a table', async () => {
    const { out, code } = await cli('backups', '--cluster', SOURCE_CLUSTER);
    expect(code).toBe(CliExit.CLEAN);
    expect(
      out.replace(/ +$/gm, ''),
    ).toBe(`backup                    time                  type        made    status     size      expires    allowed versions
backup11_0f5d2c9a7e3b41d  2026-11-20T02:00:00Z  CLUSTER     AUTO    AVAILABLE  40.0 GiB  in 6 days  LATEST, ORIGINAL
backup11_c3d8f01b5a2e794  2026-11-18T11:45:00Z  COLLECTION  MANUAL  AVAILABLE  12.0 GiB  never
backup11_7a9c4e1d2b6f508  2026-09-14T16:20:00Z  CLUSTER     MANUAL  AVAILABLE  40.0 GiB  never      LATEST
3 backups of in01-3b1c0a5d4e6f789
`);
  });

  // The backups are of 11-20 02:00, 11-18 11:45 and 09-14 16:20.
  const NEWEST = 'backup11_0f5d2c9a7e3b41d';
  const MIDDLE = 'backup11_c3d8f01b5a2e794';
  const OLDEST = 'backup11_7a9c4e1d2b6f508';

  test.each<[string[], string[]]>([
    [[], [NEWEST, MIDDLE, OLDEST]],
    [['--from', '2026-11-20'], [NEWEST]],
    [
      ['--from', '2026-11-18'],
      [NEWEST, MIDDLE],
    ],
    [
      ['--from', '2026-11-18T11:45:00Z'],
      [NEWEST, MIDDLE],
    ],
    [['--from', '2026-11-18T11:45:01Z'], [NEWEST]],
    [
      ['--to', '2026-11-20'],
      [MIDDLE, OLDEST],
    ],
    [
      ['--to', '2026-11-20T02:00:00Z'],
      [MIDDLE, OLDEST],
    ],
    [
      ['--to', '2026-11-20T02:00:01Z'],
      [NEWEST, MIDDLE, OLDEST],
    ],
    [['--to', '2026-11-18'], [OLDEST]],
    [['--from', '2026-11-01', '--to', '2026-11-19'], [MIDDLE]],
    [['--from', '2026-11-21'], []],
    [['--to', '2026-09-14'], []],
  ])('%j lists what lies between: from counts, to does not', async (range, ids) => {
    const { out, code } = await cli('backups', '--cluster', SOURCE_CLUSTER, ...range);
    expect(code).toBe(CliExit.CLEAN);
    expect(out.match(/^backup11_\w+/gm) ?? []).toEqual(ids);
  });

  test('reads only', async () => {
    await cli('backups', '--cluster', SOURCE_CLUSTER);
    expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  test.each<[string, string[], number, string]>([
    [
      'a cluster id of no vendor',
      ['--cluster', 'production'],
      CliExit.WRONG_INPUT,
      '--cluster: "production" is not a cluster id of a known vendor. Correct it, or name the vendor with --vendor zilliz or cockroach.',
    ],
    [
      'a vendor that there is not',
      ['--cluster', SOURCE_CLUSTER, '--vendor', 'acme'],
      CliExit.WRONG_INPUT,
      '--vendor: must be zilliz or cockroach, got "acme". Correct it.',
    ],
    [
      'days in the wrong order',
      ['--cluster', SOURCE_CLUSTER, '--from', '2026-11-21', '--to', '2026-11-20'],
      CliExit.WRONG_INPUT,
      '--from: 2026-11-21T00:00:00.000Z must be before --to (2026-11-20T00:00:00.000Z). Swap or correct them.',
    ],
  ])('%s is one clear line', async (_title, args, code, line) => {
    const end = await cli('backups', ...args);
    expect(end.errors).toEqual([line]);
    expect(end.code).toBe(code);
    expect(simulator.requests).toEqual([]);
  });

  test('a cluster without backups is reported, with what may be wrong', async () => {
    const { out } = await cli('backups', '--cluster', 'in01-000000000000000');
    expect(out).toBe('0 backups of in01-000000000000000; check the id and the days asked for\n');
  });
});

describe('cluster-restore catalog pull', () => {
  test('writes what synth needs to check a restore, and nothing that changes without need', async () => {
    const out = join(newFolder('catalog'), 'catalogs', 'production.json');
    const { code, out: said } = await cli(
      'catalog',
      'pull',
      '--cluster',
      SOURCE_CLUSTER,
      '--out',
      out,
    );
    expect(code).toBe(CliExit.CLEAN);
    expect(said).toBe(`${out}: 3 backups of ${SOURCE_CLUSTER}\n`);
    const catalog = JSON.parse(readFileSync(out, 'utf8'));
    expect(catalog).toMatchObject({
      catalog: 'cdktf-cluster-restore',
      version: 1,
      vendor: 'zilliz',
      pulledAt: '2026-11-21T00:00:00Z',
      cluster: {
        clusterId: SOURCE_CLUSTER,
        projectPlan: 'BusinessCritical',
        regionId: 'aws-us-west-2',
      },
    });
    expect(catalog.backups[0]).toMatchObject({
      backupId: 'backup11_0f5d2c9a7e3b41d',
      restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'],
    });
  });

  test('a file that cannot be written is one clear line', async () => {
    const { errors, code } = await cli(
      'catalog',
      'pull',
      '--cluster',
      SOURCE_CLUSTER,
      '--out',
      '/proc/none/c.json',
    );
    expect(errors).toEqual([
      "--out: /proc/none/c.json cannot be written: ENOENT: no such file or directory, mkdir '/proc/none'. Choose another file.",
    ]);
    expect(code).toBe(CliExit.WRONG_INPUT);
  });

  describe('a file that is there', () => {
    const pull = (out: string) => cli('catalog', 'pull', '--cluster', SOURCE_CLUSTER, '--out', out);

    test.each([
      ['a catalog with the marks of a merge', '<<<<<<< ours\n{"catalog": "cdktf-cluster-restore"'],
      ['something else', '{"name": "package"}'],
      ['nothing', ''],
    ])('%s is not written over', async (_title, text) => {
      const out = join(newFolder('catalog'), 'c.json');
      writeFileSync(out, text);
      const { errors, code } = await pull(out);
      expect(errors).toEqual([
        `--out: ${out} is there and is not a catalog, so it is not written over. Name another file, or move it away; where it is a catalog with the marks of a merge, resolve them first.`,
      ]);
      expect(code).toBe(CliExit.WRONG_INPUT);
      expect(readFileSync(out, 'utf8')).toBe(text);
      expect(simulator.requests).toEqual([]);
    });

    test('a link to a catalog stays a link, and the catalog gives way as a whole', async () => {
      const folder = newFolder('catalog');
      const [out, link] = [join(folder, 'c.json'), join(folder, 'link.json')];
      writeFileSync(
        out,
        '\uFEFF{"catalog": "cdktf-cluster-restore", "cluster": {"production": true}}',
      );
      symlinkSync(out, link);
      expect((await pull(link)).errors).toEqual([]);
      expect(JSON.parse(readFileSync(out, 'utf8')).cluster.production).toBe(true);
      expect(readdirSync(folder)).toEqual(['c.json', 'link.json']);
    });

    test('where the disk has no room for the next one, it stays', async () => {
      const out = join(newFolder('catalog'), 'c.json');
      writeFileSync(out, '{"catalog": "cdktf-cluster-restore"}');
      // In its place nothing can be written.
      mkdirSync(`${out}.tmp`);
      const { errors } = await pull(out);
      expect(errors).toEqual([expect.stringMatching(/c\.json cannot be written: .*EISDIR/)]);
      expect(readFileSync(out, 'utf8')).toBe('{"catalog": "cdktf-cluster-restore"}');
    });
  });

  test('an unknown cluster is the refusal of the vendor, on one line', async () => {
    const out = join(newFolder('catalog'), 'c.json');
    const { errors, code } = await cli('catalog', 'pull', '--cluster', 'in01-0000', '--out', out);
    expect(errors.map((line) => line.replace(/request id sim-\w+/, 'request id <id>'))).toEqual([
      `Zilliz Cloud refused: code 96018 "Cluster in01-0000 not found" (GET ${simulator.url}/v2/clusters/in01-0000, HTTP 200, request id <id>). Correct the cluster id, or use a key of the organization that owns it, then try again.`,
    ]);
    expect(code).toBe(CliExit.FAILED);
  });
});
