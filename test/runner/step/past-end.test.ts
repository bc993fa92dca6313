import { ClonedEnvironment, Expiry, PasswordSink } from '../../../src';
import { refusePastEnd } from '../../../src/runner/step/past-end';
import { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { runStep } from '../../support/runner';
import { restoredCluster, zillizEnvironment } from '../../support/zilliz';

const refused = (about: object | undefined, now: string) => {
  const spec = { path: 'stack/articles', about } as Parameters<typeof refusePastEnd>[0];
  try {
    refusePastEnd(spec, new Date(now));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  ['no end', undefined, '2026-12-02T00:00:00Z'],
  ['an end that is today', { expiresOn: '2026-12-01' }, '2026-12-01T23:59:59.999Z'],
])('%s refuses nothing', (_title, about, now) => {
  expect(refused(about, now)).toBeUndefined();
});

test.each([
  [{ expiresOn: '2026-12-01' }, 'stack/articles expired on 2026-12-01', 'expiresOn'],
  [
    { expiresOn: '2026-12-01', environment: 'pr-12', owner: 'team-search' },
    'environment "pr-12" of team-search expired on 2026-12-01',
    'expires',
  ],
])('the day after its end nothing new is restored for %j', (about, line, prop) => {
  expect(refused(about, '2026-12-02T00:00:00Z')).toBe(
    `${line}, and nothing new is restored for it. Nothing was called. Extend it with the prop ${prop}, or destroy it.`,
  );
});

test('a clone that does not exist is refused before anything is called; one that was sent is continued', async () => {
  const simulator = await Simulator.start();
  try {
    const folderOf = (date: string, outdir?: string) =>
      synthesised((stack) => {
        const pr = new ClonedEnvironment(stack, 'pr-12', {
          owner: 'team-search',
          dataClass: 'public',
          expires: Expiry.on(date),
        });
        const passwordSink = PasswordSink.file('password');
        restoredCluster(pr, { clusterName: 'search', passwordSink });
      }, outdir);
    const folder = folderOf('2026-11-01');
    const variables = zillizEnvironment(simulator);
    const { code, stderr } = await runStep(folder, 'submit', variables);
    expect([code, stderr.trim()]).toEqual([
      2,
      'environment "pr-12" of team-search expired on 2026-11-01, and nothing new is restored for it. Nothing was called. Extend it with the prop expires, or destroy it. [exit 2]',
    ]);
    expect(simulator.requests).toEqual([]);
    folderOf('2099-12-31', `${folder}/../..`);
    expect((await runStep(folder, 'submit', variables)).code).toBe(0);
    folderOf('2026-11-01', `${folder}/../..`);
    expect((await runStep(folder, 'submit', variables)).stdout).toContain('adopted');
  } finally {
    await simulator.stop();
  }
});
