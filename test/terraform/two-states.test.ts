import { cpSync, readdirSync } from 'node:fs';
import { PasswordSink } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedPath, hostedTerraform } from '../support/hosted-terraform';
import { killedAt } from '../support/killed';
import { newFolder, plainText, Terraform } from '../support/terraform';
import { restoredCluster, zillizEnvironment } from '../support/zilliz';

test('states of one app have clusters of their own with uniqueName, in a workspace and in a copy of the folder, and none is another one’s', async () => {
  const simulator = await Simulator.start();
  try {
    const folder = synthesised((stack) =>
      restoredCluster(stack, {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
        clusterName: 'x-${terraform.workspace}',
        uniqueName: true,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
        passwordSink: PasswordSink.file('of-${terraform.workspace}.password'),
      }),
    );
    const copy = newFolder('copy');
    cpSync(folder, copy, { recursive: true });
    const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
    const other = terraform.with({ folder: copy });
    await terraform.must('init');
    await terraform.must('apply');
    await terraform.must('workspace', 'new', 'pr');
    await terraform.must('apply');
    await other.must('init');
    await other.must('apply');
    const files = readdirSync(folder).filter((name) => name.endsWith('.password'));
    expect(files.sort()).toEqual(['of-default.password', 'of-pr.password']);
    const clones = simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom);
    const names = clones.map(({ clusterName }) => clusterName);
    expect(names.map((name) => name.replace(/-[0-9a-f]{8}$/, '-#'))).toEqual([
      ...['x-default-#', 'x-pr-#', 'x-default-#'],
    ]);
    expect(new Set(names.map((name) => name.slice(-8))).size).toBe(3);
    // Of two backends in one folder, one does not go on with what the other began.
    const apart = synthesised((stack) =>
      restoredCluster(stack, { uniqueName: true, passwordSink: PasswordSink.discard() }),
    );
    let one = await Terraform.in(apart, zillizEnvironment(simulator));
    await one.must('init', '-backend-config=path=one.tfstate');
    await killedAt(one, simulator, 'both', ['after', 'describeJob']);
    one = one.with({ variables: { PATH: await hostedPath() } });
    await one.must('init', '-reconfigure', '-backend-config=path=two.tfstate');
    const refused = await one.run('apply');
    expect(plainText(refused.output)).toContain('was begun with another state of Terraform');
    await one.must('init', '-reconfigure', '-backend-config=path=one.tfstate');
    await one.must('apply');
    await terraform.must('destroy');
    const left = clones.filter(({ status }) => status === 'RUNNING');
    expect(left.map(({ clusterName }) => clusterName)).toEqual([names[0], names[2]]);
  } finally {
    await simulator.stop();
  }
});
