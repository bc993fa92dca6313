import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { keptProvider } from './kept';
import { ensureNullProvider } from './mirror.cjs';

const ANSWERS_VARIABLE = 'TERRAFORM_REGISTRY_ANSWERS';
const answersBefore = process.env[ANSWERS_VARIABLE];

let directory: string;
/** Terraform starts the stand-in itself, for each command; or is given one that runs. */
let started: Readonly<Record<string, string>>;
let kept: Readonly<Record<string, string>>;

beforeAll(async () => {
  // This file is about the stand-in, also on a machine that reaches the registry.
  process.env[ANSWERS_VARIABLE] = 'no';
  directory = await mkdtemp(join(tmpdir(), 'null-provider-test-'));
  ({ env: started } = await ensureNullProvider({ directory: join(directory, 'provider') }));
  kept = { ...started, ...(await keptProvider()) };
});

afterAll(async () => {
  if (answersBefore === undefined) delete process.env[ANSWERS_VARIABLE];
  else process.env[ANSWERS_VARIABLE] = answersBefore;
  await rm(directory, { recursive: true, force: true });
});

afterEach(() => {
  process.env[ANSWERS_VARIABLE] = 'no';
});

type NullResources = Readonly<Record<string, object>>;

/** What the tests read of `terraform show -json`. */
interface ResourceChange {
  readonly name: string;
  readonly change: { readonly actions: string[]; readonly replace_paths?: string[][] };
  readonly action_reason?: string;
}

/** What the tests read of a state file. */
interface ResourceState {
  readonly name: string;
  readonly instances: readonly [{ readonly attributes: NullState; readonly status?: string }];
}

interface NullState {
  readonly id: string;
  readonly triggers: Readonly<Record<string, string>> | null;
}

/** One folder with a configuration of null resources, and the commands run in it. */
class Workspace {
  static async create(resources: NullResources, env = kept): Promise<Workspace> {
    const workspace = new Workspace(await mkdtemp(join(directory, 'workspace-')), env);
    await workspace.declare(resources);
    await workspace.terraform('init');
    return workspace;
  }

