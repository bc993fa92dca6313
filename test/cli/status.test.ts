import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClonedEnvironment, Expiry, PasswordSink, Rerun, zilliz } from '../../src';
import { Simulator, SteppingClock } from '../../src/simulator';
import { synthesised } from '../support/app';
import { drillOfAMonth } from '../support/drills';
import {
  factsOf,
  type InState,
  namesIn,
  requestOf,
  restoredClone,
  stateText,
  writeJournal,
} from '../support/records';
import { newFolder } from '../support/terraform';
import {
  BACKUP,
  clusterProps,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  zillizEnvironment,
} from '../support/zilliz';
import { cli } from './cli';

type Clone = ReturnType<typeof restoredClone>;

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-20T12:00:00Z', 0) });
  env = zillizEnvironment(simulator);
});
afterEach(() => simulator.stop());

/** An output with one restore, whose cluster is in the state as well as in the simulated cloud. */
function restored(change: Partial<zilliz.RestoredClusterProps> = {}) {
  const outdir = newFolder('status');
  synthesised((stack) => {
    const props = { clusterName: 'articles', passwordSink: PasswordSink.file('password') };
    new zilliz.RestoredCluster(stack, 'articles', clusterProps({ ...props, ...change }));
  }, outdir);
  const clone = restoredClone(simulator, 'articles');
  const names = namesIn(outdir);
  const write = (more: Partial<InState> = {}) =>
    writeFileSync(
      join(outdir, 'stacks/stack/terraform.tfstate'),
      stateText([{ names, facts: factsOf(clone), ...more }]),
    );
  write();
  return { outdir, clone, names, write };
}

const status = (outdir: string, ...args: string[]) => cli(['status', outdir, ...args], { env });

test('a restore that is there as it was recorded passes, and only reads', async () => {
  const { outdir, clone } = restored();
  expect(await status(outdir)).toEqual({
    out: `ok         stack/articles (${clone.clusterId}): articles, RUNNING\nstatus passed for 1 restore\n`,
    errors: [],
    code: 0,
  });
  expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
});

describe('what differs fails, with what differs', () => {
  const changes: readonly [string, (clone: Clone) => void, string][] = [
    [
      'another size',
      (clone) => {
        clone.cuSize = 4;
      },
      'DRIFTED    stack/articles (ID): articles, RUNNING; its CU size is 4, not 2',
    ],
    [
      'another name',
      (clone) => {
        clone.clusterName = 'renamed';
      },
      'DRIFTED    stack/articles (ID): renamed, RUNNING; its name is "renamed", not "articles"',
    ],
    [
      'another project',
      (clone) => {
        clone.projectId = 'proj-other';
      },
      'DRIFTED    stack/articles (ID): articles, RUNNING; its project is "proj-other", not "proj-7c41d0b2e98f4a6d5e3c1f"',
    ],
    [
      'a cluster that was made before the request',
      (clone) => {
        clone.createTime = '2026-01-01T00:00:00Z';
      },
      'DRIFTED    stack/articles (ID): articles, RUNNING; it was created at 2026-01-01T00:00:00Z, before the request (2026-11-20T08:00:00.000Z)',
    ],
    [
      'a cluster that was deleted in the console',
      (clone) => {
        clone.status = 'DELETED';
      },
      'GONE       stack/articles (ID): is gone: the API no longer lists it. Run: terraform -chdir=OUT/stacks/stack apply -replace=SUBMIT',
    ],
  ];

  test.each(changes)('%s', async (_title, change, line) => {
    const { outdir, clone, names } = restored();
    change(clone);
    const { out, code } = await status(outdir);
    const [first = '', last] = out.split('\n');
    const found = first
      .replaceAll(outdir, 'OUT')
      .replace(clone.clusterId, 'ID')
      .replace(`null_resource.${names.submit}`, 'SUBMIT');
    expect(found).toBe(line);
    expect(last).toMatch(/^status failed for 1 restore: 1 (drifted|gone)$/);
    expect(code).toBe(1);
  });

  test('another address to connect to', async () => {
    const { outdir, write } = restored();
    write({ connectAddress: 'https://old.example:19530' });
    expect((await status(outdir)).out).toContain('its connect address is "https://in01-');
  });
});

