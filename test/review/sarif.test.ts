import '@microsoft/jest-sarif';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { cockroachClusterProps, ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';
import { synthesised } from './app';

const ROOT = join(__dirname, '..', '..');
const { version, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
  repository: { url: string };
};

interface Log {
  runs: {
    tool: { driver: { semanticVersion: string; rules: { id: string; helpUri: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      message: { text: string };
      partialFingerprints: { 'restoreAndFinding/v1': string };
      properties: { vendor: string };
      suppressions?: { justification: string }[];
      locations: { physicalLocation?: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

function log(name: string): Log {
  return JSON.parse(readFileSync(join(__dirname, 'expected', name), 'utf8'));
}

describe.each(['plan.sarif', 'diff.sarif'])('%s', (name) => {
  test('is accepted by the validator of Microsoft as SARIF 2.1.0', () => {
    expect(log(name)).toBeValidSarifLog();
  });

  test('gives each result its rule and a relative place', () => {
    const [run] = log(name).runs;
    expect(run?.results.length).toBeGreaterThan(5);
    for (const { ruleId, ruleIndex, locations } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation?.artifactLocation.uri).toMatch(/^\w+\.out\/stacks\//);
    }
  });
});

test('what was accepted is suppressed, with the reason', () => {
  const accepted = log('diff.sarif').runs[0]?.results.filter(({ suppressions }) => suppressions);
  expect(
    accepted?.map(({ ruleId, suppressions }) => [ruleId, suppressions?.[0]?.justification]),
  ).toEqual([['ZILLIZ_CMEK_DROPPED', 'Synthetic data only, agreed with the owner']]);
});

test('a log of this program names its version, and the vendor of each result', async () => {
  const cwd = newFolder('sarif');
  dated(join(cwd, 'dated.out'));
  for (const command of ['plan', 'check']) {
    const written = await sarifOf(cwd, [command, 'dated.out'], '2026-11-21');
    expect(written).toBeValidSarifLog();
    const [run] = written.runs;
    expect(run?.tool.driver.semanticVersion).toBe(version);
    expect(new Set(run?.results.map(({ properties }) => properties.vendor))).toEqual(
      new Set(['CockroachDB Cloud', 'Zilliz Cloud']),
    );
  }
});

test('each rule has the address of a heading in a page of this repository', async () => {
  const cwd = newFolder('sarif-rules');
  dated(join(cwd, 'dated.out'));
  writeFileSync(join(cwd, 'policy.json'), '{"version": 1, "requireOwner": true}');
  const args = ['--policy', 'policy.json', '--fail-on', 'any-change'];
  const logs = [
    await sarifOf(cwd, ['check', 'dated.out', ...args], '2026-11-21'),
    log('diff.sarif'),
  ];
  const rules = logs.flatMap(({ runs }) => runs.flatMap(({ tool }) => tool.driver.rules));
  const pages = `${repository.url.replace(/^git\+(.*)\.git$/, '$1')}/blob/main/`;
  const found = rules.map(({ id, helpUri }) => {
    const [page = '', anchor = ''] = helpUri.replace(pages, '').split('#');
    const text = readFileSync(join(ROOT, page), 'utf8');
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect({ helpUri, headings }).toEqual({
      helpUri,
      headings: expect.arrayContaining([anchor]),
    });
    return `${id} ${page}#${anchor}`;
  });
  expect(found).toEqual(
    expect.arrayContaining([
      'APPROVAL docs/review.md#in-ci',
      'COCKROACH_PROPS docs/rules.md#cockroachdb-cloud',
      'POLICY_REQUIRE_OWNER docs/review.md#policy',
      'RESTORE_IS_WEAKER docs/review.md#restored-again-or-not',
      'ZILLIZ_CMEK_DROPPED docs/rules.md#zilliz-cloud',
    ]),
  );
});

test('a fingerprint stays when words change with the date, and no two are the same', async () => {
  const cwd = newFolder('fingerprints');
  dated(join(cwd, 'dated.out'));
  const [today, tomorrow] = await Promise.all(
    ['2026-11-21', '2026-11-22'].map((date) => sarifOf(cwd, ['plan', 'dated.out'], date)),
  );
  const words = (one: Log | undefined) => one?.runs[0]?.results.map(({ message }) => message.text);
  expect(words(today)?.join()).toContain('68 days old');
  expect(words(tomorrow)?.join()).toContain('69 days old');
  expect(fingerprints(today)).toEqual(fingerprints(tomorrow));
  const check = await sarifOf(cwd, ['check', 'dated.out'], '2026-11-21');
  expect(fingerprints(today)).toEqual(expect.arrayContaining(fingerprints(check)));
  for (const one of [today, log('plan.sarif'), log('diff.sarif')]) {
    expect(new Set(fingerprints(one)).size).toBe(one?.runs[0]?.results.length);
  }
});

function fingerprints(one: Log | undefined): string[] {
  const results = one?.runs[0]?.results ?? [];
  return results.map(({ partialFingerprints }) => partialFingerprints['restoreAndFinding/v1']);
}

async function sarifOf(cwd: string, args: readonly string[], date: string): Promise<Log> {
  const { out } = await cli([...args, '--format', 'sarif', '--now', date], { cwd });
  return JSON.parse(out) as Log;
}

/** Two restores whose findings tell how old their backups are. */
function dated(outdir: string): void {
  synthesised(outdir, (search, orders) => {
    new zilliz.RestoredCluster(search, 'articles', {
      ...clusterProps(),
      backup: zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        createTime: '2026-09-14T16:20:00Z',
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
      }),
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.ORIGINAL,
    });
    new cockroach.RestoredCluster(orders, 'rollback', {
      ...cockroachClusterProps(),
      backup: cockroach.Backup.fromId({
        clusterId: ORDERS,
        backupId: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
        asOfTime: '2026-09-14T16:20:00Z',
        retentionDays: 30,
      }),
    });
  });
}
