import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { Simulator, SteppingClock } from '../../src/simulator';
import { synthesised } from '../support/app';
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
import { clusterProps, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-20T12:00:00Z', 0) });
  env = { ...process.env, ...zillizEnvironment(simulator) };
});
afterEach(() => simulator.stop());

/** An output that declares restores of these ids, each to a cluster of that name. */
function output(ids: readonly string[], change: object = {}, outdir = newFolder('sweep')): string {
  synthesised((stack) => {
    for (const id of ids) {
      const passwordSink = PasswordSink.file(`password-${id}`);
      const props = clusterProps({ clusterName: id, passwordSink, ...change });
      new zilliz.RestoredCluster(stack, id, props);
    }
  }, outdir);
  return outdir;
}

const writeState = (outdir: string, restores: readonly InState[]) =>
  writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), stateText(restores));

const sweep = (outdir: string, ...args: string[]) => cli(['sweep', outdir, ...args], { env });
const still = (clusterId: string) =>
  !['DELETING', 'DELETED'].includes(
    simulator.zilliz.clusters.find((one) => one.clusterId === clusterId)?.status ?? 'DELETED',
  );

describe('a cluster that something keeps is not found, and nothing is asked', () => {
  test.each(['as it is declared', 'under the address that it had before a move'])(
    '%s',
    async (title) => {
      const clone = restoredClone(simulator, 'articles');
      const facts = factsOf(clone);
      const outdir = output(['articles']);
      const isMoved = title.includes('before');
      writeJournal(outdir, isMoved ? 'former' : 'articles', { requests: requestOf(facts) });
      writeState(outdir, [{ names: namesIn(outdir), facts }]);
      const before = simulator.requests.length;
      expect(await sweep(outdir)).toEqual({ out: 'sweep: 0 findings\n', errors: [], code: 0 });
      expect(simulator.requests).toHaveLength(before);
    },
  );
});

/**
 * What is left in each way in which Terraform runs no destroy step: the cluster, and the reason that `sweep` gives.
 */
const orphans: Readonly<Record<string, (outdir: string) => { id: string; reason: string }>> = {
  'its block was removed, and applied': (outdir) => {
    const clone = restoredClone(simulator, 'removed-block');
    writeJournal(outdir, 'removed', { requests: requestOf(factsOf(clone)) });
    return { id: clone.clusterId, reason: 'removed' };
  },
  'its tainted step was destroyed, or taken out of the state': (outdir) => {
    const clone = restoredClone(simulator, 'tainted');
    writeJournal(outdir, 'kept', { requests: requestOf(factsOf(clone)) });
    return { id: clone.clusterId, reason: 'forgotten' };
  },
  'its successor was made first': (outdir) => {
    const clone = restoredClone(simulator, 'deposed');
    const names = { ...namesIn(outdir, 'held'), submit: 'held_former' };
    state.push({ names, facts: factsOf(clone), deposed: true });
    return { id: clone.clusterId, reason: 'deposed' };
  },
  'it was retained, and restored again': (outdir) => {
    const clone = restoredClone(simulator, 'retained');
    const next = restoredClone(simulator, 'next');
    const facts = factsOf(next);
    const replaced = [factsOf(clone)];
    const requests = requestOf(facts);
    writeJournal(outdir, 'held', { earlier: [clone.clusterId], replaced, requests });
    state.push({ names: namesIn(outdir, 'held'), facts });
    return { id: clone.clusterId, reason: 'replaced' };
  },
  'its password was not delivered, and it was destroyed': (outdir) => {
    const clone = restoredClone(simulator, 'password');
    writeJournal(outdir, 'password', { state: 'open', requests: requestOf(factsOf(clone)) });
    return { id: clone.clusterId, reason: 'unfinished' };
  },
  'its response was lost, and it was destroyed': (outdir) => {
    const clone = restoredClone(simulator, 'lost-answer');
    const { cluster_id: _, ...facts } = factsOf(clone);
    writeJournal(outdir, 'lost', { state: 'open', facts, requests: requestOf({}, 'intent') });
    return { id: clone.clusterId, reason: 'unfinished' };
  },
  'its stack is gone from the code': (outdir) => {
    const clone = restoredClone(simulator, 'removed-stack');
    const folder = 'stacks/old/.cluster-restore';
    const requests = requestOf(factsOf(clone));
    writeJournal(outdir, 'articles', { folder, path: 'old/articles', requests });
    return { id: clone.clusterId, reason: 'removed' };
  },
  'its workspace was deleted': (outdir) => {
    const clone = restoredClone(simulator, 'workspace');
    const folder = 'stacks/stack/.cluster-restore.d/feature';
    writeJournal(outdir, 'kept', { folder, requests: requestOf(factsOf(clone)) });
    return { id: clone.clusterId, reason: 'forgotten' };
  },
};
const DECLARED = ['kept', 'held', 'password', 'lost'];
const KNOWN = ['--state', 'old=none', '--state', 'stack/feature=none'];
let state: InState[];
beforeEach(() => {
  state = [];
});

