// The tests run the real Terraform: without it they would fail one by one, far from the cause.
import { spawnSync } from 'node:child_process';

if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).status !== 0) {
  console.error(
    'terraform is not on the PATH: install Terraform 1.5 or newer, then run npm test again.',
  );
  process.exit(1);
}
