import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { App, Aspects, Lazy, LocalBackend, TerraformStack } from 'cdktf';
import { buildSync } from 'esbuild';
import { RemovalPolicy } from '../../src';
import { cli } from '../cli/cli';
import { refusalOf, synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { restoredCluster } from '../support/zilliz';

const ROOT = join(__dirname, '..', '..');

/** The lines with which synth of a stack with one restore fails. */
function linesOf(hclOutput: boolean, hasProvider: boolean): string[] {
  const app = new App({ outdir: newFolder('stack'), hclOutput });
  const stack = new TerraformStack(app, 'stack');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  if (hasProvider) new NullProvider(stack, 'null');
  restoredCluster(stack);
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.trim());
  }
}

test('a stack without the null provider is refused with the lines to add', () => {
  expect(linesOf(false, false)).toContain(
    `[stack] the null provider is missing, but restores are null resources. Add import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js' and new NullProvider(stack, "null").`,
  );
});

test('a stack that is written as HCL is refused, because nothing would review it', () => {
  expect(linesOf(true, true)).toContain(
    '[stack] restores can be written only as JSON, got --hcl. Run synth without it; Terraform reads cdk.tf.json together with *.tf files.',
  );
});

test('a resource that depends on a restore waits until it has ended', () => {
  const folder = synthesised((stack) => {
    new Resource(stack, 'web', { dependsOn: [restoredCluster(stack)] });
  });
  const json = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    resource: { null_resource: Record<string, { depends_on?: string[] }> };
  };
  const { web, ...steps } = json.resource.null_resource;
  const [last] = Object.keys(steps).filter((name) => name.startsWith('articles_restored'));
  expect(web?.depends_on).toEqual([`null_resource.${last}`]);
});

/** The `depends_on` of the only submit step, and the addresses of everything else. */
function submitOf(build: (stack: TerraformStack) => void) {
  const folder = synthesised(build);
  const json = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    resource: { null_resource: Record<string, { depends_on?: string[] }> };
  };
  const [submit] = Object.entries(json.resource.null_resource)
    .filter(([name]) => name.startsWith('articles_submit_'))
    .map(([, body]) => body);
  return { dependsOn: submit?.depends_on, output: join(folder, '..', '..') };
}

test('a restore waits for what its dependsOn names, and the review recognises its steps', async () => {
  const { dependsOn, output } = submitOf((stack) => {
    const network = new Resource(stack, 'network');
    network.overrideLogicalId('vpc');
    restoredCluster(stack, { dependsOn: [network] });
  });
  expect(dependsOn).toEqual(['null_resource.vpc']);
  const { out, code } = await cli(
    ['check', output, '--fail-on', 'any-change', '--base', output],
    {},
  );
  expect(out).not.toContain('STEP_ALTERED');
  expect(code).toBe(0);
});

test('without dependsOn a restore depends on nothing besides', () => {
  expect(submitOf((stack) => restoredCluster(stack)).dependsOn).toBeUndefined();
  expect(submitOf((stack) => restoredCluster(stack, { dependsOn: [] })).dependsOn).toBeUndefined();
});

test.each([
  ['no list', 'network', 'dependsOn: must be a list, got "network".'],
  ['an address', ['aws_vpc.a'], 'dependsOn[0]: must be a construct that Terraform can depend on'],
  ['nothing', [undefined], 'dependsOn[0]: must be a construct that Terraform can depend on'],
])('dependsOn with %s is refused', (_title, dependsOn, line) => {
  const [first] = refusalOf((stack) => restoredCluster(stack, { dependsOn: dependsOn as never }));
  expect(first).toContain(line);
});

test.each<[string, (stack: TerraformStack) => void, string]>([
  [
    'of a restore on a resource',
    (stack) => restoredCluster(stack).node.addDependency(new Resource(stack, 'network')),
    '[stack] stack/articles has a node dependency on stack/network, which Terraform does not see. Name stack/network in the prop dependsOn of stack/articles; restores can be named there, too.',
  ],
  [
    'of a resource on a restore',
    (stack) => new Resource(stack, 'web').node.addDependency(restoredCluster(stack)),
    '[stack] stack/web has a node dependency on stack/articles, which Terraform does not see. Name stack/articles in the prop dependsOn of stack/web; restores can be named there, too.',
  ],
])('a node dependency %s, which orders nothing, is refused', (_title, build, line) => {
  expect(refusalOf(build)).toEqual([line]);
});

