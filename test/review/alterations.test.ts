import { execFileSync } from 'node:child_process';
import { cpSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectionsOf } from '../../src/review/check/objections';
import { diffOf } from '../../src/review/diff/diff';
import type { Level } from '../../src/review/model/level';
import type { RestorePlanDocument } from '../../src/review/model/schema';
import { planOfSource } from '../../src/review/plan-source';
import { renderDiff, renderPlan } from '../../src/review/render';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { AlteredStack } from './alterations';
import { firstVersion } from './app';

const NOW = new Date('2026-11-21T08:00:00Z');
const WIDE = { colour: false, width: 160, version: '1.0.0' };
const cwd = newFolder('alterations');
let base: RestorePlanDocument | undefined;
const SUBMIT = 'orders/rollback/submit';
const SUBMITTED = 'search/articles/submitted';
const PRODUCTION = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
const DROP = `curl -X DELETE https://api.cloud.zilliz.com/v2/clusters/in01-x/drop`;

beforeAll(() => {
  firstVersion(join(cwd, 'before.out'));
});

/** The same output with one of its stacks altered. */
function altered(stack: 'search' | 'orders', edit: (stack: AlteredStack) => void): void {
  rmSync(join(cwd, 'after.out'), { recursive: true, force: true });
  cpSync(join(cwd, 'before.out'), join(cwd, 'after.out'), { recursive: true });
  const one = new AlteredStack(join(cwd, 'after.out'), stack);
  edit(one);
  one.save();
}

/** What plan, diff and the strictest check say of the altered output, as the command line does. */
function reviews(): { plan: string; diff: string; check: string[]; lax: number } {
  base ??= planOfSource('before.out', cwd, NOW);
  const plan = planOfSource('after.out', cwd, NOW);
  const diff = diffOf(base, plan);
  const errors = (failOn: Level) =>
    objectionsOf({ plan, diff, breaks: [], failOn }).filter(({ level }) => level === 'error');
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  return {
    plan: flat(renderPlan(plan, 'text', WIDE)),
    diff: flat(renderDiff(diff, 'text', WIDE)),
    check: errors('any-change').map(({ restore, message }) => `${restore}: ${message}`),
    lax: errors('never').length,
  };
}

type Row = readonly [
  title: string,
  stack: 'search' | 'orders',
  edit: (stack: AlteredStack) => void,
  found: string,
];