describe('what is not known fails', () => {
  test('a state that is kept elsewhere', async () => {
    const outdir = newFolder('status');
    synthesised((stack) => new zilliz.RestoredCluster(stack, 'articles', clusterProps()), outdir);
    expect(await status(outdir)).toEqual({
      out: 'UNKNOWN    stack/articles: the state of stack is not known: give it with --state\nstatus failed for 1 restore: 1 unknown\n',
      errors: [],
      code: 1,
    });
  });

  test('a cluster that the key may not see', async () => {
    const { outdir } = restored();
    env = { ...env, ZILLIZ_API_KEY: 'sim-zilliz-other-organization-key' };
    const { out, code } = await status(outdir);
    expect(out).toContain('UNKNOWN    stack/articles');
    expect(out).toContain('whether it is gone or in another organization is not known');
    expect(code).toBe(1);
  });

  test.each([
    ['that refuses', { kind: 'http-error', status: 403, body: { code: 96015, message: 'no' } }],
    ['that describes no cluster', { kind: 'http-error', status: 200, body: { code: 0, data: {} } }],
  ] as const)('a response %s', async (_title, fault) => {
    const { outdir } = restored();
    simulator.inject({ operation: 'describeCluster', fault });
    const { out, code } = await status(outdir);
    expect(out).toMatch(/^UNKNOWN {4}stack\/articles .*(refused|describes no cluster)/);
    expect(code).toBe(1);
  });

  test('a key that was asked for, and that the API does not report', async () => {
    const { outdir, write, clone } = restored();
    const { request = '' } = factsOf(clone);
    const sent = { ...(JSON.parse(request) as object), keyIdentifier: 'arn:key' };
    write({ facts: factsOf(clone, { request: JSON.stringify(sent) }) });
    const { out, code } = await status(outdir);
    expect(out).toContain('RUNNING; the API does not report its encryption with arn:key');
    expect(out).toMatch(/^UNKNOWN /);
    expect(code).toBe(1);
  });

  test('facts that are recorded by another release', async () => {
    const { outdir, names, clone } = restored();
    const { request: _, ...facts } = factsOf(clone);
    writeFileSync(
      join(outdir, 'stacks/stack/terraform.tfstate'),
      stateText([{ names: { ...names, submit: 'older_submit', submitted: 'older' }, facts }]),
    );
    expect((await status(outdir, '--json')).out).toContain(
      '"text": "what is recorded is of another release"',
    );
  });
});

test('a restore that is declared and not applied yet is not a failure', async () => {
  const { outdir } = restored();
  const { out, code } = await status(outdir, '--state', 'none');
  expect(out).toBe(
    'pending    stack/articles: is declared, and not restored yet\nstatus passed for 1 restore\n',
  );
  expect(code).toBe(0);
});

test('a restore into a cluster that stays, which was destroyed, can be applied again', async () => {
  const outdir = newFolder('status');
  synthesised((stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: 'in01-2f81c0a5d4e6f78',
    });
  }, outdir);
  const request = { name: 'all', state: 'submitted', at: '2026-11-20T12:00:00Z', jobId: 'job-1' };
  const run = { operation: 'restoreCollections', requests: [{ ...request, facts: {} }] };
  writeJournal(outdir, 'articles', run);
  expect(await status(outdir, '--state', 'none')).toMatchObject({
    out: 'pending    stack/articles: is declared, and not restored yet\nstatus passed for 1 restore\n',
    code: 0,
  });
  // What was not waited for may still run.
  writeJournal(outdir, 'articles', { ...run, state: 'waiting' });
  expect((await status(outdir, '--state', 'none')).code).toBe(1);
});

