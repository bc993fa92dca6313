import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { cockroach, RemovalPolicy, Rerun, zilliz } from '../../src';
import type { RestoreChange, RestoreDiff } from '../../src/review/diff/schema';
import { cli } from '../cli/cli';
import { cockroachClusterProps, ORDERS, ORDERS_STAGING } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { OLD_BACKUP, synthesised } from './app';

type Build = (search: TerraformStack, orders: TerraformStack) => void;

/** The diff of two versions, in a format. */
async function rendered(before: Build, after: Build, format: string): Promise<string> {
  const cwd = newFolder('diff');
  synthesised(join(cwd, 'before.out'), before);
  synthesised(join(cwd, 'after.out'), after);
  const args = ['diff', 'before.out', 'after.out', '--format', format];
  const { out, errors } = await cli(args, { cwd });
  expect(errors).toEqual([]);
  return out;
}

async function diffOf(before: Build, after: Build): Promise<RestoreDiff> {
  return JSON.parse(await rendered(before, after, 'json')) as RestoreDiff;
}

/** The one change at the path. */
function at({ changes }: RestoreDiff, path: string): RestoreChange {
  const found = changes.find((change) => change.path === path);
  if (found === undefined) throw new Error(`no change at ${path}`);
  return found;
}

function articles(change: Partial<zilliz.RestoredClusterProps>): Build {
  return (search) => {
    new zilliz.RestoredCluster(search, 'articles', { ...clusterProps(), ...change });
  };
}

const older = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: OLD_BACKUP });

function settings(change: Partial<cockroach.BackupSettingsProps>): Build {
  return (_search, orders) => {
    const plan = cockroach.Plan.STANDARD;
    new cockroach.BackupSettings(orders, 'schedule', { cluster: ORDERS, plan, ...change });
  };
}

describe('what is lost', () => {
  test('a cluster that goes is reported by the name that it has, not by its next one', async () => {
    const diff = await diffOf(
      articles({ clusterName: 'articles-old', removalPolicy: RemovalPolicy.DESTROY }),
      articles({ clusterName: 'articles-new', removalPolicy: RemovalPolicy.DESTROY }),
    );
    const { erases, drops } = at(diff, 'search/articles');
    expect(erases).toEqual([]);
    expect(drops).toEqual([
      expect.stringMatching(
        /^cluster `articles-old` in project `proj-\w+`, its previous clone; the vendor keeps it in the recycle bin for 30 days$/,
      ),
    ]);
    expect(diff.verdict.points[0]).toMatch(/^dropped: .*`articles-old`/);
  });

  test('both pictures show it on the previous clone, under its own name, and not on the new one', async () => {
    const unique = { uniqueName: true, clusterName: 'articles' };
    const versions = [articles(unique), articles({ ...unique, backup: older })] as const;
    const markdown = await rendered(...versions, 'markdown');
    const nodeOf = (label: string) =>
      new RegExp(`(n\\d+)\\["articles-.* #40;${label}#41;"\\]`).exec(markdown)?.[1];
    const [old, next] = [nodeOf('previous'), nodeOf('new')];
    expect(markdown).toContain(`${old} -.->|"DROPPED"| ${next}`);
    expect(markdown.match(/style n\d+ .*/g)).toEqual([
      `style ${old} stroke:#bf8700,stroke-width:3px`,
    ]);
    const html = await rendered(...versions, 'html');
    const boxes = [...html.matchAll(/<span class="what">([^<]*)<\/span>[^<]*<code>articles-/g)];
    expect(boxes.map(([, title]) => title)).toEqual(['target', 'previous clone, DROPPED']);
  });

  test('what a restore that is gone left is not said to stay where another erases it', async () => {
    const restored = (name: string, wipeDestination: boolean): Build => {
      return (_search, orders) => {
        new cockroach.RestoredCluster(orders, name, cockroachClusterProps({ wipeDestination }));
      };
    };
    const diff = await diffOf(restored('staging', false), restored('clone', true));
    expect(at(diff, 'orders/staging').notes).toEqual(['`orders/clone` erases what it restored']);
    const clone = at(diff, 'orders/clone');
    expect(clone.immediate).toEqual([{ field: 'wipeDestination', from: 'false', to: 'true' }]);
    expect(clone.erases.join()).toContain(ORDERS_STAGING);
    // Said once: as erased, not as weaker besides.
    expect(clone.downgrades).toEqual([]);
  });

  test('what is lost comes first, then what blocks, then the rest', async () => {
    const others: Build = (_search, orders) => {
      new cockroach.BackupSettings(orders, 'backups', {
        cluster: ORDERS,
        plan: cockroach.Plan.STANDARD,
        frequencyMinutes: 60,
      });
      new cockroach.RestoredDatabases(orders, 'reporting', {
        ...cockroachClusterProps(),
        databases: ['reporting'],
        acknowledge: [{ ruleId: 'COCKROACH_ONE_RESTORE', reason: 'agreed' }],
      });
    };
    const diff = await diffOf(articles({}), (search, orders) => {
      articles({ backup: older })(search, orders);
      others(search, orders);
    });
    expect(diff.changes.map(({ path }) => path)).toEqual([
      'search/articles',
      'orders/reporting',
      'orders/backups',
    ]);
    expect(diff.verdict.text).toMatch(
      /^STOP: 1 change drops its previous clone; 2 restores and 1 setting: 2 new, 1 runs again; 2 blocking findings$/,
    );
  });
});