const STEPS: readonly Row[] = [
  [
    'another command',
    'orders',
    (s) => {
      s.execOf(SUBMIT).command = '-e "evil"';
    },
    'provisioner[0].local-exec.command is not as synth writes it, expected "assets/cluster-restore/v1/cluster-restore-runner.cjs", got "-e \\"evil\\""',
  ],
  [
    'another interpreter',
    'orders',
    (s) => {
      s.execOf(SUBMIT).interpreter = ['sh', '-c'];
    },
    'provisioner[0].local-exec.interpreter[0] is not as synth writes it (and 1 more), expected "node", got "sh"',
  ],
  [
    'another server in the environment',
    'orders',
    (s) => {
      s.execOf(SUBMIT).environment.COCKROACH_SERVER = 'https://evil.example';
    },
    'provisioner[0].local-exec.environment.COCKROACH_SERVER is not as synth writes it, expected nothing, got "https://evil.example"',
  ],
  [
    'options of Node.js in the environment',
    'orders',
    (s) => {
      s.execOf(SUBMIT).environment.NODE_OPTIONS = '--require ./evil.js';
    },
    'environment.NODE_OPTIONS is not as synth writes it',
  ],
  [
    'a source of another restore that no drop may touch, left out',
    'search',
    (s) => {
      for (const step of ['submit', 'submitted', 'wait'])
        s.editSpec(`search/articles/${step}`, (spec) => {
          spec.sources = spec.sources.split(' ').slice(1).join(' ');
        });
    },
    'its spec must name every cluster that a restore of the app reads from, and "in01-',
  ],
  [
    'a working directory',
    'orders',
    (s) => {
      s.execOf(SUBMIT).working_dir = '/tmp';
    },
    'provisioner[0].local-exec.working_dir is not as synth writes it',
  ],
  [
    'a failure that Terraform lets pass',
    'orders',
    (s) => {
      s.execOf(SUBMIT).on_failure = 'continue';
    },
    'provisioner[0].local-exec.on_failure is not as synth writes it',
  ],
  [
    'journals in another folder',
    'orders',
    (s) => {
      s.execOf(SUBMIT).environment.CLUSTER_RESTORE_JOURNALS = '/tmp';
    },
    'cannot be built again, so they were not compared',
  ],
  [
    'a provisioner as an object',
    'orders',
    (s) => {
      s.at(SUBMIT).provisioner = s.at(SUBMIT).provisioner[0];
    },
    'provisioner is not as synth writes it',
  ],
  [
    'a second provisioner',
    'orders',
    (s) => {
      s.at(SUBMIT).provisioner.push({ 'local-exec': { command: DROP } });
    },
    'provisioner[1] is not as synth writes it, expected nothing',
  ],
  [
    'a list of local-exec',
    'orders',
    (s) => {
      const [one] = s.at(SUBMIT).provisioner;
      one['local-exec'] = [one['local-exec'], { command: DROP }];
    },
    'provisioner[0].local-exec is not as synth writes it',
  ],
  [
    'a step that is called hold within its identity',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        spec.identity.step = 'hold';
      });
    },
    'a step of a restore whose submission is not in this stack',
  ],
  [
    'a spec without a version',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        delete spec.version;
      });
    },
    'environment.CLUSTER_RESTORE_SPEC is not as synth writes it',
  ],
  [
    'a spec whose version is a string',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        spec.version = '1';
      });
    },
    'environment.CLUSTER_RESTORE_SPEC is not as synth writes it',
  ],
  [
    'a field that a spec does not have',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        spec.force = true;
      });
    },
    'environment.CLUSTER_RESTORE_SPEC is not as synth writes it',
  ],
  [
    'a declaration that only the request has',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        spec.declaration.schemaOnly = true;
      });
    },
    'expected "…',
  ],
  [
    'a declaration that only the wait has',
    'orders',
    (s) => {
      s.editSpec('orders/rollback/wait', (spec) => {
        spec.declaration.wipeDestination = false;
      });
    },
    'environment.CLUSTER_RESTORE_SPEC is not as synth writes it, expected "…',
  ],
  [
    'an identity that the declaration does not have',
    'orders',
    (s) => {
      s.at(SUBMIT).triggers.destination_cluster_id = 'other';
    },
    `triggers.destination_cluster_id is not as synth writes it, expected "${PRODUCTION}", got "other"`,
  ],
  [
    'one more trigger',
    'orders',
    (s) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
      s.at(SUBMIT).triggers.always = '${timestamp()}';
    },
    'triggers.always is not as synth writes it, expected nothing',
  ],
  [
    'a trigger less',
    'orders',
    (s) => {
      delete s.at(SUBMIT).triggers.backup_id;
    },
    'triggers.backup_id is not as synth writes it',
  ],
  [
    'triggers that are no longer ignored',
    'orders',
    (s) => {
      s.at(SUBMIT).lifecycle.ignore_changes = [];
    },
    'lifecycle.ignore_changes[0] is not as synth writes it',
  ],
  [
    'all triggers ignored',
    'orders',
    (s) => {
      s.at(SUBMIT).lifecycle.ignore_changes = 'all';
    },
    'lifecycle.ignore_changes is not as synth writes it',
  ],
  [
    'a replacement that something else triggers',
    'orders',
    (s) => {
      s.at(SUBMIT).lifecycle.replace_triggered_by = ['null_resource.x'];
    },
    'lifecycle.replace_triggered_by is not as synth writes it, expected nothing',
  ],
  [
    'creation before destruction',
    'orders',
    (s) => {
      s.at(SUBMIT).lifecycle.create_before_destroy = true;
    },
    'lifecycle.create_before_destroy is not as synth writes it',
  ],
  [
    'for_each',
    'orders',
    (s) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
      s.at(SUBMIT).for_each = '${toset(["a", "b"])}';
    },
    'for_each is not as synth writes it, expected nothing',
  ],
  [
    'a count',
    'orders',
    (s) => {
      s.at('orders/rollback/wait').count = 0;
    },
    'count is not as synth writes it, expected nothing, got 0',
  ],
  [
    'a dependency',
    'orders',
    (s) => {
      s.at(SUBMIT).depends_on = ['null_resource.x'];
    },
    'depends_on is not as synth writes it',
  ],
  [
    'another provider',
    'orders',
    (s) => {
      s.at(SUBMIT).provider = 'null.evil';
    },
    'provider is not as synth writes it',
  ],
  [
    'a connection',
    'orders',
    (s) => {
      s.at(SUBMIT).connection = { host: 'evil.example' };
    },
    'connection is not as synth writes it',
  ],
  [
    'a postcondition that always holds',
    'search',
    (s) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
      s.at(SUBMITTED).lifecycle.postcondition[0].condition = '${true}';
    },
    'lifecycle.postcondition[0].condition is not as synth writes it',
  ],
  [
    'a drop when it is created',
    'search',
    (s) => {
      delete s.execOf(SUBMITTED).when;
    },
    'provisioner[0].local-exec.when is not as synth writes it, expected "destroy", got "nothing"',
  ],
  [
    'another cluster in the drop',
    'search',
    (s) => {
      s.execOf(SUBMITTED).environment.CLUSTER_RESTORE_VALUE_CLUSTER_ID = 'in01-production';
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
    'environment.CLUSTER_RESTORE_VALUE_CLUSTER_ID is not as synth writes it, expected "${self.triggers.cluster_id}", got "in01-production"',
  ],
  [
    'another cluster in what the state records',
    'search',
    (s) => {
      s.at(SUBMITTED).triggers.cluster_id = 'in01-production';
    },
    'triggers.cluster_id is not as synth writes it',
  ],
  [
    'a wait that is gone',
    'orders',
    (s) => {
      delete s.resources[s.nameOf('orders/rollback/wait')];
    },
    'its step "wait" is missing',
  ],
  [
    'a drop that is gone',
    'search',
    (s) => {
      delete s.at(SUBMITTED).provisioner;
    },
    'provisioner is not as synth writes it, expected',
  ],
  [
    'the step that tells a destroy from a re-run, gone',
    'search',
    (s) => {
      delete s.resources[s.nameOf('search/articles/removal')];
    },
    'its step "removal" is missing',
  ],
  [
    'the same step, of a restore that drops nothing',
    'search',
    (s) => {
      const { provisioner, ...step } = structuredClone(s.at('search/articles/removal'));
      step['//'].metadata.path = 'search/archive/removal';
      s.resources.archive_removal = step;
      expect(provisioner).toHaveLength(1);
    },
    'this restore drops nothing, so it has no step of this kind',
  ],
  [
    'what the state records, gone',
    'search',
    (s) => {
      delete s.resources[s.nameOf('search/articles/restored')];
    },
    'its step "restored" is missing',
  ],
  [
    'a drop whose submission is gone',
    'search',
    (s) => {
      delete s.resources[s.nameOf('search/articles/submit')];
    },
    'a step of a restore whose submission is not in this stack',
  ],
  [
    'a hold that does not follow the submission',
    'orders',
    (s) => {
      s.at('orders/rollback/hold').triggers.submitted = 'x';
    },
    'triggers.submitted is not as synth writes it',
  ],
  [
    'a submission twice',
    'orders',
    (s) => {
      s.resources.again = structuredClone(s.at(SUBMIT));
    },
    'another step of this stack names the same restore',
  ],
  [
    'the path of another restore',
    'orders',
    (s) => {
      s.editSpec(SUBMIT, (spec) => {
        spec.path = 'orders/elsewhere';
      });
    },
    'its spec names a different construct than its step, expected "orders/rollback", got "orders/elsewhere"',
  ],
  [
    'settings of backups that run on a change of something else',
    'orders',
    (s) => {
      s.at('orders/schedule/settings').triggers.frequency_minutes = '1440';
    },
    'triggers.frequency_minutes is not as synth writes it',
  ],
  [
    'a duplicate key',
    'orders',
    (s) => {
      s.editText((text) =>
        text.replace('"interpreter": [', '"command": "evil",\n"interpreter": ['),
      );
    },
    'has keys twice in one object ("command")',
  ],
  [
    'an override file',
    'orders',
    (s) => {
      s.put('x_override.tf.json', { resource: { null_resource: {} } });
    },
    'altered: stacks/orders/x_override.tf.json of orders: a file that overrides the stack',
  ],
  [
    'an override file in HCL',
    'orders',
    (s) => {
      s.put('override.tf', 'resource "null_resource" "x" {}');
    },
    'altered: stacks/orders/override.tf of orders: a file that overrides the stack',
  ],
  [
    'a file that OpenTofu reads in the place of the stack',
    'orders',
    (s) => {
      s.put('cdk.tofu.json', { resource: {} });
    },
    'altered: stacks/orders/cdk.tofu.json of orders: a file that overrides the stack',
  ],
  [
    'another runner',
    'orders',
    (s) => {
      s.put('assets/cluster-restore/v1/cluster-restore-runner.cjs', 'process.exit(0)');
    },
    'the runner is not that of this release',
  ],
];