test.each([
  [
    'its wait has not ended',
    { isFinished: false },
    'UNFINISHED',
    'no run has waited until it ended',
  ],
  [
    'its step is tainted',
    { status: 'tainted' },
    'DRIFTED',
    'Terraform replaces it without running its destroy step. Run: ',
  ],
  ['its successor was made first', { deposed: true }, 'DRIFTED', 'its destroy step will not run'],
] as const)('a restore fails where %s', async (_title, more, word, text) => {
  const { outdir, write } = restored();
  write(more);
  const { out, code } = await status(outdir);
  expect(out).toContain(word);
  expect(out).toContain(text);
  expect(code).toBe(1);
});

test('a restore whose block is gone from the code fails, and says what the next apply does', async () => {
  const { outdir } = restored();
  synthesised(() => undefined, outdir);
  const { out, code } = await status(outdir);
  expect(out).toMatch(/^UNDECLARED null_resource\.articles_submitted_/);
  expect(out).toContain('the next apply removes it from the state, and drops nothing');
  expect(code).toBe(1);
});

test('past its end it fails with one line that names the owner and the command, from the day after', async () => {
  const { outdir, clone, names } = restored({ owner: 'search team', expiresOn: '2026-11-20' });
  const { out, code } = await status(outdir);
  expect(out.split('\n')[0]).toBe(
    `EXPIRED    stack/articles (${clone.clusterId}): articles, RUNNING; expired on 2026-11-20 (owner: search team). Run: terraform -chdir=${outdir}/stacks/stack destroy -target=null_resource.${names.submit}`,
  );
  expect(code).toBe(1);
  const now = () => new Date('2026-11-20T23:59:00Z');
  expect((await cli(['status', outdir], { env, now })).code).toBe(0);
});

describe('past its end, where a destroy would forget it and drop nothing', () => {
  const about = { owner: 'search team', expiresOn: '2026-11-19' };
  const runs = (out: string) => out.split('\n').flatMap((line) => line.split('. Run: ')[1] ?? []);

  test('one that is gone from the code is dropped by its name', async () => {
    const { outdir, clone } = restored(about);
    writeJournal(outdir, 'articles', { about, requests: requestOf(factsOf(clone)) });
    synthesised(() => undefined, outdir);
    const { out } = await status(outdir);
    expect(out).toMatch(/^EXPIRED {4}stack\/articles /);
    const drop = `npx cluster-restore sweep ${outdir} --delete --yes-name articles`;
    expect(runs(out)).toEqual([drop]);
    const swept = await cli(drop.split(' ').slice(2), { env });
    expect([swept.code, clone.status]).toEqual([0, expect.stringMatching(/^DELET/)]);
  });

  test('one of which only a journal tells is dropped by its name', async () => {
    const { outdir, clone } = restored(about);
    writeJournal(outdir, 'articles', { state: 'open', requests: requestOf(factsOf(clone)) });
    const { out } = await status(outdir, '--state', 'none');
    expect(runs(out)).toEqual([`npx cluster-restore sweep ${outdir} --delete --yes-name articles`]);
  });

  test('one that is tainted is untainted first, also where sweep finds it', async () => {
    const { outdir, names, write } = restored(about);
    write({ status: 'tainted' });
    const terraform = `terraform -chdir=${outdir}/stacks/stack`;
    const command = `${terraform} untaint null_resource.${names.submitted} && ${terraform} destroy -target=null_resource.${names.submit}`;
    expect(runs((await status(outdir)).out)).toEqual([command]);
    expect((await cli(['sweep', outdir], { env })).out).toContain(`  run: ${command}\n`);
  });
});

