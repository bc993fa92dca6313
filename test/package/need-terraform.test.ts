import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newFolder } from '../support/terraform';

test('without terraform on the PATH the tests say so in one line, and fail', () => {
  const script = join(__dirname, '..', '..', 'scripts', 'need-terraform.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script], {
    env: { PATH: newFolder('empty-path') },
    encoding: 'utf8',
  });
  expect(stdout + stderr).toBe(
    'terraform is not on the PATH: install Terraform 1.5 or newer, then run npm test again.\n',
  );
  expect(status).toBe(1);
});
