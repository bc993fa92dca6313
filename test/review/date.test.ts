import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, zilliz } from '../../src';
import { backupLine } from '../../src/review/model/backup';
import { ReviewClock } from '../../src/review/model/clock';
import { cli } from '../cli/cli';
import { cockroachClusterProps, ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { firstVersion, secondVersion, synthesised } from './app';

const cwd = newFolder('date');
const ORDERS_BACKUP = 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31';
/** Where days begin and end, and hours between. */
const HOURS = ['00:00:00.000', '08:00:00.000', '12:00:00.000', '23:59:59.999'];
const on = (date: string, hour: string) => ({
  cwd,
  now: () => new Date(`${date}T${hour}Z`),
});

interface Shown {
  readonly text: string;
  readonly findings: { readonly ruleId: string; readonly cause?: string }[];
}

/** What the plan of an app says of a date, or at a moment. */
async function reviewed(output: string, now: string): Promise<Shown[]> {
  const { out } = await cli(['plan', output, '--format', 'json', '--now', now], { cwd });
  const { restores } = JSON.parse(out) as {
    restores: { backup: { text: string }; findings: Shown['findings'] }[];
  };
  return restores.map(({ backup, findings }) => ({ text: backup.text, findings }));
}

beforeAll(() => {
  firstVersion(join(cwd, 'before.out'));
  secondVersion(join(cwd, 'after.out'));
  // Kept until noon of 2026-11-21, and 30 days old then: every limit passes in the middle of that date.
  synthesised(join(cwd, 'limits.out'), (search, orders) => {
    const createTime = '2026-10-22T12:00:00Z';
    new zilliz.RestoredCluster(search, 'original', {
      ...clusterProps(),
      backup: zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        createTime,
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
      }),
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.ORIGINAL,
    });
    new cockroach.RestoredCluster(orders, 'ending', {
      ...cockroachClusterProps(),
      backup: cockroach.Backup.fromId({
        clusterId: ORDERS,
        backupId: ORDERS_BACKUP,
        asOfTime: createTime,
        retentionDays: 30,
      }),
    });
  });
});

const PAGES = ['text', 'markdown', 'json', 'html'];
const BEFORE = ['before.out'];
const BOTH = ['before.out', 'after.out'];

/** Each rendering, and whether it states the date: those for machines do not. */
const RENDERINGS = [
  ...PAGES.flatMap((format) => [
    ['plan', format, BEFORE, true] as const,
    ['diff', format, BOTH, true] as const,
  ]),
  ...['sarif', 'github', 'gitlab', 'junit'].flatMap((format) => [
    ['plan', format, BEFORE, false] as const,
    ['diff', format, BOTH, false] as const,
  ]),
  ...['text', 'json', 'sarif', 'github', 'gitlab', 'junit'].map(
    (format) => ['check', format, BEFORE, false] as const,
  ),
];

describe.each(RENDERINGS)('%s as %s', (command, format, outputs, isDated) => {
  const args = [command, ...outputs, '--format', format];

  test('gives the same bytes at every hour of a date', async () => {
    const said = await Promise.all(HOURS.map((hour) => cli(args, on('2026-11-21', hour))));
    const given = await cli([...args, '--now', '2026-11-21'], { cwd });
    expect(given.out).not.toBe('');
    expect(new Set([...said, given].map(({ out }) => out)).size).toBe(1);
  });

  test(`${isDated ? 'states' : 'does not state'} the date of the review`, async () => {
    const [today, tomorrow] = await Promise.all(
      ['2026-11-21', '2026-11-22'].map(
        async (date) => (await cli(args, on(date, '00:00:00.000'))).out,
      ),
    );
    expect(today?.includes('2026-11-21')).toBe(isDated);
    expect(tomorrow === today).toBe(!isDated);
  });
});

describe('a limit that passes within a date', () => {
  const both = ['COCKROACH_BACKUP_EXPIRED', 'ZILLIZ_VERSION_POLICY'];
  const late = async (...args: Parameters<typeof reviewed>) =>
    (await reviewed(...args)).flatMap(({ findings }) =>
      findings.filter(({ cause }) => cause === 'time').map(({ ruleId }) => ruleId),
    );

  test('passes at its moment, as at synth: the last hours are not lost', async () => {
    expect(await late('limits.out', '2026-11-21T11:59:59Z')).toEqual([]);
    expect((await late('limits.out', '2026-11-21T12:00:01Z')).sort()).toEqual(both);
  });

  test('has passed for a review of the whole date', async () => {
    expect(await late('limits.out', '2026-11-20')).toEqual([]);
    expect((await late('limits.out', '2026-11-21')).sort()).toEqual(both);
  });
});

