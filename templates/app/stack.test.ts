import assert from 'node:assert/strict';
import { test } from 'node:test';
import { App } from 'cdktf';
import { RestorePlan } from 'cdktf-cluster-restore';
import { RestoreStack } from './stack';

test('the stack restores one cluster, and the declaration is accepted', () => {
  const app = new App();
  new RestoreStack(app, 'staging');
  const { restores } = RestorePlan.of(app);
  assert.deepEqual(
    restores.map(({ path, errors }) => ({ path, errors })),
    [{ path: 'staging/restored', errors: [] }],
  );
});
