import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  ClonedEnvironment,
  Expiry,
  PasswordSink,
  RemovalPolicy,
  Replacement,
  Rerun,
  type Restore,
  RestoreGroup,
  zilliz,
} from '../../src';
import { refusalOf, synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER, STAGING_PROJECT } from '../support/zilliz';

type Props = Partial<zilliz.RestoredCollectionsProps>;

function collections(scope: Construct, id: string, change: Props = {}): Restore {
  return new zilliz.RestoredCollections(scope, id, {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetCluster: SOURCE_CLUSTER,
    collectionMappings: [{ dbName: 'default', collectionName: id, destCollectionName: `${id}_2` }],
    ...change,
  });
}

interface Resources {
  readonly [name: string]: {
    readonly triggers?: Record<string, string>;
    readonly provisioner?: { 'local-exec': { environment: Record<string, string> } }[];
    readonly '//': { metadata: { path: string } };
  };
}

/** The null resources of a stack, by the paths of their constructs. */
function resourcesOf(build: (stack: TerraformStack) => void) {
  const json = JSON.parse(readFileSync(join(synthesised(build), 'cdk.tf.json'), 'utf8')) as {
    resource: { null_resource: Resources };
  };
  const { null_resource: all } = json.resource;
  const entries = Object.entries(all).map(
    ([name, body]) =>
      [body['//'].metadata.path, { name: `null_resource.${name}`, ...body }] as const,
  );
  return new Map(entries);
}

const environmentOf = (resource: Resources[string] | undefined) =>
  resource?.provisioner?.[0]?.['local-exec'].environment ?? {};

describe('the steps of a group', () => {
  const all = resourcesOf((stack) => {
    const a = collections(stack, 'a', { timeoutMinutes: 30 });
    const b = collections(stack, 'b');
    const group = new RestoreGroup(stack, 'all', { restores: [a] });
    group.add(b);
    collections(stack, 'alone');
  });
  const at = (path: string) => all.get(`stack/${path}`);

  test('take the place of the hold of each member, and of nothing else', () => {
    expect([...all.keys()].sort()).toEqual(
      [
        ...['a', 'b'].flatMap((id) =>
          ['restored', 'submit', 'submitted', 'wait'].map((s) => `stack/${id}/${s}`),
        ),
        ...['hold', 'restored', 'submit', 'submitted', 'wait'].map((s) => `stack/alone/${s}`),
        ...['stack/all/hold', 'stack/all/wait'],
      ].sort(),
    );
  });

  test('name the submission of each member under its own key', () => {
    expect(at('all/hold')?.triggers).toEqual({
      a: `\${${at('a/submitted')?.name}.id}`,
      b: `\${${at('b/submitted')?.name}.id}`,
    });
    expect(at('all/wait')?.triggers).toEqual({
      a: `\${${at('all/hold')?.name}.triggers["a"]}`,
      b: `\${${at('all/hold')?.name}.triggers["b"]}`,
    });
    expect(at('a/wait')?.triggers).toEqual({
      submitted: `\${${at('all/wait')?.name}.triggers["a"]}`,
    });
  });

  test('tell the runner of each member what its jobs are followed by, and no more', () => {
    const { CLUSTER_RESTORE_SPEC: spec = '', ...others } = environmentOf(at('all/wait'));
    expect(JSON.parse(spec)).toEqual({
      version: 1,
      path: 'stack/all',
      step: 'wait-for-all',
      members: 2,
    });
    const recorded = `\${jsonencode({for name in ["jobs","target_cluster_id"] : name => lookup(${at('a/submitted')?.name}.triggers, name, "")})}`;
    expect(others.CLUSTER_RESTORE_MEMBER_0).toBe(
      `{"vendor":"zilliz","operation":"restoreCollections","path":"stack/a","key":"a","timeoutMinutes":30,"recorded":${recorded}}`,
    );
    expect(Object.keys(others).sort()).toEqual([
      'CLUSTER_RESTORE_JOURNALS',
      'CLUSTER_RESTORE_MEMBER_0',
      'CLUSTER_RESTORE_MEMBER_1',
      'NODE_DEBUG',
      'NODE_OPTIONS',
    ]);
  });
});

