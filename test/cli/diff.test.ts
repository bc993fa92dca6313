import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zilliz } from '../../src';
import { OLD_BACKUP } from '../review/app';
import { synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { cli } from './cli';

const cwd = newFolder('diff');
const backup = (backupId: string) => zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId });
let address: string;
beforeAll(() => {
  synthesised((stack) => restoredCluster(stack, { backup: backup(BACKUP) }), join(cwd, 'base.out'));
  const head = synthesised(
    (stack) => restoredCluster(stack, { backup: backup(OLD_BACKUP) }),
    join(cwd, 'head.out'),
  );
  const json = readFileSync(join(head, 'cdk.tf.json'), 'utf8');
  const { resource } = JSON.parse(json) as { resource: { null_resource: object } };
  const name = Object.keys(resource.null_resource).find((one) => /_submit_/.test(one));
  address = `null_resource.${name}`;
  const write = (file: string, actions: string[]) =>
    writeFileSync(
      join(cwd, file),
      JSON.stringify({
        format_version: '1.2',
        resource_changes: [{ address, change: { actions, before: {}, after: {} } }],
      }),
    );
  write('replace.json', ['delete', 'create']);
  write('none.json', ['no-op']);
});

interface Diff {
  readonly verdict: { readonly text: string };
  readonly changes: { readonly restore: { readonly terraform?: { readonly action: string } } }[];
}

/** What `diff` says of two versions. */
async function diff(...args: string[]): Promise<Diff> {
  const given = ['diff', 'base.out', 'head.out', '--format', 'json', ...args];
  const { out, errors } = await cli(given, { cwd });
  expect(errors).toEqual([]);
  return JSON.parse(out) as Diff;
}
const actions = ({ changes }: Diff) => changes.map(({ restore }) => restore.terraform?.action);

test('without a plan of Terraform nothing is said of it', async () => {
  expect(actions(await diff())).toEqual([undefined]);
});

test.each([
  ['replace.json', 'replace'],
  ['none.json', 'none'],
])('--terraform-plan %s tells what Terraform will do: %s', async (file, action) => {
  expect(actions(await diff('--terraform-plan', file))).toEqual([action]);
});

test('a file of --terraform-plan that is not there is reported', async () => {
  const { errors, code } = await cli(
    ['diff', 'base.out', 'head.out', '--terraform-plan', 'missing.json'],
    { cwd },
  );
  expect(errors).toEqual([
    '--terraform-plan: there is no file "missing.json". Write it with "terraform show -json <plan>".',
  ]);
  expect(code).toBe(2);
});

test('base and head are not interchangeable', async () => {
  const forth = (await cli(['diff', 'base.out', 'head.out'], { cwd })).out;
  const back = (await cli(['diff', 'head.out', 'base.out'], { cwd })).out;
  expect(forth).toContain(`${BACKUP} → ${OLD_BACKUP}`);
  expect(back).toContain(`${OLD_BACKUP} → ${BACKUP}`);
});
