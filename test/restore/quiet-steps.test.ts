import { RemovalPolicy } from '../../src';
import { synthesised } from '../support/app';
import { stepOf } from '../support/runner';
import { restoredCluster } from '../support/zilliz';

test('every step starts its program without NODE_DEBUG and NODE_OPTIONS, whatever is set where Terraform runs', () => {
  const folder = synthesised((stack) =>
    restoredCluster(stack, { removalPolicy: RemovalPolicy.DESTROY }),
  );
  for (const step of ['submit', 'submitted', 'wait'] as const) {
    expect(stepOf(folder, step).environment).toMatchObject({
      NODE_DEBUG: '',
      // A preload that is missing, or --inspect-brk, would keep the step from its first line.
      NODE_OPTIONS: '',
    });
  }
});
