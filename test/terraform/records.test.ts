import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder } from '../support/terraform';
import { clusterProps, STAGING_PROJECT, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

type Json = Readonly<Record<string, unknown>>;

test('status, sweep, a removed restore, preflight and adoption, with what the real Terraform leaves in each way', async () => {
  const env = { ...process.env, ...zillizEnvironment(simulator) };
  const outdir = newFolder('records');
  /** The app: what is restored, and what is removed. */
  const app = (restored: readonly string[], removed: readonly string[] = []) => {
    const next = newFolder('records-next');
    const folder = synthesised((stack) => {
      for (const id of restored) {
        const passwordSink = PasswordSink.file(`password-${id}`);
        const removalPolicy = RemovalPolicy.DESTROY;
        const props = clusterProps({ clusterName: id, passwordSink, removalPolicy });
        new zilliz.RestoredCluster(stack, id, props);
      }
      for (const id of removed) new zilliz.RemovedCluster(stack, id);
    }, next);
    cpSync(next, outdir, { recursive: true });
    return folder;
  };
  const run = async (...args: string[]) => {
    const [command = '', ...rest] = args;
    const { out, errors, code } = await cli([command, outdir, ...rest, '--json'], {
      env,
      now: () => new Date(),
    });
    expect(errors).toEqual([]);
    return { code, document: JSON.parse(out) as Readonly<Record<string, Json[]>> };
  };
  const clone = (name: string) =>
    simulator.zilliz.clusters.find(
      ({ clusterName, status }) => clusterName === name && !status.startsWith('DELET'),
    );
  const standings = (document: Readonly<Record<string, Json[]>>) =>
    Object.fromEntries((document.restores ?? []).map(({ path, standing }) => [path, standing]));

  const ids = ['kept', 'tombstone', 'block', 'tainted', 'forgotten', 'moved'];
  app(ids);
  const folder = join(outdir, 'stacks/stack');
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');

  // Everything is there, by the state file and by what `terraform show -json` writes of it.
  const first = await run('status');
  expect(standings(first.document)).toEqual(
    Object.fromEntries(ids.map((id) => [`stack/${id}`, 'ok'])),
  );
  expect(first.code).toBe(0);
  const shown = join(outdir, 'shown.json');
  writeFileSync(shown, await terraform.must('show', '-json'));
  expect((await run('status', '--state', `stack=${shown}`)).document).toEqual(first.document);
  expect((await run('sweep')).document).toMatchObject({ findings: [], undecided: [] });
  // What is restored passes a preflight, although its names are taken.
  const preflight = await run('preflight');
  expect(preflight.code).toBe(0);
  expect(preflight.document.restores?.[0]?.conditions).toEqual([
    expect.objectContaining({ check: 'restored', state: 'ok' }),
  ]);

  // One by one, what Terraform runs no destroy step of.
  const addresses = (await terraform.must('state', 'list')).split('\n');
  const stepOf = (id: string, step: string) =>
    addresses.find((address) => address.startsWith(`null_resource.${id}_${step}_`)) ?? '';
  await terraform.must('taint', stepOf('tainted', 'submitted'));
  await terraform.must('destroy', `-target=${stepOf('tainted', 'submit')}`);
  const all = addresses.filter((address) => address.startsWith('null_resource.forgotten_'));
  await terraform.must('state', 'rm', ...all);
  await terraform.must('state', 'mv', stepOf('moved', 'submitted'), 'null_resource.elsewhere');
  await terraform.must('state', 'mv', 'null_resource.elsewhere', stepOf('moved', 'submitted'));
  const decoy = simulator.zilliz.addCluster({
    clusterName: 'forgotten-2',
    projectId: STAGING_PROJECT,
  });

  // A removed restore is dropped by the apply; a removed block is left.
  app(['kept', 'moved'], ['tombstone']);
  expect(standings((await run('status')).document)).toMatchObject({
    'stack/tombstone': 'undeclared',
  });
  const applied = await terraform.must('apply');
  expect(applied).toContain(
    `dropped ${first.document.restores?.find(({ path }) => path === 'stack/tombstone')?.clusterId}`,
  );
  expect(ids.map((id) => clone(id) !== undefined)).toEqual([true, false, true, true, true, true]);
  expect(await terraform.must('plan')).toContain('No changes.');

  // Sweep lists exactly what is left, and drops exactly that.
  const { document, code } = await run('sweep');
  expect(code).toBe(1);
  const found = (document.findings ?? []).map(
    ({ clusterName, reason }) => `${clusterName} ${reason}`,
  );
  expect(found.sort()).toEqual(['block removed', 'forgotten removed', 'tainted removed']);
  const names = ['block', 'forgotten', 'tainted'].flatMap((name) => ['--yes-name', name]);
  expect((await run('sweep', '--delete', ...names)).code).toBe(0);
  expect(ids.filter((id) => clone(id) !== undefined)).toEqual(['kept', 'moved']);
  expect(clone('forgotten-2')).toBe(decoy);
  expect((await run('sweep')).code).toBe(0);

  // A cluster that was deleted in the console: Terraform sees nothing.
  const kept = clone('kept');
  if (kept !== undefined) kept.status = 'DELETED';
  expect(await terraform.must('plan')).toContain('No changes.');
  const gone = await run('status');
  expect(standings(gone.document)).toEqual({ 'stack/kept': 'gone', 'stack/moved': 'ok' });
  expect(gone.code).toBe(1);

  // What was restored by hand enters the state without a restore, where it is proven.
  const byHand = simulator.zilliz.addCluster({
    ...{ clusterName: 'by-hand', projectId: STAGING_PROJECT, cuSize: 2 },
    // As it is with what is older than the apply that takes it over.
    createTime: new Date(simulator.now().getTime() - 3_600_000).toISOString(),
  });
  app(['moved', 'by-hand']);
  const requests = simulator.requests.filter(
    ({ operation }) => operation === 'restoreCluster',
  ).length;
  const foreign = terraform.with({
    variables: { CLUSTER_RESTORE_ADOPT: `cluster_id=${decoy.clusterId} password=delivered` },
  });
  expect((await foreign.run('apply')).output).toContain('already has a cluster named');
  const adopting = terraform.with({
    variables: { CLUSTER_RESTORE_ADOPT: `cluster_id=${byHand.clusterId} password=delivered` },
  });
  expect(await adopting.must('apply')).toContain(`adopted cluster_id=${byHand.clusterId}`);
  expect(await terraform.must('plan')).toContain('No changes.');
  expect(simulator.requests.filter(({ operation }) => operation === 'restoreCluster')).toHaveLength(
    requests,
  );
  const adopted = await run('status');
  expect(standings(adopted.document)).toMatchObject({ 'stack/by-hand': 'ok', 'stack/moved': 'ok' });
  // Nobody knows from what it was made: a destroy forgets it, and says how to drop it.
  expect(await terraform.must('destroy')).toContain(
    `left ${byHand.clusterId}: it is not proven that this restore created it (it was adopted, and this app did not request it). If you no longer need it, drop it`,
  );
  expect(['by-hand', 'moved'].filter((id) => clone(id) !== undefined)).toEqual(['by-hand']);
  const leftBehind = await run('sweep');
  expect(leftBehind.document.findings).toEqual([
    expect.objectContaining({ clusterName: 'by-hand', isDeletable: false }),
  ]);
});
