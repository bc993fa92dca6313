import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource } from '@cdktf/provider-null/lib/resource';
import {
  App,
  Aspects,
  TerraformLocal,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import { Construct } from 'constructs';
import { cockroach, RestorePlan, RestorePolicy, type RestorePolicyProps, zilliz } from '../../src';
import { SPEC_VARIABLE } from '../../src/spec/names';
import { ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import {
  BACKUP,
  clusterProps,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
} from '../support/zilliz';

/** With it nothing is left that no rule can check. */
const unknownless = {
  backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
  restoreVersionPolicy: undefined,
};

function appWith(build: (stack: TerraformStack) => void): App {
  const app = new App({ outdir: newFolder('in-app') });
  const stack = new TerraformStack(app, 'staging');
  new NullProvider(stack, 'null');
  build(stack);
  return app;
}

/** The lines with which synth refuses the app under a policy. */
function refusals(policy: RestorePolicyProps, change = {}): string[] {
  const app = appWith((stack) => {
    restoredCluster(stack, change);
    Aspects.of(stack).add(RestorePolicy.fromProps(policy));
  });
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('['));
  }
}

describe('RestorePlan.of', () => {
  test('lets a unit test say what an app restores, without an output', () => {
    const app = appWith((stack) => void restoredCluster(stack));
    const plan = RestorePlan.of(app, { now: '2026-11-21' });
    expect(plan.level).toBe('attention');
    const restore = plan.findRestore('staging/articles');
    expect(restore.action).toBe('create');
    expect(restore.erases).toEqual([]);
    expect(restore.errors).toEqual([]);
    expect(restore.identity.cluster_name).toBe('articles-staging');
    expect(restore.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://api.cloud.zilliz.com/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster',
      'DELETE https://api.cloud.zilliz.com/v2/clusters/{the cluster that this restore created}/drop',
    ]);
    expect(restore.requests[1]).toEqual({
      method: 'DELETE',
      url: 'https://api.cloud.zilliz.com/v2/clusters/{the cluster that this restore created}/drop',
      body: '',
      note: 'sent by `terraform destroy`, and before it restores again',
    });
    expect(JSON.parse(restore.requests[0]?.body ?? '')).toMatchObject({ cuSize: 2 });
  });

  test.each([
    [
      'settings beside restores are counted apart',
      true,
      'CLEAR: nothing is erased; 1 restore: 1 creates a cluster; 1 setting',
    ],
    ['settings alone are no restore', false, 'CLEAR: 1 setting'],
  ])('%s', (_title, withRestore, verdict) => {
    const app = appWith((stack) => {
      if (withRestore) restoredCluster(stack, unknownless);
      new cockroach.BackupSettings(stack, 'schedule', {
        cluster: ORDERS,
        plan: cockroach.Plan.STANDARD,
        frequencyMinutes: 60,
      });
    });
    expect(RestorePlan.of(app, { now: '2026-11-21' }).verdict).toBe(verdict);
  });

  test('names findings that synth would refuse, without throwing', () => {
    const app = appWith((stack) => void restoredCluster(stack, { cuSize: 3 }));
    expect(RestorePlan.of(app).findRestore('staging/articles').errors).toEqual([
      'cuSize: must be one of 1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 2048, got 3. Use 2 or 4, a size that Dedicated clusters have. [ZILLIZ_CU_SIZE]',
    ]);
  });

  test('says which restores there are when asked for one that is not', () => {
    const plan = RestorePlan.of(appWith((stack) => void restoredCluster(stack)));
    expect(() => plan.findRestore('staging/other')).toThrow(
      'path: must be that of a restore in this app, got "staging/other". It has: staging/articles.',
    );
  });

  test('lists all of them, or none', () => {
    const find = (build: (stack: TerraformStack) => void) => () =>
      RestorePlan.of(appWith(build)).findRestore('other');
    expect(find(() => undefined)).toThrow('It has: none.');
    const two = find((stack) => {
      for (const id of ['b', 'a']) {
        new zilliz.RestoredCluster(stack, id, clusterProps({ clusterName: id }));
      }
    });
    expect(two).toThrow('It has: staging/a, staging/b.');
  });

  test('says why a finding is accepted', () => {
    const app = appWith((stack) => {
      const backup = zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        createTime: '2026-10-01T12:00:00Z',
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
      });
      const ruleId = 'ZILLIZ_VERSION_POLICY';
      restoredCluster(stack, { backup, acknowledge: [{ ruleId, reason: 'on purpose' }] });
    });
    const { errors, notes } = RestorePlan.of(app, { now: '2026-11-22' }).findRestore(
      'staging/articles',
    );
    expect(errors).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/\[ZILLIZ_VERSION_POLICY\] Accepted: on purpose$/),
    );
  });

  test('refuses an option that it does not have, and takes none', () => {
    const app = appWith((stack) => void restoredCluster(stack));
    expect(() => RestorePlan.of(app, { date: '2026-11-21' } as never)).toThrow(
      'date: is not an option of RestorePlan.of. The only one is now.',
    );
    expect(RestorePlan.of(app, null as never).restores).toHaveLength(1);
  });

  test('refuses a date that is none', () => {
    expect(() =>
      RestorePlan.of(
        appWith(() => undefined),
        { now: 'soon' },
      ),
    ).toThrow(
      'now: must be a date in ISO 8601, got "soon". Write it as "2026-11-21", or a moment as "2026-11-21T14:00:00Z".',
    );
  });

  test('takes a moment, or a date, which counts to its end', () => {
    const app = appWith((stack) => {
      // ORIGINAL is offered for 30 days: until noon.
      const backup = zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        createTime: '2026-10-22T12:00:00Z',
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
      });
      const restoreVersionPolicy = zilliz.RestoreVersionPolicy.ORIGINAL;
      restoredCluster(stack, { backup, restoreVersionPolicy });
    });
    const notes = (now: string) =>
      RestorePlan.of(app, { now }).findRestore('staging/articles').notes.join();
    expect(notes('2026-11-21T11:00:00Z')).not.toContain('[ZILLIZ_VERSION_POLICY]');
    expect(notes('2026-11-21')).toContain('[ZILLIZ_VERSION_POLICY]');
  });

  test('is the same as the review of the output', () => {
    const app = appWith((stack) => void restoredCluster(stack));
    expect(JSON.parse(RestorePlan.of(app).toJson())).toMatchObject({
      kind: 'cdktf-cluster-restore/restore-plan',
      version: 1,
    });
  });
});

