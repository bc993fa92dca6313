import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Backup, RestoredCluster } from './src/meadow';

const app = new App({ outdir: process.argv[2] });
const stack = new TerraformStack(app, 'fields');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new NullProvider(stack, 'null');
new RestoredCluster(stack, 'hay', {
  backup: Backup.fromId('meadow-1', 'bale-1'),
  targetCluster: 'meadow-2',
  shards: Number(process.argv[3]),
});
app.synth();