test('node dependencies of others are theirs', () => {
  const lines = refusalOf((stack) => {
    restoredCluster(stack);
    new Resource(stack, 'web').node.addDependency(new Resource(stack, 'network'));
  });
  expect(lines).toEqual([]);
});

test('a resource whose dependsOn names a restore waits for its last step', () => {
  const folder = synthesised((stack) => {
    const clone = restoredCluster(stack);
    new Resource(stack, 'web', { dependsOn: [clone] });
  });
  const json = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const { web, ...steps } = json.resource.null_resource as Record<
    string,
    { depends_on?: string[] }
  >;
  const last = Object.keys(steps).find((name) => name.startsWith('articles_restored_'));
  expect(web?.depends_on).toEqual([`null_resource.${last}`]);
});

test('a stack with the provider, written as JSON, is accepted', () => {
  expect(linesOf(false, true)).toEqual([]);
});

const WAYS = ['prop', 'token', 'override', 'override of the stack', 'aspect'] as const;

describe('a consumer with createBeforeDestroy', () => {
  const build =
    (removalPolicy: RemovalPolicy, by: (typeof WAYS)[number] = 'prop') =>
    (stack: TerraformStack) => {
      const { clusterId } = restoredCluster(stack, { removalPolicy });
      const first = by === 'token' ? Lazy.anyValue({ produce: () => true }) : true;
      const isProp = by === 'prop' || by === 'token';
      const lifecycle = isProp ? { lifecycle: { createBeforeDestroy: first as boolean } } : {};
      const web = new Resource(stack, 'web', { triggers: { clusterId }, ...lifecycle });
      const at = 'lifecycle.create_before_destroy';
      if (by === 'override') web.addOverride(at, true);
      if (by === 'override of the stack')
        stack.addOverride(`resource.null_resource.web.${at}`, true);
      if (by === 'aspect') {
        Aspects.of(stack).add({ visit: (node) => node === web && web.addOverride(at, true) });
      }
    };

  test.each(WAYS)('that uses a clone which is dropped is refused (%s)', (by) => {
    expect(refusalOf(build(RemovalPolicy.DESTROY, by))).toEqual([
      '[stack] null_resource.web has create_before_destroy and depends on articles_submitted_D48A2D9B, so Terraform would never run its drop. Remove create_before_destroy, or set RemovalPolicy.RETAIN.',
    ]);
  });

  test('that uses one which is retained is accepted', () => {
    expect(refusalOf(build(RemovalPolicy.RETAIN))).toEqual([]);
  });
});

test('an app that is bundled together with the library is refused in one line', () => {
  const folder = newFolder('bundle');
  const main = readFileSync(join(ROOT, 'examples', 'clone-for-staging', 'main.ts'), 'utf8');
  const entry = join(ROOT, 'examples', 'clone-for-staging', 'main.ts');
  expect(main).toContain('app.synth();');
  const outfile = join(folder, 'app.cjs');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', logLevel: 'silent' });
  writeFileSync(join(folder, 'cdktf.json'), '{}');
  let failure = '';
  try {
    execFileSync(process.execPath, [outfile], { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    failure = (error as { stderr: string }).stderr;
  }
  const place = join(realpathSync(folder), 'runner', 'cluster-restore-runner.cjs');
  expect(failure.split('\n')).toContain(
    `Error: [staging/articles] cluster-restore-runner.cjs is missing next to the library, in ${place}. If the app is bundled, leave this library out (esbuild: --packages=external), and install it where synth runs.`,
  );
});

test('restores take two ids among the constructs of their stack', () => {
  synthesised((stack) => {
    restoredCluster(stack);
    const ids = stack.node.children.map(({ node }) => node.id);
    expect(ids.filter((id) => id.startsWith('cluster-restore'))).toEqual([
      'cluster-restore',
      'cluster-restore-sources',
    ]);
  });
});
