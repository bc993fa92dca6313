import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { runStep } from '../support/runner';
import { restoredCluster, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

const submit = () =>
  runStep(
    synthesised((stack) => restoredCluster(stack)),
    'submit',
    zillizEnvironment(simulator),
  );
/** The project field of each request that restores, in their order. */
const fields = () =>
  simulator.requests
    .filter(({ operation }) => operation === 'restoreCluster')
    .map(({ body }) => Object.keys(body as object).filter((name) => /project/i.test(name)));

// The guide says targetProjectId, the reference projectId: only a call settles which one an API takes.
describe('an API that wants the other project field', () => {
  test.each([96005, 96012, 96013, 96027, 'http-400-missing', 'http-400-unknown'] as const)(
    'and refuses with %s gets it, once, and restores once',
    async (projectRefusal) => {
      simulator.adjust({ zilliz: { projectField: 'projectId', projectRefusal } });
      expect(await submit()).toMatchObject({ code: 0, stderr: '' });
      expect(fields()).toEqual([['targetProjectId'], ['projectId']]);
      expect(simulator.zilliz.jobs).toHaveLength(1);
    },
  );
});

test.each(['targetProjectId', 'either'] as const)(
  'an API that takes %s gets one request',
  async (projectField) => {
    simulator.adjust({ zilliz: { projectField } });
    expect(await submit()).toMatchObject({ code: 0, stderr: '' });
    expect(fields()).toEqual([['targetProjectId']]);
  },
);

test('a refusal of something else is not answered with the other field', async () => {
  simulator.inject({
    operation: 'restoreCluster',
    fault: { kind: 'http-error', status: 400, acts: false },
  });
  const { code } = await submit();
  expect(code).not.toBe(0);
  expect(fields()).toEqual([['targetProjectId']]);
  expect(simulator.zilliz.jobs).toEqual([]);
});

test('an API that refuses both fields is asked twice, and the refusal is reported', async () => {
  simulator.zilliz.projects.splice(1);
  const { code, stderr } = await submit();
  expect([code, fields()]).toEqual([3, [['targetProjectId'], ['projectId']]]);
  expect(stderr).toContain('96012');
  expect(simulator.zilliz.jobs).toEqual([]);
});