const REST: readonly Row[] = [
  [
    'a program in a resource of its own',
    'orders',
    (s) => {
      s.resources.seed = { provisioner: { 'local-exec': { command: 'make seed' } } };
    },
    'null_resource.seed of orders: runs local-exec',
  ],
  [
    'resources in a list, beside the others',
    'orders',
    (s) => {
      const seed = { provisioner: [{ 'remote-exec': { inline: ['rm -r /'] } }] };
      s.json.resource = [s.json.resource, { null_resource: { seed } }];
    },
    'null_resource.seed of orders: runs remote-exec',
  ],
  [
    'a whole document in a list',
    'orders',
    (s) => {
      const seed = { provisioner: [{ 'local-exec': { command: 'x' } }] };
      s.json = [s.json, { resource: { null_resource: { seed } } }];
    },
    'null_resource.seed of orders: runs local-exec',
  ],
  [
    'terraform_data with a program',
    'orders',
    (s) => {
      s.json.resource.terraform_data = {
        x: { provisioner: [{ 'local-exec': { command: DROP } }] },
      };
    },
    'terraform_data.x of orders: runs local-exec, and names Zilliz Cloud',
  ],
  [
    'a resource that starts our runner',
    'orders',
    (s) => {
      const [{ 'local-exec': exec }] = s.at(SUBMIT).provisioner;
      s.json.resource.terraform_data = { x: { provisioner: [{ 'local-exec': exec }] } };
    },
    'terraform_data.x of orders: runs local-exec, and names the runner of restores',
  ],
  [
    'external data',
    'orders',
    (s) => {
      s.json.data = { external: { x: { program: ['sh', 'x.sh'] } } };
    },
    'data.external.x of orders: runs a program',
  ],
  [
    'external data in a check',
    'orders',
    (s) => {
      s.json.check = { c: { data: { external: { x: { program: ['sh', 'x.sh'] } } } } };
    },
    'check.c of orders: runs a program',
  ],
  [
    'a module',
    'orders',
    (s) => {
      s.json.module = { m: { source: './m' } };
    },
    'module.m of orders: a module, whose content is not here',
  ],
  [
    'a further file',
    'orders',
    (s) => {
      s.put('more.tf', 'module "m" {}');
    },
    'stacks/orders/more.tf of orders: an additional Terraform file',
  ],
  [
    'a further file of JSON with our runner behind an escape',
    'orders',
    (s) => {
      s.put('more.tf.json', '{"x": "\\u0063luster-restore-runner.cjs"}');
    },
    'stacks/orders/more.tf.json of orders: an additional Terraform file, and names the runner of restores',
  ],
  [
    'a file of values',
    'orders',
    (s) => {
      s.put('x.auto.tfvars', 'a = 1');
    },
    'stacks/orders/x.auto.tfvars of orders: a file that sets variables',
  ],
  [
    'another null provider',
    'orders',
    (s) => {
      s.json.terraform.required_providers.null.source = 'evil/null';
    },
    'terraform.required_providers.null of orders: another program instead of the null provider',
  ],
  [
    'a provider of another publisher',
    'orders',
    (s) => {
      s.json.terraform.required_providers.aws = { source: 'evil/aws' };
    },
    'terraform.required_providers.aws of orders: a provider of another publisher: a program that gets the environment of Terraform',
  ],
  [
    'a setting of Terraform that may run a program',
    'orders',
    (s) => {
      s.json.terraform.encryption = { key_provider: { external: { x: { command: ['x'] } } } };
    },
    'terraform.encryption of orders: a setting "encryption" of Terraform, which this release does not know',
  ],
  [
    'a provider that runs a program further below',
    'orders',
    (s) => {
      s.json.provider.helm = { kubernetes: [{ exec: { command: 'aws' } }] };
    },
    'provider.helm of orders: a provider that runs a program',
  ],
  [
    'an import of which nobody can tell to what',
    'orders',
    (s) => {
      s.json.import = [{ id: '1', to: { x: 1 } }];
    },
    'import of orders: changes which resource of the state a step is (import)',
  ],
  [
    'a file that a resource writes',
    'orders',
    (s) => {
      s.json.resource.local_file = { x: { filename: 'a', content: 'b' } };
    },
    'local_file.x of orders: writes files or runs programs where Terraform runs',
  ],
  [
    'a provider that runs a program',
    'orders',
    (s) => {
      s.json.provider.kubernetes = [{ exec: { command: 'aws' } }];
    },
    'provider.kubernetes of orders: a provider that runs a program',
  ],
  [
    'a step that comes from elsewhere in the state',
    'orders',
    (s) => {
      s.json.moved = [{ from: 'null_resource.old', to: `null_resource.${s.nameOf(SUBMIT)}` }];
    },
    'moved of orders: changes which resource of the state a step is (moved)',
  ],
  [
    'a step that is taken out of the state',
    'orders',
    (s) => {
      s.json.removed = [{ from: 'null_resource.old', lifecycle: { destroy: false } }];
    },
    'removed of orders: changes which resource of the state a step is (removed)',
  ],
  [
    'a folder of Terraform beside the stacks, which a loop over the folders would run',
    'orders',
    (s) => s.put('../more/main.tf', 'resource "terraform_data" "x" {}'),
    'stacks/more/main.tf of more: a Terraform folder that the manifest does not name',
  ],
  [
    'a block that nobody knows',
    'orders',
    (s) => {
      s.json.action = { local_command: { x: { config: {} } } };
    },
    'action.local_command.x of orders: a block "action", which this release does not know',
  ],
];