describe('an environment', () => {
  const members = ['search', 'preview'];

  function environment(expires: string) {
    const outdir = newFolder('status');
    synthesised((stack) => {
      const pr = new ClonedEnvironment(stack, 'pr-12', {
        owner: 'team-search',
        dataClass: 'customer data',
        expires: Expiry.on(expires),
        passwordSink: PasswordSink.file('secrets/{member}'),
      });
      for (const clusterName of [...members, 'later']) {
        const { passwordSink: _sink, ...props } = clusterProps({ clusterName });
        new zilliz.RestoredCluster(pr, clusterName, props);
      }
    }, outdir);
    const clones = members.map((name) => restoredClone(simulator, `${name}-pr-12`));
    const names = members.map((name) => namesIn(outdir, `pr-12/${name}`));
    const held = clones.map((clone, at) => ({ names: names[at], facts: factsOf(clone) }));
    writeFileSync(
      join(outdir, 'stacks/stack/terraform.tfstate'),
      stateText(held as unknown as InState[]),
    );
    const targets = names.map(({ submit }) => `-target=null_resource.${submit}`).sort();
    const command = `terraform -chdir=${outdir}/stacks/stack destroy ${targets.join(' ')}`;
    return { outdir, clones, command };
  }

  test('is reported with its name, its owner, the class of its data and its end', async () => {
    const { outdir, clones } = environment('2026-11-21');
    const [search, preview] = clones.map(({ clusterId }) => clusterId);
    expect(await status(outdir)).toEqual({
      out: [
        `ok         stack/pr-12/search (${search}): search-pr-12, RUNNING`,
        `ok         stack/pr-12/preview (${preview}): preview-pr-12, RUNNING`,
        'pending    stack/pr-12/later: is declared, and not restored yet',
        'ok         environment pr-12: 2 restores, of team-search, customer data, until 2026-11-21',
        'status passed for 3 restores',
        '',
      ].join('\n'),
      errors: [],
      code: 0,
    });
  });

  test('fails past its end with one line, whatever its members, and the command for all of it', async () => {
    const { outdir, clones, command } = environment('2026-11-20');
    const [search] = clones;
    if (search !== undefined) search.cuSize = 8;
    const { out, code } = await status(outdir);
    expect(out.split('\n').filter((line) => !line.startsWith('ok'))).toEqual([
      `DRIFTED    stack/pr-12/search (${search?.clusterId}): search-pr-12, RUNNING; its CU size is 8, not 2`,
      'pending    stack/pr-12/later: is declared, and not restored yet',
      `EXPIRED    environment pr-12: 2 restores; expired on 2026-11-20 (owner: team-search). Run: ${command}`,
      'status failed for 3 restores: 1 drifted, 1 environment expired',
      '',
    ]);
    expect(code).toBe(1);
    const json = JSON.parse((await status(outdir, '--json')).out) as {
      environments: object[];
      restores: { environment: string; isExpired: boolean }[];
    };
    expect(json.environments).toMatchObject([
      { name: 'pr-12', restores: 2, isExpired: true, command },
    ]);
    expect(json.restores.map((one) => [one.environment, one.isExpired])).toEqual([
      ['pr-12', true],
      ['pr-12', true],
      ['pr-12', false],
    ]);
  });

  test('is counted without what is gone', async () => {
    const { outdir, clones } = environment('2026-11-21');
    const [search] = clones;
    if (search !== undefined) search.status = 'DELETED';
    const { out } = await status(outdir);
    expect(out).toContain('GONE       stack/pr-12/search');
    expect(out).toContain('environment pr-12: 1 restore, of team-search');
  });

  test('past its end leaves to sweep what a destroy would forget', async () => {
    const { outdir, command } = environment('2026-11-19');
    const older = restoredClone(simulator, 'search-pr-12-old');
    writeJournal(outdir, 'older', {
      about: { environment: 'pr-12', owner: 'team-search', expiresOn: '2026-11-19' },
      requests: requestOf(factsOf(older)),
    });
    const { out } = await status(outdir);
    expect(out).toContain('EXPIRED    environment pr-12: 3 restores;');
    expect(out).toContain(`. Run: ${command} && npx cluster-restore sweep ${outdir} --delete\n`);
  });

  test('of two past their end each has its own command, and what is left of one has its own', async () => {
    const outdir = newFolder('status');
    synthesised((stack) => {
      for (const id of ['pr-1', 'pr-2']) {
        const pr = new ClonedEnvironment(stack, id, {
          owner: 'team-search',
          dataClass: 'customer data',
          expires: Expiry.on('2026-11-20'),
          passwordSink: PasswordSink.file(`secrets/${id}`),
        });
        const { passwordSink: _sink, ...props } = clusterProps({ clusterName: 'search' });
        new zilliz.RestoredCluster(pr, 'search', props);
      }
    }, outdir);
    const held = ['pr-1', 'pr-2'].map((id) => ({
      names: namesIn(outdir, `${id}/search`),
      facts: factsOf(restoredClone(simulator, `search-${id}`)),
    }));
    const file = join(outdir, 'stacks/stack/terraform.tfstate');
    writeFileSync(file, stateText(held));
    const left = requestOf(factsOf(restoredClone(simulator, 'left')));
    const about = { environment: 'pr-2', owner: 'team-search', expiresOn: '2026-11-20' };
    writeJournal(outdir, 'left', { about, requests: left });
    const json = JSON.parse((await cli(['sweep', outdir, '--json'], { env })).out) as {
      findings: { clusterName: string; reason: string; command: string }[];
    };
    const found = json.findings.map(({ clusterName, reason, command }) => [
      clusterName,
      reason,
      command.replace(/^.*(terraform|sweep) \S+ /, '$1 '),
    ]);
    expect(found).toEqual([
      [
        'search-pr-1',
        'expired',
        `terraform destroy -target=null_resource.${held[0]?.names.submit}`,
      ],
      [
        'search-pr-2',
        'expired',
        `terraform destroy -target=null_resource.${held[1]?.names.submit}`,
      ],
      ['left', 'removed', 'sweep --delete --yes-name left'],
    ]);
  });

  test('is found by sweep past its end, once, with the command for all of it', async () => {
    const { outdir, clones, command } = environment('2026-11-20');
    const { out, code } = await cli(['sweep', outdir], { env });
    const [search, preview] = clones.map(({ clusterId }) => clusterId);
    const proof =
      /; belongs to this app because: recorded by the state \(null_resource\.\S+\); its name and project are those recorded/;
    const lines = out.split('\n');
    expect(lines.map((line) => line.replace(/; belongs to this app because: .*/, ''))).toEqual([
      'environment pr-12, 2 restores: expired on 2026-11-20 (owner: team-search)',
      `  stack/pr-12/search: ${search} (search-pr-12, RUNNING)`,
      `  stack/pr-12/preview: ${preview} (preview-pr-12, RUNNING)`,
      `  run: ${command}`,
      'sweep: 2 findings, 2 expired',
      '',
    ]);
    expect([lines[1], lines[2]]).toEqual([
      expect.stringMatching(proof),
      expect.stringMatching(proof),
    ]);
    expect(code).toBe(1);
    const json = JSON.parse((await cli(['sweep', outdir, '--json'], { env })).out) as {
      findings: object[];
    };
    const own = { environment: 'pr-12', command };
    expect(json.findings).toMatchObject([own, own]);
  });
});