describe('a group is refused', () => {
  const rule = '[RESTORE_GROUP]';

  test.each<[string, (stack: TerraformStack) => void, string[]]>([
    [
      'without a member',
      (stack) => new RestoreGroup(stack, 'all'),
      [`[stack/all] restores: must have a member. Name restores, or remove the group. ${rule}`],
    ],
    [
      'with one member twice',
      (stack) => {
        const a = collections(stack, 'a');
        new RestoreGroup(stack, 'all', { restores: [a, a] });
      },
      [`[stack/all] restores[1]: stack/a is already in the group. Name it once. ${rule}`],
    ],
    [
      'with a member of another group',
      (stack) => {
        const a = collections(stack, 'a');
        new RestoreGroup(stack, 'all', { restores: [a] });
        new RestoreGroup(stack, 'some', { restores: [a] });
      },
      [
        `[stack/some] restores[0]: stack/a already belongs to the group stack/all. Leave it in one of the two. ${rule}`,
      ],
    ],
    [
      'with a drill',
      (stack) => {
        const drill = new zilliz.RestoreDrill(stack, 'drill', {
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetProject: STAGING_PROJECT,
          cuSize: 2,
          rerun: Rerun.onToken('2026-12'),
        });
        new RestoreGroup(stack, 'all', { restores: [drill] });
      },
      [
        `[stack/all] restores[0]: stack/drill is a drill, which measures its own time. Leave it out of the group: it waits separately. ${rule}`,
      ],
    ],
    [
      'with a clone that is kept until the next one is verified',
      (stack) => {
        const kept = new zilliz.RestoredCluster(
          stack,
          'kept',
          clusterProps({
            uniqueName: true,
            rerun: Rerun.onToken('w48'),
            removalPolicy: RemovalPolicy.DESTROY,
            replacement: Replacement.AFTER_VERIFICATION,
          }),
        );
        new RestoreGroup(stack, 'all', { restores: [kept] });
      },
      [
        `[stack/all] restores[0]: stack/kept has Replacement.AFTER_VERIFICATION, which would keep Terraform from dropping what other members restored. Leave it out of the group: it waits separately. ${rule}`,
      ],
    ],
    [
      'with members that use one another, by a token',
      (stack) => {
        const one = new zilliz.RestoredCluster(stack, 'one', clusterProps());
        const a = collections(stack, 'a', { targetCluster: one.clusterId });
        new RestoreGroup(stack, 'all', { restores: [one, a] });
      },
      [
        `[stack/all] restores: stack/a depends on stack/one, but a group waits only when all of its members are submitted. Take one of the two out of the group. ${rule}`,
      ],
    ],
    [
      'with members that depend on one another, by dependsOn and a resource between',
      (stack) => {
        const a = collections(stack, 'a');
        const between = new Resource(stack, 'between', { dependsOn: [a] });
        const b = collections(stack, 'b', { dependsOn: [between] });
        new RestoreGroup(stack, 'all', { restores: [a, b] });
      },
      [
        `[stack/all] restores: stack/b depends on stack/a, but a group waits only when all of its members are submitted. Take one of the two out of the group. ${rule}`,
      ],
    ],
    [
      'that is no list of restores',
      (stack) => {
        new RestoreGroup(stack, 'all', { restores: 'a' } as never);
        new RestoreGroup(stack, 'some', { restores: [stack, undefined], other: 1 } as never);
      },
      [
        `[stack/all] restores: must be a list, got "a". List the restores. ${rule}`,
        `[stack/some] other: is not a prop of this construct. Remove it or correct its spelling. ${rule}`,
        `[stack/some] restores[0]: must be a restore, got an instance of TerraformStack. Give a construct that restores. ${rule}`,
        `[stack/some] restores[1]: must be a restore. Give a construct that restores. ${rule}`,
      ],
    ],
    [
      'whose members do not fit into the environment of one process',
      (stack) => {
        const long = 'x'.repeat(200);
        const mappings = Array.from({ length: 400 }, (_, at) => ({
          dbName: 'default',
          collectionName: `${long}${at}`,
          destCollectionName: `${long}_${at}`,
        }));
        const restores = Array.from({ length: 6 }, (_, at) =>
          collections(stack, `r${at}`, { collectionMappings: mappings }),
        );
        new RestoreGroup(stack, 'all', { restores });
      },
      [
        `[stack/all] restores: the members need about 1318188 bytes in the environment of one process, but only 900000 fit. Divide them into several groups. ${rule}`,
      ],
    ],
  ])('%s', (_title, build, lines) => {
    const found = refusalOf(build).filter((line) => line.includes('RESTORE_GROUP'));
    expect(found).toEqual(lines);
  });

  test('with a member of another stack', () => {
    const app = new App({ outdir: newFolder('two-stacks') });
    const [one, other] = ['one', 'other'].map((name) => {
      const stack = new TerraformStack(app, name);
      new NullProvider(stack, 'null');
      return stack;
    });
    const a = collections(one as TerraformStack, 'a');
    new RestoreGroup(other as TerraformStack, 'all', { restores: [a] });
    expect(() => app.synth()).toThrow(
      `[other/all] restores[0]: one/a is in another stack, which Terraform applies separately. Give each stack its own group. ${rule}`,
    );
  });
});

