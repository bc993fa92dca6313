import { drillDatabase } from '../../../src/cockroach/protocol/drill';
import { restoreDatabases } from '../../../src/cockroach/protocol/restore-databases';
import { drill } from '../../../src/runner/drill/drill';
import { drop } from '../../../src/runner/drop/drop';
import type { Operation } from '../../../src/runner/step/step-context';
import { wait } from '../../../src/runner/wait/wait';
import type { OperationProtocol } from '../../../src/vendor/protocol';
import { restoreCluster } from '../../../src/zilliz/protocol/restore-cluster';
import {
  DISAGREEMENTS as OF_DATABASES,
  type Disagreement as OfDatabases,
  worldOf,
} from '../../cockroach/protocol/drop-cases';
import { type FakeApi, fakeApi } from '../../support/protocol';
import { journalEntry, newJournal, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';
import {
  cluster,
  DISAGREEMENTS as OF_CLUSTERS,
  type Disagreement as OfCluster,
  recorded as recordedCluster,
} from '../../zilliz/protocol/drop-cases';

/** What a run knows and what the vendor answers; everything agrees but what a row changes. */
interface World {
  readonly api: FakeApi;
  readonly recorded: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
}

function ofCluster(one: Partial<OfCluster>): World {
  const api = fakeApi({
    'GET /v2/clusters/in01-clone': { ...cluster, ...one.cluster },
    'DELETE /v2/clusters/in01-clone/drop': {},
  });
  const recorded = { ...recordedCluster, ...one.recorded };
  return { api, recorded, sources: one.sources ?? [] };
}

function ofDatabases(one: Partial<OfDatabases>): World {
  const { answers, recorded } = worldOf(one);
  return { api: fakeApi(answers), recorded, sources: one.sources ?? [] };
}

const RESTORES = {
  'a Zilliz cluster': {
    operation: restoreCluster,
    rows: OF_CLUSTERS,
    worldOf: ofCluster,
    ways: ['a destroy', 'a failed verification', 'the end of a drill'],
  },
  'CockroachDB databases': {
    operation: restoreDatabases,
    rows: OF_DATABASES,
    worldOf: ofDatabases,
    ways: ['a destroy', 'a failed verification'],
  },
  'the database of a drill': {
    operation: drillDatabase,
    rows: OF_DATABASES,
    worldOf: ofDatabases,
    ways: ['the end of a drill'],
  },
} as const;

/** Each way in which the runner comes to a drop; `sweep --delete` and a removed restore run the step of a destroy. */
const WAYS: Readonly<
  Record<string, (operation: OperationProtocol, world: World) => Promise<void>>
> = {
  'a destroy': (operation, world) => drop(contextOf('drop', operation, world)),
  'a failed verification': (operation, world) =>
    wait(
      contextOf(
        'wait',
        { ...operation, verify: async () => ({ problems: ['its size is 4'], facts: {} }) },
        world,
      ),
    ),
  'the end of a drill': (operation, world) =>
    drill(
      contextOf('wait', { ...operation, verify: async () => ({ problems: [], facts: {} }) }, world),
    ),
};

function contextOf<Step extends 'drop' | 'wait'>(
  step: Step,
  operation: OperationProtocol,
  { api, recorded, sources }: World,
) {
  const journal = newJournal();
  const { cluster_id = '', job_id = '' } = recorded;
  const [request] = journalEntry().requests;
  const requests =
    request === undefined ? [] : [{ ...request, jobId: job_id, facts: { cluster_id } }];
  journal.write(journalEntry({ requests }));
  const poll = async () => ({ state: 'done', status: 'SUCCESS' }) as const;
  // A description of something else is asked for again until the timeout.
  let seconds = 0;
  const elapsed = () => {
    seconds += 5;
    return seconds;
  };
  const context = stepContext({
    step,
    journal,
    elapsed,
    spec: {
      ...{ recorded: { cluster_id, ...recorded }, removalPolicy: 'destroy' },
      drill: { token: 't', checkContents: false, results: newFolder('drills') },
    } as object,
    operation: { ...operation, poll } as Partial<Operation>,
  });
  return { ...context, driver: { ...context.driver, api, sources } };
}

const writes = ({ api }: World) => api.calls.filter((call) => !call.startsWith('GET '));

describe.each(Object.entries(RESTORES))(
  '%s',
  (_what, { operation, rows, ways, worldOf: worldIn }) => {
    const worldOfRow = worldIn as (one: object) => World;

    describe.each([...ways])('and %s', (way) => {
      const dropped = async (one: object) => {
        const world = worldOfRow(one);
        await WAYS[way]?.(operation as OperationProtocol, world).catch(() => undefined);
        return writes(world);
      };

      test('drops what is proven', async () => {
        expect(await dropped({})).toHaveLength(1);
      });

      test.each<{ title: string }>([...rows])('sends nothing for $title', async (one) => {
        expect(await dropped(one)).toEqual([]);
      });
    });
  },
);
