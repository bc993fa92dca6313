import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { diffOf } from '../../src/review/diff/diff';
import type { PlannedRestore } from '../../src/review/model/schema';
import { cli } from '../cli/cli';
import { cockroachClusterProps, ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { OLD_BACKUP, synthesised } from './app';
import { plannedFinding, plannedRestore, planOfRestores, stopping } from './parts';

// What somebody who approves a loss needs within a minute, before anything is unfolded.

type Build = (search: TerraformStack, orders: TerraformStack) => void;
const FORMATS = ['text', 'markdown', 'html'] as const;
const ORDERS_BACKUP = 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31';

const rollback: Build = (_search, orders) => {
  const catalog = cockroach.Catalog.fromFile('test/review/catalogs/orders.json');
  new cockroach.RestoredCluster(orders, 'rollback', {
    ...cockroachClusterProps(),
    backup: cockroach.Backup.fromCatalog(catalog, ORDERS_BACKUP),
    destinationCluster: ORDERS,
    acknowledgeDataLoss: ORDERS,
    wipeDestination: true,
  });
};

const clone =
  (change: Partial<zilliz.RestoredClusterProps> = {}): Build =>
  (search) =>
    void new zilliz.RestoredCluster(search, 'weekly', {
      ...clusterProps({ clusterName: 'weekly', uniqueName: true }),
      removalPolicy: RemovalPolicy.DESTROY,
      passwordSink: PasswordSink.discard(),
      ...change,
    });
const older = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: OLD_BACKUP });

