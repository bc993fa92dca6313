import { type Postgres, startPostgres } from '../support/postgres';
import { inParallel } from './support/pool';
import { type Moment, type Place, Run } from './support/terraform-runs';

const STOPS = (['SIGINT', 'SIGKILL'] as const).flatMap((signal) =>
  (['submit', 'wait', 'drop'] as const).map((moment) => ({ signal, moment })),
);

const databaseOf = (moment: Moment, signal: string) => `${moment}_${signal}`.toLowerCase();

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres(STOPS.map(({ moment, signal }) => databaseOf(moment, signal)));
});
afterAll(() => postgres.stop());

interface Stopped {
  readonly title: string;
  readonly requests: number;
  readonly restored: number;
  readonly left: number;
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
      changes: moment !== 'drop' && !(await run.plan()).includes('No changes.'),
    };
  } finally {
    await run.simulator.stop();
  }
}

test.each<[string, Place]>([
  ['the next apply in the same folder', 'same folder'],
  ['an apply in a fresh folder that has only the state', 'fresh folder'],
  ['another machine with the state in PostgreSQL', 'other machine'],
])(
  '%s finishes what a stopped Terraform began, and restores nothing a second time',
  async (_title, place) => {
    const since = Date.now();
    const ends = await inParallel(
      STOPS,
      ({ moment, signal }) => stoppedAndContinued(place, moment, signal),
      3,
    );
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    const restored = ends.reduce((sum, end) => sum + end.restored, 0);
    process.stdout.write(
      `Terraform stopped, ${place}: ${ends.length} cases, restores created ${restored}, expected ${ends.length}, ${seconds} s\n`,
    );
    expect(ends).toEqual(
      STOPS.map(({ moment, signal }) => ({
        title: `${signal} during ${moment}`,
        requests: 1,
        restored: 1,
        left: moment === 'drop' ? 0 : 1,
        changes: false,
      })),
    );
  },
);
