import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskProblem } from '../../../src/runner/exit/disk-problem';
import { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { runStep } from '../../support/runner';
import { restoredCluster, zillizEnvironment } from '../../support/zilliz';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
  syscall: 'write',
});

test.each([
  [false, 'Fix the disk or its permissions and apply again; nothing was sent.'],
  [true, 'Fix the disk or its permissions and apply again, which continues from the journal.'],
])('an error of the disk is one line with exit code 11 (something was sent: %s)', (sent, fix) => {
  expect(diskProblem(full, sent)).toMatchObject({
    exitCode: 11,
    message: `a file of this restore cannot be used: ENOSPC: no space left on device, write. ${fix}`,
  });
});

test.each([[new TypeError('x is not a function')], ['text'], [undefined]])(
  '%p is not an error of the disk',
  (error) => {
    expect(diskProblem(error, false)).toBeUndefined();
  },
);

describe('before anything is sent', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await Simulator.start();
  });
  afterEach(() => simulator.stop());

  test.each<[string, (folder: string) => void, string]>([
    [
      'a file in the place of the journals',
      (folder) => writeFileSync(join(folder, '.cluster-restore'), ''),
      '.cluster-restore/articles/journal.json cannot be read (ENOTDIR: not a directory',
    ],
    [
      'a folder with the name of a lock',
      (folder) =>
        mkdirSync(join(folder, '.cluster-restore/articles/lock.nobody.1.1'), { recursive: true }),
      'another runner works on this restore (process 1 on nobody)',
    ],
    [
      'a folder in the place where the journal is written',
      (folder) =>
        mkdirSync(join(folder, '.cluster-restore/articles/journal.json.tmp'), { recursive: true }),
      'a file of this restore cannot be used: ',
    ],
  ])('%s ends in one line with exit code 11', async (_title, spoil, line) => {
    const folder = synthesised((stack) => restoredCluster(stack));
    spoil(folder);
    const end = await runStep(folder, 'submit', zillizEnvironment(simulator));
    expect(end.stderr.slice(0, line.length)).toBe(line);
    expect([end.code, end.stderr.trimEnd().split('\n').length]).toEqual([11, 1]);
    expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