/** What stands open in a rendering: nobody has unfolded anything, and marks of values are left out. */
async function open(command: string[], format: string, cwd: string): Promise<string> {
  const { out } = await cli([...command, '--format', format], { cwd, width: 160 });
  const unfolded = format === 'text' ? (out.split(/^ {2}vendor /m)[0] ?? '') : out;
  return unfolded
    .replace(/<details>[\s\S]*?<\/details>/g, '')
    .replace(/<[^>]*>|[`“”]/g, '')
    .replace(/\s+/g, ' ');
}

describe('an erasure', () => {
  const cwd = newFolder('first-minute');
  beforeAll(() => void synthesised(join(cwd, 'cdktf.out'), rollback));

  test.each(FORMATS)(
    'as %s shows the cluster by name, what is lost, and what nobody checked',
    async (format) => {
      const text = await open(['plan'], format, cwd);
      expect(text).toContain(
        `every database of cluster orders-production (${ORDERS}), the source itself`,
      );
      expect(text).toContain(
        'what was written since the backup was taken (2026-11-20T23:00:00Z), 1 day ago',
      );
      expect(text).toContain('expires in 29 days');
      expect(text).toMatch(/not checked.*\[.?COCKROACH.?_VERSION/);
    },
  );

  test('as JSON has the same as data', async () => {
    const { out } = await cli(['plan', '--json'], { cwd });
    expect(JSON.parse(out).restores[0]).toMatchObject({
      destructive: true,
      drops: [],
      target: { name: 'orders-production', clusterId: ORDERS },
      backup: { ageDays: 1, expiresInDays: 29 },
      rewinds: 'what was written since the backup was taken (`2026-11-20T23:00:00Z`)',
    });
  });
});

describe('the weekly refresh of a clone', () => {
  const cwd = newFolder('weekly');
  beforeAll(() => {
    synthesised(join(cwd, 'before.out'), clone());
    synthesised(join(cwd, 'after.out'), clone({ backup: older }));
  });
  const diff = ['diff', 'before.out', 'after.out'];

  test.each(FORMATS)(
    'as %s says that the old one can be brought back, and erases nothing',
    async (format) => {
      const text = await open(diff, format, cwd);
      expect(text).toContain('1 change drops its previous clone');
      expect(text).toMatch(
        /cluster weekly-.{0,40} in project proj-\w+, its previous clone; the vendor keeps it in the recycle bin for 30 days/,
      );
      expect(text).toContain('discarded: reset it in the vendor’s console before the first login');
      const { out } = await cli([...diff, '--format', format], { cwd });
      const shown = out.replace(/<style>[\s\S]*<\/style>/, '');
      expect(shown).not.toMatch(/ERASE|CAUTION|DESTRUCTIVE|danger|🟥/);
    },
  );

  test.each([
    ['irreversible', 0],
    ['destructive', 1],
  ])('ends check --fail-on %s with %i', async (level, code) => {
    const end = await cli(['check', 'after.out', '--base', 'before.out', '--fail-on', level], {
      cwd,
    });
    expect(end.code).toBe(code);
  });

  test('warns nobody in annotations and SARIF, but is listed there', async () => {
    const github = (await cli([...diff, '--format', 'github'], { cwd })).out;
    expect(github).toMatch(/^::notice .*title=search\/weekly drops a cluster::cluster weekly-/m);
    const { runs } = JSON.parse((await cli([...diff, '--format', 'sarif'], { cwd })).out);
    expect(runs[0].results[0]).toMatchObject({ ruleId: 'RESTORE_DROPS_CLUSTER', level: 'note' });
  });
});

describe('what keeps being billed', () => {
  async function points(before: Build, after: Build): Promise<string[]> {
    const cwd = newFolder('left-behind');
    synthesised(join(cwd, 'before.out'), before);
    synthesised(join(cwd, 'after.out'), after);
    const { out } = await cli(['diff', 'before.out', 'after.out', '--json'], { cwd });
    const { verdict, counts } = JSON.parse(out);
    expect(verdict.text).toContain('; 1 cluster left behind');
    expect(counts.leftBehind).toBe(1);
    return verdict.points.filter((point: string) => point.startsWith('left behind'));
  }
  const nothing: Build = () => undefined;

  test('is the cluster of a block that is gone, with the address to destroy before', async () => {
    expect(await points(clone(), nothing)).toEqual([
      expect.stringMatching(
        /^left behind: `search\/weekly`: cluster `weekly-<hash of the restore>` in project `proj-\w+` keeps running and is billed, because Terraform runs no destroy provisioner of a removed block\. To drop it, run `terraform destroy -target=null_resource\.weekly_submit_\w{8}` in stack `search` before this is applied; afterwards, drop it in the console of Zilliz Cloud when nobody needs it$/,
      ),
    ]);
  });

  test('is one that is retained, which no destroy drops', async () => {
    const retained = clone({ removalPolicy: RemovalPolicy.RETAIN });
    expect(await points(retained, nothing)).toEqual([
      expect.stringMatching(/keeps running and is billed: drop it in the console of Zilliz Cloud/),
    ]);
  });

  test('is the clone before, where it is retained and the next one has another name', async () => {
    const removalPolicy = RemovalPolicy.RETAIN;
    const [line] = await points(clone({ removalPolicy }), clone({ removalPolicy, backup: older }));
    expect(line).toMatch(/its previous clone, keeps running and is billed: drop it in the console/);
  });
});

/** The numbers in front of these words. */
function numbers(text: string, ...words: string[]): number[] {
  return words.map((word) => Number(new RegExp(`(\\d+)${word}`).exec(text)?.[1] ?? 0));
}
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const erasing: Partial<PlannedRestore> = { destructive: true, erases: ['all of `orders`'] };
const again = (backup: string) => ({
  target: { kind: 'new cluster', name: 'a', project: 'p' },
  rerun: { ...plannedRestore().rerun, identity: { backup }, erases: true, recovery: 'it is kept' },
});

describe('the numbers of a verdict add up, and its points have one order', () => {
  test('in a plan', () => {
    const { verdict } = planOfRestores(
      plannedRestore({ path: 'a' }),
      plannedRestore({ path: 'b', action: 'add', findings: [stopping] }),
      plannedRestore({ path: 'c', action: 'overwrite', ...erasing }),
      plannedRestore({ path: 'd', action: 'overwrite', ...erasing }),
      plannedRestore({ path: 'e', drops: ['its clone'] }),
      plannedRestore({ path: 'f', action: 'configure', findings: [plannedFinding()] }),
    );
    expect(verdict.text).toBe(
      'STOP: 2 of 5 restores erase data, 1 drops its previous clone, 1 creates a cluster, 1 adds to a cluster; 1 setting; 1 blocking finding; 1 warning',
    );
    const [all] = numbers(verdict.text, ' restores');
    expect(sum(numbers(verdict.text, ' of', ' drops', ' creates', ' adds'))).toBe(all);
    expect(verdict.points.map((point) => point.split(':')[0])).toEqual([
      ...['erased', 'erased', 'dropped', 'created', 'added to a cluster', 'needs a decision'],
    ]);
  });

  test('in a diff', () => {
    const base = planOfRestores(
      plannedRestore({ path: 'a', ...again('1') }),
      plannedRestore({ path: 'gone', ...again('2') }),
      plannedRestore({ path: 'settings', action: 'configure' }),
    );
    const head = planOfRestores(
      plannedRestore({ path: 'a', ...again('3') }),
      plannedRestore({ path: 'new', ...again('4') }),
      plannedRestore({ path: 'wipe', action: 'overwrite', ...erasing, findings: [stopping] }),
      plannedRestore({ path: 'settings', action: 'configure' }),
    );
    const { verdict } = diffOf(base, head);
    expect(verdict.text).toBe(
      'STOP: 1 change erases data, 1 change drops its previous clone; 4 restores and 1 setting: 2 new, 1 runs again, 1 removed, 1 unchanged; 1 cluster left behind; 1 blocking finding',
    );
    const [restores = 0, settings = 0] = numbers(verdict.text, ' restores', ' setting');
    expect(sum(numbers(verdict.text, ' new', ' runs again', ' removed', ' unchanged'))).toBe(
      restores + settings,
    );
    expect(verdict.points.map((point) => point.split(':')[0])).toEqual([
      ...['erased', 'dropped', 'new', 'left behind', 'needs a decision'],
    ]);
  });

  test('a long list is cut, and the rest is counted', () => {
    const many = Array.from({ length: 7 }, (_, at) => plannedRestore({ path: `r${at}` }));
    expect(planOfRestores(...many).verdict.points).toEqual([
      'created: `r0`, `r1`, `r2`, `r3`, `r4` and 2 more',
    ]);
  });
});