test('an output as synth writes it has none of these findings', () => {
  altered('orders', () => {});
  const { plan, diff, check } = reviews();
  expect(plan).not.toMatch(/altered|not reviewed|as synth writes/);
  expect(diff).not.toMatch(/altered|not reviewed|as synth writes/);
  expect(check).toEqual([]);
});

describe('what was altered is found by plan and diff, and fails every check', () => {
  test.each(STEPS)('%s', (_title, stack, edit, found) => {
    altered(stack, edit);
    const { plan, diff, check, lax } = reviews();
    expect(plan.slice(0, 5)).toBe('STOP:');
    expect(diff.slice(0, 5)).toBe('STOP:');
    expect(flat(plan)).toContain(flat(found));
    expect(flat(diff)).toContain(flat(found));
    // A check names stack and address in front of the message.
    const message = flat(found.replace(/^altered: .* of \w+: /, ''));
    const line = check.find((one) => flat(one).includes(message));
    expect(line).toMatch(/\[(?:STEP|RUNNER)_ALTERED\]$/);
    expect(lax).toBeGreaterThan(0);
  });
});

describe('what nobody reviewed is listed, and fails the check unless the policy allows it', () => {
  test.each(REST)('%s', (_title, stack, edit, found) => {
    altered(stack, edit);
    const { plan, diff, check } = reviews();
    expect(plan).toMatch(/^DESTRUCTIVE: [^-]*; 1 part not reviewed - /);
    expect(flat(plan)).toContain(flat(`not reviewed: ${found}`));
    expect(flat(diff)).toContain(flat(`new, not reviewed: ${found}`));
    expect(check).toHaveLength(1);
    expect(check[0]).toContain('[NOT_REVIEWED]');
  });
});

