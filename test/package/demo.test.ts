import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

test('the demo of the README restores one cluster on the simulator and drops exactly that', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const line of [
    'POST /v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster',
    'Apply complete!',
    'Destroy complete!',
    'restored one cluster: 1 restoreCluster call,',
    'dropped exactly that cluster: 1 drop call.',
  ]) {
    expect(stdout).toContain(line);
  }
});