/** Clusters that are not ours, however alike they look; the last two are named by a journal. */
function decoys(outdir: string): string[] {
  const names = ['removed-block-2', 'removed', 'Removed-Block', 'tainted-1', 'articles', 'deposed'];
  const foreign = names.map((name) => restoredClone(simulator, name).clusterId);
  const elsewhere = ['removed-block', 'tainted'].map(
    (name) => restoredClone(simulator, name, { projectId: 'proj-other' }).clusterId,
  );
  const older = restoredClone(simulator, 'older', { createTime: '2026-01-01T00:00:00Z' });
  writeJournal(outdir, 'older', { requests: requestOf(factsOf(older)) });
  const source = simulator.zilliz.clusters.find(({ clusterId }) => clusterId === SOURCE_CLUSTER);
  if (source === undefined) throw new Error('the simulated cloud has no source');
  const facts = factsOf(source, { source_cluster_ids: 'in01-other' });
  writeJournal(outdir, 'source', { requests: requestOf(facts) });
  return [...foreign, ...elsewhere, older.clusterId, SOURCE_CLUSTER];
}

describe('what is left in each way in which Terraform runs no destroy step', () => {
  test('is listed, and nothing else that is ours; with its name it is dropped, and ten decoys survive', async () => {
    const outdir = output(DECLARED);
    const left = Object.values(orphans).map((make) => make(outdir));
    const others = decoys(outdir);
    expect(others).toHaveLength(10);
    writeState(outdir, state);
    const { out } = await sweep(outdir, '--json', ...KNOWN);
    const { findings, undecided } = JSON.parse(out) as {
      findings: { clusterId: string; clusterName: string; reason: string; doubts: string[] }[];
      undecided: object[];
    };
    const proven = findings.filter(({ doubts }) => doubts.length === 0);
    const told = (list: { id: string; reason: string }[]) =>
      list.map(({ id, reason }) => `${reason} ${id}`).sort();
    expect(told(proven.map(({ clusterId: id, reason }) => ({ id, reason })))).toEqual(told(left));
    // What a journal names and the vendor does not prove is said, and never dropped.
    expect(findings.filter(({ doubts }) => doubts.length > 0).map((one) => one.clusterId)).toEqual(
      others.slice(-2),
    );
    expect(undecided).toEqual([]);
    const byName = proven.flatMap(({ clusterName }) => ['--yes-name', clusterName]);
    const end = await sweep(outdir, '--delete', ...byName, ...KNOWN);
    expect(end.errors).toEqual([]);
    expect(left.map(({ id }) => still(id))).toEqual(left.map(() => false));
    expect(others.map(still)).toEqual(others.map(() => true));
    const rest = await sweep(outdir, '--json', ...KNOWN);
    expect((JSON.parse(rest.out) as { findings: object[] }).findings).toHaveLength(2);
  });
});

/** An output whose only restore is declared, and whose cluster no state holds. */
function forgotten(change: object = {}, given: Parameters<typeof restoredClone>[2] = {}) {
  const outdir = output(['articles'], change);
  const clone = restoredClone(simulator, 'articles', given);
  writeJournal(outdir, 'articles', { requests: requestOf(factsOf(clone)) });
  return { outdir, clone };
}