/** Text marks values with quotation marks of its own, and breaks lines where it likes. */
function flat(text: string): string {
  return text.replace(/[“”"\\\s]/g, '');
}

test('the policy of a revision counts, whatever the one next to it allows', async () => {
  altered('orders', (s) => {
    s.json.module = { m: { source: './m' } };
  });
  const git = (...args: string[]) => execFileSync('git', args, { cwd, stdio: 'pipe' });
  const allows = (...allowedAddresses: object[]) =>
    writeFileSync(join(cwd, 'policy.json'), JSON.stringify({ version: 1, allowedAddresses }));
  allows();
  git('init', '-q');
  git('add', 'policy.json');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'a');
  allows({ stack: 'orders', address: 'module.m', reason: 'I say so' });
  const gate = [
    'check',
    'after.out',
    '--base',
    'before.out',
    '--fail-on',
    'any-change',
    '--policy',
  ];
  expect((await cli([...gate, 'policy.json'], { cwd })).code).toBe(0);
  expect((await cli([...gate, 'HEAD:policy.json'], { cwd })).code).toBe(1);
  expect((await cli([...gate, 'HEAD:none.json'], { cwd })).errors).toEqual([
    '--policy: there is no file "HEAD:none.json". Name a file, or "revision:file" for one that is committed in git.',
  ]);
  rmSync(join(cwd, '.git'), { recursive: true });
});

describe('files from elsewhere', () => {
  const listed = () => reviews().check;

  test('a stack that is a link is listed', () => {
    altered('orders', () => {});
    const file = join(cwd, 'after.out', 'stacks', 'orders', 'cdk.tf.json');
    renameSync(file, join(cwd, 'elsewhere.json'));
    symlinkSync(join(cwd, 'elsewhere.json'), file);
    expect(listed().join()).toContain(
      'stacks/orders/cdk.tf.json: not reviewed: a symbolic link: where Terraform runs, another file may be there',
    );
  });

  test('a folder of the runner that is a link is listed', () => {
    altered('orders', () => {});
    const folder = join(cwd, 'after.out', 'stacks', 'orders', 'assets');
    rmSync(join(cwd, 'elsewhere'), { recursive: true, force: true });
    renameSync(folder, join(cwd, 'elsewhere'));
    symlinkSync(join(cwd, 'elsewhere'), folder);
    expect(listed().join()).toContain('cluster-restore-runner.cjs: not reviewed: a symbolic link');
  });

  test('providers are listed where they are committed, in a folder and in a revision', async () => {
    altered('orders', (s) => s.put('.terraform/providers/null', 'a program'));
    expect(listed()).toEqual([]);
    const git = (...args: string[]) => execFileSync('git', args, { cwd, stdio: 'pipe' });
    git('init', '-q');
    git('add', '-f', 'after.out');
    const user = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    git(...user, 'commit', '-qm', 'a');
    const why = '.terraform/providers: not reviewed: providers that are committed';
    expect(listed().join()).toContain(why);
    const { out } = await cli(['check', 'HEAD:after.out', '--base', 'before.out'], { cwd });
    expect(out).toContain(why);
    rmSync(join(cwd, '.git'), { recursive: true });
  });
});

describe('another place of the state', () => {
  const remote = { s3: { bucket: 'states', key: 'orders' } };

  test.each<[string, object]>([
    ['another backend', { backend: remote }],
    ['another file', { backend: { local: { path: 'other.tfstate' } } }],
    ['HCP Terraform', { cloud: { organization: 'o', workspaces: { name: 'orders' } } }],
    ['none', {}],
  ])('%s is found by the diff, and fails a check', (_title, place) => {
    altered('orders', (s) => {
      const { backend: _, ...kept } = s.json.terraform;
      s.json.terraform = { ...kept, ...place };
    });
    const { diff, check } = reviews();
    const text =
      'the location of the state changes: unless the state is migrated, every restore of this stack is sent again';
    expect(flat(diff)).toContain(flat(`changed, not reviewed: terraform of orders: ${text}`));
    expect(check).toHaveLength(1);
    expect(check[0]).toContain(`orders: terraform: not reviewed: ${text}`);
  });

  test('the folder of the machine in the path of a local state is none', () => {
    altered('orders', (s) => {
      const { local } = s.json.terraform.backend;
      s.json.terraform.backend = { local: { ...local, path: `/elsewhere/${local.path}` } };
    });
    expect(reviews().check).toEqual([]);
  });
});