  private constructor(
    private readonly path: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  async declare(resources: NullResources): Promise<void> {
    const configuration = {
      terraform: { required_providers: { null: { source: 'hashicorp/null', version: '3.2.4' } } },
      ...(Object.keys(resources).length > 0 && { resource: { null_resource: resources } }),
    };
    await writeFile(join(this.path, 'main.tf.json'), JSON.stringify(configuration));
  }

  async terraform(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('terraform', [...args, '-no-color'], {
      cwd: this.path,
      env: { ...process.env, ...this.env },
    });
    return stdout;
  }

  async apply(): Promise<void> {
    await this.terraform('apply', '-auto-approve');
  }

  /** Saves a plan, and tells what it does with each resource, and why. */
  async plan(): Promise<Record<string, object>> {
    await this.terraform('plan', '-out=saved');
    const shown = JSON.parse(await this.terraform('show', '-json', 'saved'));
    const changes: ResourceChange[] = shown.resource_changes ?? [];
    return Object.fromEntries(
      changes.map(({ name, change: { actions, replace_paths: paths }, action_reason: reason }) => [
        name,
        { actions, ...(reason && { reason }), ...(paths && { paths }) },
      ]),
    );
  }

  async state(): Promise<Record<string, NullState & { status?: string }>> {
    const stored = JSON.parse(await readFile(join(this.path, 'terraform.tfstate'), 'utf8'));
    const resources: ResourceState[] = stored.resources;
    return Object.fromEntries(
      resources.map(({ name, instances: [{ attributes, status }] }) => [
        name,
        { ...attributes, ...(status && { status }) },
      ]),
    );
  }
}

describe('a null_resource of the stand-in', () => {
  test('is created with a random number as id, then planned without changes', async () => {
    const resources = { first: { triggers: { a: '1' } }, second: {} };
    const workspace = await Workspace.create(resources, started);
    expect(JSON.parse(await workspace.terraform('validate', '-json'))).toMatchObject({
      valid: true,
    });
    expect(await workspace.plan()).toEqual({
      first: { actions: ['create'] },
      second: { actions: ['create'] },
    });
    await workspace.terraform('apply', 'saved');
    const state = await workspace.state();
    expect(state).toEqual({
      first: { id: expect.stringMatching(/^\d{1,19}$/), triggers: { a: '1' } },
      second: { id: expect.stringMatching(/^\d{1,19}$/), triggers: null },
    });
    expect(state.first?.id).not.toBe(state.second?.id);
    await workspace.apply();
    expect(await workspace.state()).toEqual(state);
  });

  test('takes a trigger that is only known after another resource exists', async () => {
    const workspace = await Workspace.create({
      source: {},
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference for Terraform
      dependent: { triggers: { id: '${null_resource.source.id}' } },
    });
    await workspace.apply();
    const { source, dependent } = await workspace.state();
    expect(dependent?.triggers).toEqual({ id: source?.id });
    await workspace.terraform('taint', 'null_resource.source');
    expect(await workspace.plan()).toEqual({
      source: { actions: ['delete', 'create'], reason: 'replace_because_tainted' },
      dependent: {
        actions: ['delete', 'create'],
        reason: 'replace_because_cannot_update',
        paths: [['triggers']],
      },
    });
    await workspace.terraform('apply', 'saved');
    const replaced = await workspace.state();
    expect(replaced.source?.id).not.toBe(source?.id);
    expect(replaced.dependent?.triggers).toEqual({ id: replaced.source?.id });
  });

  test('is replaced when a trigger changes, except where the change is ignored', async () => {
    const declare = (value: string) => ({
      replaced: { triggers: { a: value } },
      ignoring: { triggers: { a: value }, lifecycle: { ignore_changes: ['triggers'] } },
      following: { lifecycle: { replace_triggered_by: ['null_resource.replaced'] } },
    });
    const workspace = await Workspace.create(declare('1'));
    await workspace.apply();
    const before = await workspace.state();
    await workspace.declare(declare('2'));
    expect(await workspace.plan()).toEqual({
      replaced: {
        actions: ['delete', 'create'],
        reason: 'replace_because_cannot_update',
        paths: [['triggers']],
      },
      ignoring: { actions: ['no-op'] },
      following: { actions: ['delete', 'create'], reason: 'replace_by_triggers' },
    });
    await workspace.terraform('apply', 'saved');
    const after = await workspace.state();
    expect(after.replaced?.id).not.toBe(before.replaced?.id);
    expect(after.replaced?.triggers).toEqual({ a: '2' });
    expect(after.ignoring).toEqual(before.ignoring);
    expect(after.following?.id).not.toBe(before.following?.id);
  });

  test('is updated in place, with its id, when only nulls are added to its triggers', async () => {
    const workspace = await Workspace.create({ only: { triggers: { a: '1' } } });
    await workspace.apply();
    const before = await workspace.state();
    await workspace.declare({ only: { triggers: { a: '1', b: null } } });
    expect(await workspace.plan()).toEqual({ only: { actions: ['update'] } });
    await workspace.terraform('apply', 'saved');
    expect(await workspace.state()).toEqual({
      only: { id: before.only?.id, triggers: { a: '1', b: null } },
    });
  });

  test('is tainted by a failing provisioner and replaced by the next apply', async () => {
    const provisioned = (command: string) => ({
      only: { provisioner: [{ 'local-exec': { command } }] },
    });
    const workspace = await Workspace.create(provisioned('exit 3'));
    await expect(workspace.apply()).rejects.toMatchObject({
      stderr: expect.stringContaining('exit status 3'),
    });
    const { only: failed } = await workspace.state();
    expect(failed?.status).toBe('tainted');
    await workspace.declare(provisioned('exit 0'));
    await workspace.apply();
    const { only: repaired } = await workspace.state();
    expect(repaired?.status).toBeUndefined();
    expect(repaired?.id).not.toBe(failed?.id);
  });

  test('leaves the state when it is destroyed or no longer declared', async () => {
    const workspace = await Workspace.create({ kept: {}, dropped: {} }, started);
    await workspace.apply();
    await workspace.declare({ kept: {} });
    await workspace.apply();
    expect(Object.keys(await workspace.state())).toEqual(['kept']);
    await workspace.terraform('destroy', '-auto-approve');
    expect(await workspace.state()).toEqual({});
  });

  test('cannot be imported, like the real one', async () => {
    const workspace = await Workspace.create({ only: {} });
    await expect(workspace.terraform('import', 'null_resource.only', '1')).rejects.toMatchObject({
      stderr: expect.stringContaining('Resource Import Not Implemented'),
    });
  });
});

describe('the program of the stand-in', () => {
  const program = join(__dirname, 'provider.cjs');

  test('ends when the process that started it has been killed', async () => {
    const starter = `require('node:child_process').spawn(process.execPath, [process.argv[1]], {
      stdio: 'inherit',
    })`;
    const parent = spawn(process.execPath, ['-e', starter, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [handshake] = await once(parent.stdout, 'data');
    expect(String(handshake)).toMatch(/^1\|5\|unix\|.+\|grpc\|\n$/);
    parent.kill('SIGKILL');
    // Both processes hold this pipe: it closes when the provider is gone too.
    await once(parent.stdout, 'close');
  });

  test('says which variable is missing when Terraform asks for TLS', async () => {
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, PLUGIN_CLIENT_CERT: 'any' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    expect(await text(child.stderr)).toContain('start Terraform with TF_DISABLE_PLUGIN_TLS=1');
  });
});

describe('ensureNullProvider', () => {
  test('writes one mirror when many ask at once, and leaves nothing half-written', async () => {
    const shared = join(directory, 'shared');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ensureNullProvider({ directory: shared })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({
      standIn: true,
      env: {
        TF_CLI_CONFIG_FILE: expect.stringMatching(/terraform\.rc$/),
        TF_DISABLE_PLUGIN_TLS: '1',
        TERRAFORM_REGISTRY_ANSWERS: 'no',
      },
    });
    expect(await readdir(shared)).toEqual([expect.stringMatching(/^null-provider-[0-9a-f]{8}$/)]);
  });

  test('leaves Terraform as it is where the registry answers', async () => {
    process.env[ANSWERS_VARIABLE] = 'yes';
    const unused = join(directory, 'unused');
    expect(await ensureNullProvider({ directory: unused })).toEqual({
      standIn: false,
      env: { TERRAFORM_REGISTRY_ANSWERS: 'yes' },
    });
    await expect(readdir(unused)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
