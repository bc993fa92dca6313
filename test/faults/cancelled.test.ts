import { type Postgres, startPostgres } from '../support/postgres';
import { until } from '../support/until';
import { inParallel } from './support/pool';
import { type Moment, type Place, Run } from './support/terraform-runs';

const STOPS = (['SIGINT', 'SIGKILL'] as const).flatMap((signal) =>
  (['submit', 'wait', 'drop'] as const).map((moment) => ({ signal, moment })),
);

const databaseOf = (moment: Moment, signal: string) => `${moment}_${signal}`.toLowerCase();

let postgres: Postgres;
/** Those wait for a remote backend most of the time: they run while the other tests do. */
let withPostgres: { stopped: Promise<Stopped[]>; second: Promise<Second> };
beforeAll(async () => {
  postgres = await startPostgres([
    ...STOPS.map(({ moment, signal }) => databaseOf(moment, signal)),
    'two',
  ]);
  withPostgres = { stopped: allStopped('other machine', STOPS.length), second: secondMachine() };
  for (const running of Object.values(withPostgres)) running.catch(() => undefined);
});
afterAll(() => postgres.stop());

interface Stopped {
  readonly title: string;
  readonly requests: number;
  readonly restored: number;
  readonly left: number;
  readonly decisions: number;
  readonly changes: boolean;
}

async function stoppedAndContinued(
  place: Place,
  moment: Moment,
  signal: 'SIGINT' | 'SIGKILL',
): Promise<Stopped> {
  const connection = postgres.connection(databaseOf(moment, signal));
  const run = await Run.begin(place === 'other machine' ? connection : undefined);
  try {
    await run.stopDuring(moment, signal);
    await run.goOn(place);
    await run.finish(moment === 'drop' ? 'destroy' : 'apply');
    return {
      title: `${signal} during ${moment}`,
      requests: run.count('restoreCluster'),
      restored: run.restored.length,
      left: run.restored.filter(({ status }) => status === 'RUNNING').length,
      decisions: run.decisions,
      changes: moment !== 'drop' && !(await run.plan()).includes('No changes.'),
    };
  } finally {
    await run.simulator.stop();
  }
}

async function allStopped(place: Place, atOnce: number): Promise<Stopped[]> {
  const since = Date.now();
  const ends = await inParallel(
    STOPS,
    ({ moment, signal }) => stoppedAndContinued(place, moment, signal),
    atOnce,
  );
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  const restored = ends.reduce((sum, end) => sum + end.restored, 0);
  process.stdout.write(
    `Terraform stopped, ${place}: ${ends.length} cases, restores created ${restored}, expected ${ends.length}, ${seconds} s\n`,
  );
  return ends;
}

interface Second {
  readonly refused: string;
  readonly plan: string;
  readonly restored: number;
}

/** A second machine applies while the first one does. */
async function secondMachine(): Promise<Second> {
  const run = await Run.begin(postgres.connection('two'));
  const other = await run.onOtherMachine();
  const first = run.finish();
  await until(() => run.count('restoreCluster') > 0, first);
  const { output: refused } = await other.run('apply');
  await first;
  const plan = await other.plan();
  await run.simulator.stop();
  return { refused, plan, restored: run.restored.length };
}

test.each<[string, Place]>([
  ['the next apply in the same folder', 'same folder'],
  ['an apply in a fresh folder that has only the state', 'fresh folder'],
  ['another machine with the state in PostgreSQL', 'other machine'],
])(
  '%s finishes what a stopped Terraform began, and restores nothing a second time',
  async (_title, place) => {
    const ends = await (place === 'other machine' ? withPostgres.stopped : allStopped(place, 3));
    expect(ends).toEqual(
      STOPS.map(({ moment, signal }) => ({
        title: `${signal} during ${moment}`,
        requests: 1,
        restored: 1,
        left: moment === 'drop' ? 0 : 1,
        // The response to the submission is lost in these runs, and the name of the cluster is the user's.
        decisions: moment === 'submit' ? 1 : 0,
        changes: false,
      })),
    );
  },
);

test('a Terraform that was killed before it wrote its state continues by the journal, without a person', async () => {
  const run = await Run.begin();
  await run.stopDuring('wait', 'SIGKILL');
  run.forgetState();
  const output = await run.finish();
  expect(output).toContain('already submitted by an earlier run');
  expect([run.count('restoreCluster'), run.restored.length, run.decisions]).toEqual([1, 1, 0]);
  expect(await run.plan()).toContain('No changes.');
  await run.simulator.stop();
});

test('a second machine is kept out by the lock of the state while the first one restores', async () => {
  const { refused, plan, restored } = await withPostgres.second;
  expect(refused).toContain('Error acquiring the state lock');
  expect(plan).toContain('No changes.');
  expect(restored).toBe(1);
});