test('a finding says what it is, why it is ours, and the whole command that drops it', async () => {
  const { outdir, clone } = forgotten();
  writeState(outdir, []);
  expect(await sweep(outdir)).toEqual({
    out: [
      `${clone.clusterId} (articles, RUNNING): stack/articles is declared, but no Terraform state holds it`,
      '  belongs to this app because: recorded by the journal articles; its name and project are those recorded, and it was created after the request of 2026-11-20T08:00:00.000Z',
      `  run: npx cluster-restore sweep ${outdir} --delete --yes-name articles`,
      'sweep: 1 finding',
      '',
    ].join('\n'),
    errors: [],
    code: 1,
  });
});

test('a drop receives every cluster that restores read from, however many', async () => {
  const { outdir, clone } = forgotten();
  // In one variable of the environment a list of thousands would not fit.
  const ids = Array.from({ length: 6000 }, (_, at) => `in01-${at + 1e14}`);
  const reader = { ...factsOf(clone), cluster_id: 'in01-x', source_cluster_ids: ids.join(' ') };
  writeState(outdir, [{ names: namesIn(outdir, 'other'), facts: reader }]);
  const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
  expect([errors, still(clone.clusterId)]).toEqual([[], false]);
});

describe('nothing is dropped', () => {
  test('while the state is not known, and that is not a success', async () => {
    const { outdir, clone } = forgotten();
    const said = 'the state of stack is not known: give --state stack=<file>';
    expect(await sweep(outdir)).toEqual({
      out: `NOT KNOWN stack: ${said}\nsweep: 0 findings, 1 not known\n`,
      errors: [],
      code: 1,
    });
    const outcome = await sweep(outdir, '--delete', '--yes-name', 'articles');
    expect([outcome.code, still(clone.clusterId)]).toEqual([2, true]);
  });

  test('that another state of Terraform, in the same folder, may hold', async () => {
    const outdir = output(['held']);
    const { id } = orphans['it was retained, and restored again']?.(outdir) ?? { id: '' };
    const journal = join(outdir, 'stacks/stack/.cluster-restore/held/journal.json');
    const entry = JSON.parse(readFileSync(journal, 'utf8')) as { replaced: object[] };
    const replaced = entry.replaced.map((facts) => ({ ...facts, other_state: 'true' }));
    writeFileSync(journal, JSON.stringify({ ...entry, replaced }));
    writeState(outdir, state);
    const { out } = await sweep(outdir);
    expect(out).toContain('another Terraform state in the same folder may hold it');
    const { code } = await sweep(outdir, '--delete', '--yes-name', 'retained');
    expect([code, still(id)]).toEqual([2, true]);
  });

  test('of a stack that is gone from the code, before its state is said to be gone too', async () => {
    const outdir = output([]);
    const { id } = orphans['its stack is gone from the code']?.(outdir) ?? { id: '' };
    writeState(outdir, []);
    const { out } = await sweep(outdir);
    expect(out).toContain(
      'old/articles is no longer in the code; the state of old is not known: give --state old=<file>, or --state old=none if it was destroyed',
    );
    expect(out).toContain('it cannot be dropped here until the state is known');
    const { code } = await sweep(outdir, '--delete', '--yes-name', 'removed-stack');
    expect([code, still(id)]).toEqual([2, true]);
  });

  test.each([
    ['a part of a name', ['article'], 'nothing that was found has the name "article".'],
    ['a pattern', ['*'], 'nothing that was found has the name "*".'],
    ['one name that is right, and one that is not', ['articles', 'x'], 'has the name "x".'],
  ])('by %s', async (_title, names, problem) => {
    const { outdir, clone } = forgotten();
    writeState(outdir, []);
    const given = names.flatMap((name) => ['--yes-name', name]);
    const { errors, code } = await sweep(outdir, '--delete', ...given);
    expect(errors).toEqual([expect.stringContaining(problem)]);
    expect(errors[0]).toMatch(/^--yes-name: .* Nothing was dropped\.$/);
    expect([code, still(clone.clusterId)]).toEqual([2, true]);
  });

  test('by a name that two clusters have', async () => {
    const { outdir, clone } = forgotten();
    const other = restoredClone(simulator, 'articles', { projectId: 'proj-other' });
    writeJournal(outdir, 'gone', { requests: requestOf(factsOf(other)) });
    writeState(outdir, []);
    simulator.zilliz.addProject({ projectId: 'proj-other' });
    const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
    expect(errors).toEqual([
      `--yes-name: 2 findings have the name "articles" (${clone.clusterId}, ${other.clusterId}): drop them in the console. Nothing was dropped.`,
    ]);
    expect([clone, other].map(({ clusterId }) => still(clusterId))).toEqual([true, true]);
  });

  test('where the cluster is not proven to be of the restore', async () => {
    const { outdir, clone } = forgotten({}, { createTime: '2026-01-01T00:00:00Z' });
    writeState(outdir, []);
    const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
    expect(errors).toEqual([
      `--yes-name: "articles" (${clone.clusterId}) must not be dropped here: it was created at 2026-01-01T00:00:00Z, before the request (2026-11-20T08:00:00.000Z). Nothing was dropped.`,
    ]);
    expect(still(clone.clusterId)).toBe(true);
  });

  test('of what another restore of the app reads from', async () => {
    const { outdir, clone } = forgotten();
    const reader = { ...factsOf(clone), cluster_id: 'in01-x', source_cluster_ids: clone.clusterId };
    writeState(outdir, [{ names: namesIn(outdir, 'other'), facts: reader }]);
    const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
    expect(errors[0]).toContain('must not be dropped here: a restore reads from its backups.');
    expect(still(clone.clusterId)).toBe(true);
  });

  test('without a terminal at which the name is typed, and without --delete', async () => {
    const { outdir } = forgotten();
    expect(await sweep(outdir, '--delete')).toMatchObject({
      errors: [
        '--delete: needs a person at a terminal to type each name. Name what to drop with --yes-name.',
      ],
      code: 2,
    });
    expect(await sweep(outdir, '--yes-name', 'articles')).toMatchObject({
      errors: ['--yes-name: drops nothing without --delete. Add --delete, or leave it out.'],
      code: 2,
    });
  });

  test('without a key: one line', async () => {
    const { outdir, clone } = forgotten();
    writeState(outdir, []);
    const args = ['sweep', outdir, '--delete', '--yes-name', 'articles'];
    const { errors, code } = await cli(args, { env: { ...env, ZILLIZ_API_KEY: '' } });
    expect(errors).toEqual([expect.stringContaining('ZILLIZ_API_KEY is not set.')]);
    expect([code, still(clone.clusterId)]).toEqual([4, true]);
  });

  test('with the state of another project: one line', async () => {
    const { outdir, clone } = forgotten();
    const file = join(newFolder('other'), 'terraform.tfstate');
    const names = { submit: 'orders_submit', submitted: 'orders_submitted' };
    writeFileSync(file, stateText([{ names, facts: { ...factsOf(clone), cluster_id: 'in01-x' } }]));
    const { errors, code } = await sweep(
      outdir,
      '--state',
      file,
      '--delete',
      '--yes-name',
      'articles',
    );
    expect(errors).toEqual([
      `${file}: is not the state of stack "stack": it shares neither a resource nor a cluster with it, got 4 resources. Give the state of that stack.`,
    ]);
    expect([code, still(clone.clusterId)]).toEqual([2, true]);
  });

  test('with the key of another organization, whose answer is not that it is gone', async () => {
    const { outdir } = forgotten();
    writeState(outdir, []);
    const other = { ...env, ZILLIZ_API_KEY: 'sim-zilliz-other-organization-key' };
    const { out, code } = await cli(['sweep', outdir], { env: other });
    expect(out).toContain('NOT KNOWN stack/articles');
    expect(code).toBe(1);
  });
});

