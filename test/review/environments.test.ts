import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { ClonedEnvironment, Expiry, PasswordSink, zilliz } from '../../src';
import type { RestorePlanDocument } from '../../src/review/model/schema';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';

/** Two members of one environment, and a restore beside it, in a folder that is called `out`. */
function output(expires: Expiry, owner = 'team-search'): string {
  const folder = newFolder('environments');
  const outdir = `${folder}/out`;
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'pr');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new NullProvider(stack, 'null');
  const pr = new ClonedEnvironment(stack, 'pr-12', {
    owner,
    dataClass: 'customer data',
    expires,
    passwordSink: PasswordSink.file('secrets/{environment}-{member}.password'),
  });
  for (const name of ['search', 'preview']) {
    const props = clusterProps({ clusterName: name, passwordSink: undefined });
    new zilliz.RestoredCluster(pr, name, props);
  }
  new zilliz.RestoredCluster(stack, 'other', clusterProps());
  app.synth();
  return folder;
}

const at = (cwd: string, ...args: string[]) => cli(args, { cwd });
const lineWith = (text: string, part: string) =>
  text.split('\n').filter((line) => line.includes(part));

describe('past its end', () => {
  const folder = output(Expiry.on('2026-12-01'));

  test('an environment fails the check with one line, whatever its members', async () => {
    const { out, code } = await at(folder, 'check', 'out', '--now', '2026-12-02');
    expect(code).toBe(1);
    expect(lineWith(out, 'ENVIRONMENT_EXPIRED')).toEqual([
      expect.stringMatching(
        /^error pr\/pr-12\/preview: expires: environment "pr-12" of team-search expired on 2026-12-01 \(depends on the date\)\. Destroy it with terraform -chdir=out\/stacks\/pr destroy -target=null_resource\.pr-12_preview_submit_\w+ -target=null_resource\.pr-12_search_submit_\w+, or extend it with a reason\. \[ENVIRONMENT_EXPIRED\]$/,
      ),
    ]);
  });

  test('on its last day it passes', async () => {
    const { out, code } = await at(folder, 'check', 'out', '--now', '2026-12-01');
    expect(out).toMatch(/^check passed$/m);
    expect(out).not.toContain('ENVIRONMENT_EXPIRED');
    expect(code).toBe(0);
  });

  test('SARIF names the rule and the page', async () => {
    const { out } = await at(folder, 'check', 'out', '--now', '2026-12-02', '--format', 'sarif');
    expect(out).toContain('"id": "ENVIRONMENT_EXPIRED"');
    expect(out).toContain('environments.md#after-the-expiry-date');
  });

  test('every rendering says whose it was and since when', async () => {
    for (const format of ['text', 'markdown', 'html']) {
      const { out } = await at(folder, 'plan', 'out', '--now', '2026-12-02', '--format', format);
      for (const part of ['pr-12', 'team-search', 'customer data', '2026-12-01', 'has passed'])
        expect([format, part, out.includes(part)]).toEqual([format, part, true]);
    }
  });

  test('the verdict counts its restores and names it once', async () => {
    const verdictAt = async (now: string) => {
      const { out } = await at(folder, 'plan', 'out', '--now', now, '--format', 'json');
      const { verdict, counts } = JSON.parse(out) as Pick<
        RestorePlanDocument,
        'verdict' | 'counts'
      >;
      const points = verdict.points.filter((point) => point.startsWith('expired'));
      return { ...verdict, points, pastEnd: counts.pastEnd };
    };
    expect(await verdictAt('2026-12-02')).toEqual({
      level: 'attention',
      text: expect.stringMatching(
        /^ATTENTION: nothing is erased; 3 restores: .*; 2 restores expired/,
      ),
      points: ['expired: environment `pr-12` of `team-search`, on `2026-12-01`'],
      pastEnd: 2,
    });
    expect(await verdictAt('2026-12-01')).toMatchObject({ points: [], pastEnd: undefined });
  });
});

describe('a later end', () => {
  const base = output(Expiry.on('2026-12-01'));
  const changed = async (expires: Expiry) => {
    const head = output(expires);
    const { out } = await at(head, 'diff', `${base}/out`, 'out', '--now', '2026-11-29');
    return out;
  };

  test('is a change of the environment with its reason, and restores nothing', async () => {
    const out = await changed(Expiry.on('2026-12-15', { reason: 'load test' }));
    expect(out).toContain('environment pr-12 is extended by 14 days, reason: “load test”');
    expect(out).toContain('expiresOn: 2026-12-01 → 2026-12-15');
    expect(out).toContain('CHANGED, not sent again');
  });

  test('without a reason says so', async () => {
    expect(await changed(Expiry.on('2026-12-02'))).toContain(
      'environment pr-12 is extended by 1 day, without a new reason',
    );
  });

  test('an earlier end is not an extension', async () => {
    expect(await changed(Expiry.on('2026-11-30'))).not.toContain('extended');
  });
});