describe('RestorePolicy', () => {
  test('accepts what the team allows', () => {
    const policy = {
      allowedTargetProjects: [STAGING_PROJECT],
      largestCuSize: 2,
      requireOwner: true,
    };
    expect(refusals(policy, { owner: 'team-search' })).toEqual([]);
  });

  test('refuses at synth, with the path of the restore', () => {
    expect(refusals({ largestCuSize: 1, requireOwner: true })).toEqual([
      '[staging/articles] cuSize: must be at most 1, got 2. Choose a smaller size, or change the policy. [POLICY_LARGEST_CU_SIZE]',
      '[staging/articles] owner: must be stated. Set the prop owner. [POLICY_REQUIRE_OWNER]',
    ]);
  });

  test('refuses what only Terraform will know, unless told to let it pass', () => {
    const run = (allowUnknownValues: boolean) => {
      const app = appWith((stack) => {
        const cuSize = new TerraformVariable(stack, 'cu', { type: 'number' }).numberValue;
        restoredCluster(stack, { cuSize });
      });
      RestorePolicy.fromProps({ largestCuSize: 8, allowUnknownValues }).applyTo(app);
      return app;
    };
    expect(() => run(false).synth()).toThrow(
      'cuSize: the size is not known yet, so the policy cannot be checked. State it, or set allowUnknownValues to true in the policy. [POLICY_LARGEST_CU_SIZE]',
    );
    expect(() => run(true).synth()).not.toThrow();
  });

  test('knows the values of variables with a default and of locals, as the review of the output does', () => {
    const run = (size: number) => {
      const app = appWith((stack) => {
        const variable = new TerraformVariable(stack, 'cu', { type: 'number', default: size });
        const local = new TerraformLocal(stack, 'size', variable.numberValue);
        restoredCluster(stack, { cuSize: local.asNumber });
      });
      RestorePolicy.fromProps({ largestCuSize: 8 }).applyTo(app);
      return app;
    };
    expect(() => run(8).synth()).not.toThrow();
    expect(() => run(12).synth()).toThrow('cuSize: must be at most 8, got 12.');
  });

  test('names the restore in what it refuses of a whole app, and each setting', () => {
    const app = appWith((stack) => {
      restoredCluster(stack);
      new cockroach.BackupSettings(stack, 'schedule', {
        cluster: ORDERS,
        plan: cockroach.Plan.STANDARD,
        frequencyMinutes: 60,
      });
    });
    RestorePolicy.fromProps({ largestCuSize: 1, forbiddenDestinations: [ORDERS] }).applyTo(app);
    expect(() => app.synth()).toThrow('staging/articles: cuSize: must be at most 1, got 2.');
    expect(() => app.synth()).toThrow('staging/schedule: cluster: ');
  });

  test('leaves out what is undefined, and judges no step of somebody else', () => {
    const app = appWith((stack) => {
      for (const id of ['submit', 'settings']) new Resource(stack, id);
      new TerraformResource(new Construct(stack, 'other'), 'submit', {
        terraformResourceType: 'other',
      }).addOverride('note', SPEC_VARIABLE);
    });
    RestorePolicy.fromProps({ largestCuSize: undefined, requireOwner: true }).applyTo(app);
    expect(() => app.synth()).not.toThrow();
  });

  test('reads the file that the command line reads', () => {
    const file = join(newFolder('policy'), 'restore-policy.json');
    writeFileSync(file, '{"version": 1, "requireExpiry": true}');
    const app = appWith(
      (stack) => void new zilliz.RestoredCluster(stack, 'articles', clusterProps()),
    );
    RestorePolicy.fromFile(file).applyTo(app);
    expect(() => app.synth()).toThrow(
      'expiresOn: must be stated. Set the prop expiresOn. [POLICY_REQUIRE_EXPIRY]',
    );
  });

  test('says all that is wrong with its values, a line each', () => {
    const props = { largestCuSize: 0, backupNotOlderThanHours: -1 };
    expect(() => RestorePolicy.fromProps(props)).toThrow(
      'RestorePolicy: largestCuSize must be a number above 0, got 0. Correct it.\n' +
        'RestorePolicy: backupNotOlderThanHours must be a number above 0, got -1. Correct it.',
    );
  });

  test('says in a line that there is no such file', () => {
    expect(() => RestorePolicy.fromFile('no-such-policy.json')).toThrow(
      'no-such-policy.json: the policy cannot be read (ENOENT). Correct the path.',
    );
  });
});