test('members that use the same variable, or what no member made, are accepted', () => {
  expect(
    refusalOf((stack) => {
      const first = collections(stack, 'first');
      const restores = ['a', 'b'].map((id) => collections(stack, id, { dependsOn: [first] }));
      new RestoreGroup(stack, 'all', { restores });
    }),
  ).toEqual([]);
});

describe('a stack warns of more waits than Terraform runs at a time', () => {
  function warnings(count: number, grouped: number): string[] {
    const outdir = newFolder('many');
    synthesised((stack) => {
      const all = Array.from({ length: count }, (_, at) => collections(stack, `r${at}`));
      if (grouped > 0) new RestoreGroup(stack, 'all', { restores: all.slice(0, grouped) });
    }, outdir);
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    return stacks.stack.annotations.map(
      ({ level, message, stacktrace }: Record<string, string>) => {
        expect([level, stacktrace]).toEqual(['@cdktf/warn', undefined]);
        return message;
      },
    );
  }

  test('with the two ways out', () => {
    expect(warnings(11, 0)).toEqual([
      '11 restores wait one by one, and Terraform runs 10 steps at a time: the others begin to wait when those have ended. Wait for them together in a RestoreGroup, or run terraform apply -parallelism=11.',
    ]);
  });

  test.each([
    [10, 0],
    [12, 2],
  ])('and not of %i, %i of them in a group', (count, grouped) => {
    expect(warnings(count, grouped)).toEqual([]);
  });
});

describe('members of an environment', () => {
  function groupsOf(
    build: (environment: ClonedEnvironment, stack: TerraformStack) => void,
    sequential = false,
  ): Record<string, string[]> {
    const all = resourcesOf((stack) => {
      const environment = new ClonedEnvironment(stack, 'pr-1', {
        owner: 'team-search',
        dataClass: 'public',
        expires: Expiry.on('2099-12-31'),
        passwordSink: PasswordSink.discard(),
        sequential,
      });
      build(environment, stack);
    });
    const groups = [...all].filter(([path]) => /restore-group[^/]*\/wait$/.test(path));
    return Object.fromEntries(
      groups.map(([path, { triggers = {} }]) => [
        path.split('/')[2] ?? '',
        Object.keys(triggers).map((key) => key.split('_')[1] ?? ''),
      ]),
    );
  }
  const cluster = (scope: Construct, id: string) =>
    new zilliz.RestoredCluster(scope, id, {
      ...clusterProps({ clusterName: id }),
      passwordSink: undefined as never,
    });

  test('wait together', () => {
    const groups = groupsOf((pr) => {
      collections(pr, 'a');
      collections(pr, 'b');
    });
    expect(groups).toEqual({ 'restore-group': ['a', 'b'] });
  });

  test('wait in turn where some use others', () => {
    const groups = groupsOf((pr) => {
      const one = cluster(pr, 'one');
      const two = cluster(pr, 'two');
      collections(pr, 'a', { targetCluster: one.clusterId });
      collections(pr, 'b', { dependsOn: [two] });
      collections(pr, 'c');
    });
    expect(groups).toEqual({
      'restore-group': ['c', 'one', 'two'],
      'restore-group-2': ['a', 'b'],
    });
  });

  test.each<[string, (pr: ClonedEnvironment, stack: TerraformStack) => void, boolean]>([
    [
      'in their order',
      (pr) => {
        collections(pr, 'a');
        collections(pr, 'b');
      },
      true,
    ],
    [
      'that use something else, which may need a member',
      (pr, stack) => {
        const a = collections(pr, 'a');
        const between = new Resource(stack, 'between', { dependsOn: [a] });
        const b = collections(pr, 'b', { dependsOn: [between] });
        collections(pr, 'c', { dependsOn: [b] });
      },
      false,
    ],
  ])('wait by themselves %s', (_title, build, sequential) => {
    expect(groupsOf(build, sequential)).toEqual({});
  });
});
