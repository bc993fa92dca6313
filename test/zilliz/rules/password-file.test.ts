import { NullProvider } from '@cdktf/provider-null/lib/provider';
import {
  App,
  CloudBackend,
  GcsBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  TerraformStack,
} from 'cdktf';
import { PasswordSink, type zilliz } from '../../../src';
import { passwordFile } from '../../../src/zilliz/rules/password-file';
import { cli } from '../../cli/cli';
import { said } from '../../support/rules';
import { newFolder } from '../../support/terraform';
import { restoredCluster } from '../../support/zilliz';

const ID = 'ZILLIZ_PASSWORD_FILE';
const line = (backend: string) =>
  `warning: passwordSink: writes to a file on the machine that applies, and with backend "${backend}" that may be a worker that is deleted after the run. Pass the password to a vault with PasswordSink.command, or acknowledge this if the machine is kept. [${ID}]`;
const ofSurroundings = (backend: string | undefined, passwordSink: string | undefined) =>
  said(passwordFile, {}, { surroundings: { backend, passwordSink } });

describe('ZILLIZ_PASSWORD_FILE', () => {
  test.each(['s3', 'gcs', 'azurerm', 'http', 'remote', 'cloud'])(
    'warns of a file where the state is in backend %s',
    (backend) => {
      expect(ofSurroundings(backend, 'file')).toEqual([line(backend)]);
    },
  );

  test.each([
    ['a file with a local state', 'local', 'file'],
    ['a file where the stack names no backend', undefined, 'file'],
    ['a command', 's3', 'command'],
    ['a password that is thrown away', 's3', 'discard'],
    ['a restore without a password', 's3', undefined],
  ])('accepts %s', (_title, backend, sink) => {
    expect(ofSurroundings(backend, sink)).toEqual([]);
  });

  test('accepts what nobody knows: the runner, and synth', () => {
    expect(said(passwordFile, {})).toEqual([]);
  });

  /** The findings of this rule in the review of an output, with what was acknowledged. */
  async function reviewed(
    backend: (stack: TerraformStack) => unknown,
    change: Partial<zilliz.RestoredClusterProps> = {},
  ) {
    const outdir = newFolder('backend');
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'staging');
    backend(stack);
    new NullProvider(stack, 'null');
    restoredCluster(stack, change);
    app.synth();
    const { out } = await cli(['plan', outdir, '--json']);
    const { restores } = JSON.parse(out) as {
      restores: { findings: { ruleId: string; problem: string; acknowledged?: string }[] }[];
    };
    return restores.flatMap(({ findings }) => findings.filter(({ ruleId }) => ruleId === ID));
  }
  const s3 = (stack: TerraformStack) => new S3Backend(stack, { bucket: 'states', key: 'staging' });

  test.each<[string, (stack: TerraformStack) => unknown]>([
    ['s3', s3],
    ['gcs', (stack) => new GcsBackend(stack, { bucket: 'states' })],
    [
      'cloud',
      (stack) =>
        new CloudBackend(stack, {
          organization: 'acme',
          workspaces: new NamedCloudWorkspace('staging'),
        }),
    ],
  ])('is shown in the review of a stack whose state is in %s', async (name, backend) => {
    const findings = await reviewed(backend);
    expect(findings.map(({ problem }) => problem)).toEqual([
      expect.stringContaining(`with backend "${name}"`),
    ]);
  });

  test('is shown neither with a local state, nor for another sink', async () => {
    const local = (stack: TerraformStack) => new LocalBackend(stack, { path: 'state' });
    expect(await reviewed(local)).toEqual([]);
    expect(await reviewed(s3, { passwordSink: PasswordSink.discard() })).toEqual([]);
  });

  test('may be acknowledged, although synth does not see it', async () => {
    const acknowledge = [{ ruleId: ID, reason: 'the agent is kept' }];
    expect(await reviewed(s3, { acknowledge })).toEqual([
      expect.objectContaining({ acknowledged: 'the agent is kept' }),
    ]);
  });
});
