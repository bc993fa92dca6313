import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { RemovalPolicy } from '../../src';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { restoredCluster } from '../support/zilliz';

/** A stack whose output was changed after synth, which refuses it. */
function stackWith(createBeforeDestroy: boolean): string {
  const folder = synthesised((stack) => {
    const { clusterId } = restoredCluster(stack, { removalPolicy: RemovalPolicy.DESTROY });
    new Resource(stack, 'web', { triggers: { clusterId } });
  });
  const file = join(folder, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    resource: { null_resource: { web: object } };
  };
  Object.assign(json.resource.null_resource.web, {
    lifecycle: { create_before_destroy: createBeforeDestroy },
  });
  writeFileSync(file, JSON.stringify(json, null, 2));
  return join(folder, '..', '..');
}

test('the review says that a drop never runs, and a check fails for it', async () => {
  const output = stackWith(true);
  const line =
    'has create_before_destroy and depends on null_resource.articles_submitted_D48A2D9B: Terraform never runs its drop';
  expect((await cli(['plan', output], {})).out.replace(/\s+/g, ' ')).toContain(line);
  const { out, code } = await cli(['check', output, '--fail-on', 'destructive'], {});
  expect(code).toBe(1);
  expect(out.replace(/\s+/g, ' ')).toContain(line);
});

test('without that order it says nothing of it', async () => {
  const { out } = await cli(['plan', stackWith(false)], {});
  expect(out).not.toContain('create_before_destroy');
});