test('a request of unknown outcome that made nothing is not a restore, and none is said in one line', async () => {
  const outdir = newFolder('status');
  synthesised(() => undefined, outdir);
  expect(await status(outdir)).toEqual({ out: 'status: no restores\n', errors: [], code: 0 });
  const { cluster_id: _, ...facts } = factsOf(restoredClone(simulator, 'other'));
  writeJournal(outdir, 'lost', {
    state: 'open',
    facts: { ...facts, cluster_name: 'never-made' },
    requests: requestOf({}, 'intent'),
  });
  expect((await status(outdir)).out).toBe('status: no restores\n');
});

test('each kind of failure is counted, and a workspace is named', async () => {
  const { outdir, clone } = restored();
  clone.cuSize = 8;
  for (const key of ['one', 'two']) {
    const requests = requestOf(factsOf(restoredClone(simulator, key)));
    writeJournal(outdir, key, { folder: 'stacks/stack/.cluster-restore.d/pr', requests });
  }
  const { out } = await status(outdir);
  expect(out).toContain('stack/one in workspace pr (');
  expect(out).toContain('status failed for 3 restores: 1 drifted, 2 unknown\n');
});

test('JSON has what a program needs, and the exit code is the same', async () => {
  const { outdir, clone } = restored({ owner: 'search team', expiresOn: '2026-12-31' });
  clone.cuSize = 8;
  const { out, code } = await status(outdir, '--json');
  expect(JSON.parse(out)).toEqual({
    kind: 'cdktf-cluster-restore/status',
    version: 1,
    passed: false,
    restores: [
      {
        path: 'stack/articles',
        stack: 'stack',
        workspace: 'default',
        vendor: 'Zilliz Cloud',
        operation: 'restoreCluster',
        clusterId: clone.clusterId,
        standing: 'drifted',
        text: 'articles, RUNNING',
        causes: ['its CU size is 8, not 2'],
        owner: 'search team',
        expiresOn: '2026-12-31',
        isExpired: false,
      },
    ],
    environments: [],
  });
  expect(code).toBe(1);
});