test('at a terminal the whole name is typed, and anything else keeps the cluster', async () => {
  const { outdir, clone } = forgotten();
  writeState(outdir, []);
  const asked: string[] = [];
  const typing = (answer: string) =>
    cli(['sweep', outdir, '--delete'], {
      env,
      isTty: true,
      ask: async (question) => {
        asked.push(question);
        return answer;
      },
    });
  const kept = await typing('yes');
  expect(kept.out).toContain(`kept ${clone.clusterId}: the typed name does not match\n`);
  expect([kept.code, still(clone.clusterId)]).toEqual([1, true]);
  const dropped = await typing('articles');
  expect(dropped.out).toContain(`dropped ${clone.clusterId}\n`);
  expect([dropped.code, still(clone.clusterId)]).toEqual([0, false]);
  expect(asked[0]).toBe(`Type articles to drop ${clone.clusterId}: `);
  // The next apply restores again, in the place of waiting for what is gone.
  const journal = readFileSync(
    join(outdir, 'stacks/stack/.cluster-restore/articles/journal.json'),
    'utf8',
  );
  expect(JSON.parse(journal)).toMatchObject({ state: 'dropped' });
});

describe('what is not gone is not said to be dropped', () => {
  const ok = { code: 0, data: {} };
  const no = { code: 90_102, message: 'no' };
  const renamed = {
    kind: 'changed-answer',
    changes: { data: { clusterName: 'production' } },
  } as const;
  test.each([
    ['the vendor says yes and drops nothing', { status: 200, body: ok, acts: false }, true],
    ['the vendor says no and drops it', { status: 400, body: no, acts: true }, false],
    ['the runner, which proves it once more, sees another name', undefined, true],
  ])('where %s', async (_title, fault, isThere) => {
    const { outdir, clone } = forgotten();
    writeState(outdir, []);
    const temporary = newFolder('tmp');
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    simulator.inject(
      fault === undefined
        ? { operation: 'describeCluster', nth: 2, fault: renamed }
        : { operation: 'dropCluster', fault: { kind: 'http-error', ...fault } },
    );
    try {
      const { out, code } = await sweep(outdir, '--delete', '--yes-name', 'articles', '--json');
      expect(JSON.parse(out)).toMatchObject({ dropped: [{ id: clone.clusterId, end: 'left' }] });
      expect([code, still(clone.clusterId)]).toEqual([1, isThere]);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    // The pace of all processes has its folder there; what the drop was given has none any more.
    expect(readdirSync(temporary).filter((name) => name.includes('sweep'))).toEqual([]);
  });
});

test('at a terminal nothing is asked of what must not be dropped, for example what was adopted', async () => {
  const clone = restoredClone(simulator, 'articles');
  const outdir = output(['articles']);
  const facts = factsOf(clone, { requested_at: 'adopted' });
  writeJournal(outdir, 'articles', { requests: requestOf(facts) });
  writeState(outdir, []);
  const { out, code } = await cli(['sweep', outdir, '--delete'], { env, isTty: true });
  expect(out).toContain('it was adopted, and this app did not request it');
  expect([code, still(clone.clusterId)]).toEqual([1, true]);
});

describe('what is past its end', () => {
  const about = { owner: 'search team', expiresOn: '2026-11-20' };

  test.each([
    ['destroy', RemovalPolicy.DESTROY, ''],
    [
      'retain',
      RemovalPolicy.RETAIN,
      ' && npx cluster-restore sweep OUT --delete --yes-name articles',
    ],
  ])(
    'names the owner and the command that destroys it, with the policy %s',
    async (_title, removalPolicy, after) => {
      const { outdir, clone } = forgotten({ ...about, removalPolicy });
      const names = namesIn(outdir);
      writeState(outdir, [{ names, facts: factsOf(clone) }]);
      const { out, code } = await sweep(outdir);
      expect(out.replaceAll(outdir, 'OUT').split('\n')).toEqual([
        `${clone.clusterId} (articles, RUNNING, owner search team): stack/articles expired on 2026-11-20 (owner: search team)`,
        expect.stringMatching(/^ {2}belongs to this app because: /),
        `  run: terraform -chdir=OUT/stacks/stack destroy -target=null_resource.${names.submit}${after}`,
        'sweep: 1 finding, 1 expired',
        '',
      ]);
      expect(code).toBe(1);
      const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
      expect(errors[0]).toContain('must not be dropped here: stack/articles expired on 2026-11-20');
    },
  );

  test('counts from the day after', async () => {
    const { outdir, clone } = forgotten({ ...about, expiresOn: '2026-11-21' });
    writeState(outdir, [{ names: namesIn(outdir), facts: factsOf(clone) }]);
    expect((await sweep(outdir)).out).toBe('sweep: 0 findings\n');
  });
});

test('a run that was not finished is to be applied again, and not dropped, while the state holds it', async () => {
  const { outdir, clone } = forgotten();
  const facts = factsOf(clone);
  writeJournal(outdir, 'articles', { state: 'waiting', requests: requestOf(facts) });
  writeState(outdir, [{ names: namesIn(outdir), facts, isFinished: false }]);
  const { out, code } = await sweep(outdir);
  expect(out).toContain('a run of stack/articles began it, and no run has waited until it ended');
  expect(out).toContain(`  run: terraform -chdir=${outdir}/stacks/stack apply\n`);
  expect(code).toBe(1);
  const { errors } = await sweep(outdir, '--delete', '--yes-name', 'articles');
  expect(errors[0]).toContain('"articles" (');
});

test('a folder that is not an output is one clear line', async () => {
  const { errors, code } = await cli(['sweep', join(newFolder('none'), 'nowhere')], { env });
  expect(errors).toEqual([expect.stringContaining('there is no such folder or file')]);
  expect(code).toBe(2);
});

describe('--unrecorded', () => {
  const unrecordedIn = (out: string) =>
    (
      JSON.parse(out) as {
        findings: { clusterId: string }[];
        unrecorded: { clusterId: string; signs: string[] }[];
      }
    ).unrecorded;

  test('lists what looks restored and is recorded nowhere, and drops nothing of it', async () => {
    const outdir = output(['articles', 'unique'], {});
    synthesised((stack) => {
      const props = clusterProps({ clusterName: 'staging', uniqueName: true });
      new zilliz.RestoredCluster(stack, 'unique', props);
      const passwordSink = PasswordSink.file('password-articles');
      new zilliz.RestoredCluster(
        stack,
        'articles',
        clusterProps({ clusterName: 'articles', passwordSink }),
      );
    }, outdir);
    const own = restoredClone(simulator, 'articles');
    writeState(outdir, [{ names: namesIn(outdir), facts: factsOf(own) }]);
    const stamp = '[restored: owner search; expires 2026-10-31]';
    const looks: [string, object, string[]][] = [
      ['mine', { description: `of May ${stamp}` }, [`its description says "${stamp}"`]],
      ['staging-0a1b2c3d', {}, ['its name is one that stack/unique gives']],
      ['restore-drill-0a1b2c3d', {}, ['its name is one that a drill gives']],
    ];
    const looking = looks.map(([name, change, signs]) => ({
      clusterId: restoredClone(simulator, name, change).clusterId,
      signs,
    }));
    // Names that are nearly those, a dropped one, one of another project, and what is recorded.
    for (const name of [
      'staging',
      'staging-0a1b2c3',
      'staging-0A1B2C3D',
      'restore-drill',
      'articles-2',
    ])
      restoredClone(simulator, name);
    restoredClone(simulator, 'staging-11111111', { status: 'DELETED' });
    restoredClone(simulator, 'staging-22222222', { projectId: 'proj-other' });
    const { out, code } = await sweep(outdir, '--unrecorded', '--json');
    const told = unrecordedIn(out).map(({ clusterId, signs }) => ({ clusterId, signs }));
    expect(told.sort((one, other) => one.clusterId.localeCompare(other.clusterId))).toEqual(
      looking.sort((one, other) => one.clusterId.localeCompare(other.clusterId)),
    );
    expect(code).toBe(1);
    const named = ['--delete', '--yes-name', 'staging-0a1b2c3d', '--unrecorded'];
    expect((await sweep(outdir, ...named)).errors[0]).toContain(
      'nothing that was found has the name',
    );
    expect(looking.map(({ clusterId }) => still(clusterId))).toEqual([true, true, true]);
    // Nobody asked for it.
    expect(await sweep(outdir)).toMatchObject({ out: 'sweep: 0 findings\n', code: 0 });
  });

  test('says of each where to look', async () => {
    const { outdir, clone } = forgotten();
    writeJournal(outdir, 'articles', { state: 'dropped', requests: requestOf(factsOf(clone)) });
    writeState(outdir, []);
    const { out } = await sweep(outdir, '--unrecorded');
    expect(out).toBe(
      [
        `NOT RECORDED ${clone.clusterId} (articles, RUNNING): looks restored, and no state or journal here mentions it`,
        '  signs: its name is one that stack/articles gives',
        '  never dropped here: check it in the console of Zilliz Cloud',
        'sweep: 0 findings, 1 not recorded',
        '',
      ].join('\n'),
    );
  });
});
