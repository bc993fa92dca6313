import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Replacement, Rerun, RestoreGroup } from '../../../src';
import { renderIssue } from '../../../src/evaluation/issue';
import type { Dependency, Group } from '../../../src/restore/private/group';
import { groupIssues, memberIssue } from '../../../src/restore/private/group-issues';
import { newFolder } from '../../support/terraform';
import { restoredCluster } from '../../support/zilliz';

describe('a member of a group', () => {
  /** The line about what is built, as the second of a group. */
  function lineOf(build: (stack: TerraformStack, group: RestoreGroup) => unknown) {
    const stack = new TerraformStack(new App({ outdir: newFolder('app') }), 'stack');
    const group = new RestoreGroup(stack, 'group');
    const issue = memberIssue(group, build(stack, group), 1);
    return issue === undefined ? undefined : renderIssue(issue);
  }

  test('is a restore that waits separately', () => {
    expect(lineOf((stack) => restoredCluster(stack))).toBeUndefined();
  });

  test('is a restore whose props are too wrong for any steps, which is refused itself', () => {
    expect(lineOf((stack) => restoredCluster(stack, { timeoutMinutes: 0 }))).toBeUndefined();
  });

  test.each<[string, (stack: TerraformStack, group: RestoreGroup) => unknown, string]>([
    [
      'anything else',
      () => 'articles',
      'must be a restore, got "articles". Give a construct that restores',
    ],
    ['nothing', () => undefined, 'must be a restore. Give a construct that restores'],
    [
      'a restore of another stack',
      ({ node }) => restoredCluster(new TerraformStack(node.root as Construct, 'other')),
      'other/articles is in another stack, which Terraform applies separately. Give each stack its own group',
    ],
    [
      'one that is named twice',
      (stack, group) => {
        const restore = restoredCluster(stack);
        group.add(restore);
        return restore;
      },
      'stack/articles is already in the group. Name it once',
    ],
    [
      'one of another group',
      (stack) => {
        const restore = restoredCluster(stack);
        new RestoreGroup(stack, 'others', { restores: [restore] });
        return restore;
      },
      'stack/articles already belongs to the group stack/others. Leave it in one of the two',
    ],
    [
      'one that must wait alone',
      (stack) =>
        restoredCluster(stack, {
          uniqueName: true,
          rerun: Rerun.onToken('a'),
          replacement: Replacement.AFTER_VERIFICATION,
        }),
      'stack/articles has Replacement.AFTER_VERIFICATION, which would keep Terraform from dropping what other members restored. Leave it out of the group: it waits separately',
    ],
  ])('is not %s', (_title, build, line) => {
    expect(lineOf(build)).toBe(`restores[1]: ${line}. [RESTORE_GROUP]`);
  });
});

describe('a group', () => {
  const lines = (tooManyBytes: number | undefined, found: readonly Dependency[], isEmpty = false) =>
    groupIssues({ tooManyBytes, dependencies: () => found } as unknown as Group, isEmpty).map(
      renderIssue,
    );

  test('with members that fit and depend on none of each other is accepted', () => {
    expect(lines(undefined, [])).toEqual([]);
  });

  test('is refused for everything that is wrong with it', () => {
    expect(lines(1_000_000, [{ from: 'stack/a', on: 'stack/b' }], true)).toEqual([
      'restores: must have a member. Name restores, or remove the group. [RESTORE_GROUP]',
      'restores: the members need about 1000000 bytes in the environment of one process, but only 900000 fit. Divide them into several groups. [RESTORE_GROUP]',
      'restores: stack/a depends on stack/b, but a group waits only when all of its members are submitted. Take one of the two out of the group. [RESTORE_GROUP]',
    ]);
  });
});