test('a state is read from the input, as terraform state pull writes it', async () => {
  const { outdir, names, clone } = restored();
  const stdin = () => stateText([{ names, facts: factsOf(clone, { cluster_id: 'in01-gone' }) }]);
  const { out } = await cli(['status', outdir, '--state', '-'], { env, stdin });
  expect(out).toContain('GONE       stack/articles (in01-gone)');
});

test('a cluster of which only a journal tells is not a success', async () => {
  const { outdir, clone } = restored();
  writeJournal(outdir, 'articles', { state: 'open', requests: requestOf(factsOf(clone)) });
  const { out, code } = await status(outdir, '--state', 'none');
  expect(out).toContain(
    `UNFINISHED stack/articles (${clone.clusterId}): articles, RUNNING; no Terraform state holds it`,
  );
  expect(code).toBe(1);
});

describe('a drill whose result the state holds, and whose target it dropped', () => {
  async function ended(minutes: number) {
    const outdir = newFolder('status');
    synthesised((stack) => {
      new zilliz.RestoreDrill(stack, 'articles', {
        ...{
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetProject: STAGING_PROJECT,
          cuSize: 2,
        },
        rerun: Rerun.onToken('2026-11'),
      });
    }, outdir);
    const clone = restoredClone(simulator, 'restore-drill-4d4d25a7', { status: 'DELETED' });
    const result = drillOfAMonth('2026-11', minutes);
    const facts = factsOf(clone, {
      ...{ drill_result: JSON.stringify(result), drill_passed: String(result.passed) },
    });
    const names = namesIn(outdir);
    const { resource } = JSON.parse(
      readFileSync(join(outdir, 'stacks/stack/cdk.tf.json'), 'utf8'),
    ) as { resource: { null_resource: Record<string, { triggers: Record<string, string> }> } };
    const declared = resource.null_resource[names.submit]?.triggers ?? {};
    const file = join(outdir, 'stacks/stack/terraform.tfstate');
    writeFileSync(file, stateText([{ names, facts, declared }]));
    return {
      clone,
      status: await status(outdir),
      preflight: await cli(['preflight', outdir], { env }),
    };
  }

  test('passes where it passed: nothing is gone', async () => {
    const { clone, status, preflight } = await ended(30);
    expect(status).toEqual({
      out: `ok         stack/articles (${clone.clusterId}): the drill 2026-11 passed (3 checks), and its target was dropped\nstatus passed for 1 restore\n`,
      errors: [],
      code: 0,
    });
    expect(preflight).toMatchObject({ code: 0 });
    expect(preflight.out).toContain('and its target was dropped: nothing will be sent');
  });

  test('fails where it failed, with what it found', async () => {
    const { clone, status, preflight } = await ended(90);
    const found =
      'the drill 2026-11 failed (recovery time: restored and verified in 90 min, the objective is 60 min), and its target was dropped';
    expect(status.out).toContain(`FAILED     stack/articles (${clone.clusterId}): ${found}\n`);
    expect(preflight.out).toContain(
      `${found}. Correct the cause, then repeat it with another token`,
    );
    expect([status.code, preflight.code]).toEqual([1, 1]);
  });
});
