import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// The package and cdktf are CommonJS; a plain require measures nothing but them.
const require = createRequire(import.meta.url);
const { App, LocalBackend, TerraformAsset, AssetType, TerraformStack } = require('cdktf');
const { Resource: NullResource } = require('@cdktf/provider-null/lib/resource');
const { NullProvider } = require('@cdktf/provider-null/lib/provider');
const { PasswordSink, RemovalPolicy, zilliz } = require('cdktf-cluster-restore');

const runner = resolve(import.meta.dirname, '../../lib/runner/cluster-restore-runner.cjs');

/** An app with one stack, not yet synthesised. */
export function appWith(outdir, fill) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new NullProvider(stack, 'null');
  fill(stack);
  return app;
}

/** So many clusters restored with this package; one in `changedIn` has another size and backup. */
export function restores(count, changedIn = Number.POSITIVE_INFINITY) {
  return (stack) => {
    for (let index = 0; index < count; index += 1) {
      const isChanged = index % changedIn === changedIn - 1;
      new zilliz.RestoredCluster(stack, `clone-${index}`, {
        backup: zilliz.Backup.fromId({
          clusterId: 'in01-3b1c0a5d4e6f789',
          backupId: isChanged ? 'backup12_8a6c1e4f0b2d953' : 'backup11_0f5d2c9a7e3b41d',
        }),
        targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
        clusterName: `articles-${index}`,
        cuSize: isChanged ? 4 : 2,
        collectionStatus: zilliz.CollectionStatus.KEEP,
        restoreVersionPolicy: zilliz.RestoreVersionPolicy.ORIGINAL,
        passwordSink: PasswordSink.file(`secrets/articles-${index}.password`),
        removalPolicy: RemovalPolicy.DESTROY,
      });
    }
  };
}

/** The resources of a synthesised stack, written by hand: the same strings, no checks. */
export function byHand(resources) {
  return (stack) => {
    new TerraformAsset(stack, 'asset', { path: runner, type: AssetType.FILE });
    for (const [name, resource] of Object.entries(resources)) {
      const written = new NullResource(stack, name, {
        triggers: resource.triggers,
        lifecycle: resource.lifecycle && {
          ignoreChanges: resource.lifecycle.ignore_changes,
          precondition: resource.lifecycle.precondition?.map(condition),
          postcondition: resource.lifecycle.postcondition?.map(condition),
        },
        provisioners: resource.provisioner?.map((provisioner) => ({
          type: 'local-exec',
          ...provisioner['local-exec'],
        })),
      });
      written.dependsOn = resource.depends_on;
    }
  };
}

const condition = ({ condition, error_message: errorMessage }) => ({ condition, errorMessage });
