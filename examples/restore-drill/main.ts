/**
 * A monthly restore drill: the newest backup of production, restored to a temporary cluster, checked, and dropped.
 *
 * Steps:
 * 1. `DRILL_MONTH=2026-12 npx cdktf synth`: another month is another drill; nothing is called.
 * 2. `terraform init` and `apply` in `cdktf.out/stacks/restore-drill`, with ZILLIZ_API_KEY exported. The apply fails
 *    if the drill fails; the cluster is dropped in both cases.
 * 3. The result is in `drills/`; `npx cluster-restore drills drills` shows it.
 * 4. drill.yml next to this file does all of it on the first day of each month: copy it to .github/workflows/.
 *
 * It costs a cluster of 2 CUs while the drill runs, and leaves nothing behind.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Rerun, zilliz } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'restore-drill');
new LocalBackend(stack, { path: '../../../state/restore-drill.tfstate' });
new NullProvider(stack, 'null');

const drill = new zilliz.RestoreDrill(stack, 'articles', {
  backup: zilliz.Backup.latest({ clusterId: 'in01-3b1c0a5d4e6f789', regionId: 'aws-us-west-2' }),
  targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
  targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
  cuSize: 2,
  rerun: Rerun.onToken(process.env.DRILL_MONTH ?? '2026-12'),
  rtoMinutes: 60,
  rpoMinutes: 26 * 60,
  owner: 'team-search',
});

new TerraformOutput(stack, 'passed', { value: drill.passed });

app.synth();
