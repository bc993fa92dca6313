import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { PasswordSink, zilliz } from '../../src';
import { refusalOf } from '../support/app';
import { newFolder } from '../support/terraform';
import { clusterProps, restoredCluster } from '../support/zilliz';

describe('timeoutMinutes', () => {
  test.each([
    ['nothing', 0],
    ['less than nothing', -1],
    ['a minute over seven days', 10_081],
    ['no number', Number.NaN],
  ])('%s is refused', (_title, timeoutMinutes) => {
    expect(refusalOf((stack) => restoredCluster(stack, { timeoutMinutes }))).toEqual([
      `[stack/articles] timeoutMinutes: must be more than 0 and at most 10080 (7 days), got ${timeoutMinutes}. Give the minutes that a restore may take; the default is 360. [ZILLIZ_PROPS]`,
    ]);
  });

  test.each([0.5, 1, 10_080])('%d is accepted', (timeoutMinutes) => {
    expect(refusalOf((stack) => restoredCluster(stack, { timeoutMinutes }))).toEqual([]);
  });
});

describe('passwordSink', () => {
  test.each([
    [
      'a file without a path',
      PasswordSink.file(' '),
      'passwordSink: needs the path of a file, got " ". Give a path such as "../../../secrets/staging.password". [ZILLIZ_PROPS]',
    ],
    [
      'a file in the home that only a shell knows',
      PasswordSink.file('~/secrets/staging.password'),
      'passwordSink: must not begin with what only a shell replaces, got "~/secrets/staging.password". Give a path such as "../../../secrets/staging.password". [ZILLIZ_PROPS]',
    ],
    [
      'a command without a program',
      PasswordSink.command([]),
      'passwordSink: needs a program to start, got "". Give its name. [ZILLIZ_PROPS]',
    ],
    [
      'a command without time',
      PasswordSink.command(['vault'], { timeoutSeconds: 0 }),
      'passwordSink: must give the command more than 0 seconds, got 0. The default is 60. [ZILLIZ_PROPS]',
    ],
  ])('%s is refused', (_title, passwordSink, line) => {
    expect(refusalOf((stack) => restoredCluster(stack, { passwordSink }))).toEqual([
      `[stack/articles] ${line}`,
    ]);
  });

  const two = (first: string, second: string) =>
    refusalOf((stack) => {
      restoredCluster(stack, { passwordSink: PasswordSink.file(first) });
      const other = { clusterName: 'other', passwordSink: PasswordSink.file(second) };
      new zilliz.RestoredCluster(stack, 'other', clusterProps(other));
    });

  test('one file for two restores is refused, however it is written', () => {
    expect(two('secrets/password', './secrets/../secrets/password')).toEqual([
      '[stack/other] passwordSink: must be a separate file, and stack/articles writes its password there, got "./secrets/../secrets/password". Choose another file: one password would overwrite the other. [ZILLIZ_PROPS]',
    ]);
  });

  test('one file for two restores of two stacks is refused', () => {
    const app = new App({ outdir: newFolder('two') });
    const [one, other] = ['one', 'other'].map((id) => {
      const passwordSink = PasswordSink.file('../../../secrets/staging.password');
      return restoredCluster(new TerraformStack(app, id), { clusterName: id, passwordSink });
    });
    expect(one?.node.validate()).toEqual([]);
    expect(other?.node.validate()).toEqual([
      'passwordSink: must be a separate file, and one/articles writes its password there, got "../../../secrets/staging.password". Choose another file: one password would overwrite the other. [ZILLIZ_PROPS]',
    ]);
  });

  test('a relative and an absolute path to one file are one file', () => {
    const outdir = newFolder('spellings');
    const stack = new TerraformStack(new App({ outdir }), 'stack');
    const at = (id: string, path: string) =>
      new zilliz.RestoredCluster(
        stack,
        id,
        clusterProps({ clusterName: id, passwordSink: PasswordSink.file(path) }),
      );
    const one = at('one', '../../secrets/Password');
    const other = at('other', join(outdir, 'secrets', 'password'));
    expect(one.node.validate()).toEqual([]);
    expect(other.node.validate().join()).toContain('stack/one writes its password there');
  });

  test('a file each is accepted', () => {
    expect(two('secrets/one', 'secrets/two')).toEqual([]);
  });
});
