import { runDrop } from '../../src/cli/run-drop';
import { Simulator, SteppingClock } from '../../src/simulator';
import { vendors } from '../../src/vendors';
import { factsOf, restoredClone } from '../support/records';
import { zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-20T12:00:00Z', 0) });
});
afterEach(() => simulator.stop());

/** What the runner makes of the drop of a clone, with these clusters as sources of restores. */
async function dropWith(sourcesOf: (id: string) => string[]) {
  const clone = restoredClone(simulator, 'articles');
  const entry = {
    ...{ path: 'stack/articles', operation: 'restoreCluster', recorded: factsOf(clone) },
    ...{ journal: undefined, declared: undefined },
    vendor: vendors.find(({ name }) => name === 'zilliz'),
  };
  const env = { ...process.env, ...zillizEnvironment(simulator) };
  const end = await runDrop(entry as never, sourcesOf(clone.clusterId), env);
  return { ...end, status: clone.status };
}
const many = (id: string) => [...Array.from({ length: 60 }, (_, at) => `in01-source${at}0000`), id];

test.each([
  ['one of a few', (id: string) => [id]],
  ['one of so many that they are in a file', many],
])('the runner itself leaves what restores read from: %s', async (_title, sourcesOf) => {
  expect(await dropWith(sourcesOf)).toEqual({
    code: 0,
    output: expect.stringContaining('(a restore reads from its backups)'),
    status: 'RUNNING',
  });
});

test('and drops what is proven', async () => {
  expect(await dropWith(() => ['in01-other'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^dropped in01-/),
  });
});