test.each([
  ['2026-10-21', 'after the date of this review; expires in 31 days at the latest'],
  ['2026-10-22', 'on the date of this review; expires in 30 days at the latest'],
  ['2026-10-23', '1 day old; expires in 29 days at the latest'],
  ['2026-11-20', '29 days old; expires in 1 day at the latest'],
  ['2026-11-21', '30 days old; EXPIRES on the date of this review at the latest'],
  ['2026-11-22', '31 days old; EXPIRED'],
])('on %s a backup is %s', async (date, said) => {
  const [ending] = await reviewed('limits.out', date);
  expect(ending?.text).toBe(
    `\`${ORDERS_BACKUP}\`; taken \`2026-10-22T12:00:00Z\`, ${said} (\`2026-11-21T12:00:00Z\`)`,
  );
});

test('a backup that ends on the date of the review is never folded', async () => {
  const { out } = await cli(
    ['plan', 'limits.out', '--format', 'html'],
    on('2026-11-21', '00:00:00.000'),
  );
  expect(out).toMatch(/<dt class="danger">backup<\/dt><dd><p><code>c2a94e17/);
});

describe('a policy in hours', () => {
  // The backup is 22 hours old when the date begins, and 46 when it ends.
  test.each([
    [['--now', '2026-11-21'], 45],
    [['--now', '2026-11-21T08:00:00Z'], 30],
    [[], 38],
  ])('counts them from the moment of the check, with %p', async (given, hours) => {
    const at = on('2026-11-21', '16:00:00.000');
    const objections = async (most: number) => {
      const policy = JSON.stringify({ version: 1, backupNotOlderThanHours: most });
      writeFileSync(join(cwd, 'hours.json'), policy);
      const args = ['check', 'before.out', '--policy', 'hours.json', ...given];
      return (await cli(args, at)).out
        .split('\n')
        .filter((line) => line.startsWith('error search/articles'));
    };
    expect(await objections(hours + 1)).toEqual([]);
    expect(await objections(hours - 1)).toEqual([
      `error search/articles: backup: must be at most ${hours - 1} hours old, and is ${hours} (depends on the hour), got "2026-11-20T02:00:00Z". Choose a newer backup, or change the policy. [POLICY_BACKUP_NOT_OLDER_THAN_HOURS]`,
    ]);
  });
});

test.each([
  [
    { createdAt: '2026-11-20T02:00:00Z' },
    'taken `2026-11-20T02:00:00Z`, 1 day old; expiry unknown at synth',
  ],
  [
    { expiresAt: '2026-11-24T02:00:00Z' },
    'expires in 3 days (`2026-11-24T02:00:00Z`); age unknown at synth',
  ],
  [{}, 'age and expiry unknown at synth'],
])('what is not known of a backup is said: %j', (known, said) => {
  const clock = new ReviewClock(new Date('2026-11-21T12:00:00Z'));
  expect(backupLine({ id: BACKUP, ...known }, clock).text).toBe(`\`${BACKUP}\`; ${said}`);
});

test('a backup that may end with another one expires at the latest then', () => {
  const line = (now: string) =>
    backupLine(
      { id: BACKUP, expiresAt: '2026-11-24T02:00:00Z', mayExpireEarlier: true },
      new ReviewClock(new Date(now)),
    ).text;
  expect(line('2026-11-21T12:00:00Z')).toContain('expires in 3 days at the latest');
  expect(line('2026-11-24T01:00:00Z')).toContain(
    'EXPIRES on the date of this review at the latest',
  );
});

describe('the day until which a restore is wanted', () => {
  const output = join(cwd, 'wanted.out');
  beforeAll(() => {
    synthesised(output, (search) => {
      const wanted = { ...clusterProps(), owner: 'team-search', expiresOn: '2026-11-21' };
      new zilliz.RestoredCluster(search, 'wanted', wanted);
    });
  });
  const page = async (now: string) =>
    (await cli(['plan', 'wanted.out', '--format', 'html', '--now', now], { cwd })).out;

  test('counts in full', async () => {
    expect(await page('2026-11-21')).not.toContain('which is past');
  });

  test('is in the open when it is past', async () => {
    const open = (await page('2026-11-22')).replace(/<details>[\s\S]*?<\/details>/g, '');
    expect(open).toContain('expires on <code>2026-11-21</code>, which has passed');
  });

  test('is not a change from one version to the next', async () => {
    const args = ['diff', 'wanted.out', 'wanted.out', '--format', 'json', '--now', '2026-11-22'];
    const { counts } = JSON.parse((await cli(args, { cwd })).out) as { counts: object };
    expect(counts).toMatchObject({ same: 1, changed: 0 });
  });
});