test('a restore that stays the same is shown where a finding blocks it', async () => {
  const broken = articles({ cuSize: 3 });
  const text = await rendered(broken, broken, 'text');
  expect(text).toMatch(/^STOP: nothing changes: no restore will run; 1 blocking finding/);
  expect(text).toMatch(/search\/articles {2}SAME \(.*\n(?:.*\n)? {2}blocking {8}cuSize: /);
  const sound = await rendered(articles({}), articles({}), 'text');
  expect(sound).not.toContain('search/articles');
});

describe('what is weaker', () => {
  test.each([
    [{ frequencyMinutes: 60 }, { frequencyMinutes: 240 }, 'every 240 minutes instead of every 60'],
    [{ retentionDays: 90 }, { retentionDays: 30 }, 'kept 30 days instead of 90'],
    [{ enabled: true }, { enabled: false }, 'switched off'],
  ])('backups: from %j to %j', async (before, after, said) => {
    const diff = await diffOf(settings(before), settings(after));
    expect(at(diff, 'orders/schedule').downgrades).toEqual([`backups: ${said}`]);
    const back = await diffOf(settings(after), settings(before));
    expect(at(back, 'orders/schedule').downgrades).toEqual([]);
  });

  test('an acknowledgement that accepts nothing is an error, and accepts nothing here either', async () => {
    const acknowledge = [{ ruleId: 'ZILLIZ_CMEK_DROPPED', reason: 'agreed' }];
    const unused = at(await diffOf(articles({}), articles({ acknowledge })), 'search/articles');
    expect(unused.downgrades).toEqual([]);
    expect(unused.restore.findings.filter(({ stops }) => stops)).toHaveLength(1);
    const backup = zilliz.Backup.fromId({
      clusterId: SOURCE_CLUSTER,
      backupId: BACKUP,
      encrypted: true,
    });
    const used = await diffOf(articles({ backup }), articles({ backup, acknowledge }));
    expect(at(used, 'search/articles').downgrades).toEqual([
      'acknowledges `ZILLIZ_CMEK_DROPPED`: `agreed`',
    ]);
  });
});

describe('what runs', () => {
  const once = { rerun: Rerun.once(), removalPolicy: RemovalPolicy.RETAIN };

  test('a change that waits does not read as an action', async () => {
    const versions = [articles({ ...once, cuSize: 2 }), articles({ ...once, cuSize: 4 })] as const;
    const text = await rendered(...versions, 'text');
    expect(text).toContain('search/articles  CHANGED, not sent again (creates cluster');
    expect(text).toContain('call            not sent now; old and new');
    expect(await rendered(...versions, 'markdown')).toContain('The request: not sent now');
    expect(await rendered(...versions, 'html')).toContain('The request: not sent now');
  });

  test('each change of a restore that runs again is reported, triggers once', async () => {
    const diff = await diffOf(articles({ cuSize: 2 }), articles({ cuSize: 4, backup: older }));
    const { causes, immediate } = at(diff, 'search/articles');
    expect(causes.map(({ field }) => field)).toEqual(['backup_id']);
    expect(immediate).toEqual([{ field: 'cuSize', from: '2', to: '4' }]);
  });
});
