import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { claimsOf, passwordFileClaim } from '../../../src/restore/private/app-wide';
import { KeyValidation } from '../../../src/restore/private/key-validation';
import { newFolder } from '../../support/terraform';

function twoStacks() {
  const app = new App({ outdir: newFolder('app') });
  const [one, two] = ['one', 'two'].map((id) => new TerraformStack(app, id)) as [
    TerraformStack,
    TerraformStack,
  ];
  return { app, one, two };
}

describe('the folder of a journal', () => {
  const start = 'allocateLogicalId of the stack gives the restore the id';

  test.each(['articles', 'Articles_1-A', '0'])('may be called %s', (key) => {
    const { one } = twoStacks();
    expect(new KeyValidation(new Construct(one, 'a'), key).validate()).toEqual([]);
  });

  test.each(['', 'a/b', '..', 'a b', 'ä', 'a\n'])('may not be called %j', (key) => {
    const { one } = twoStacks();
    expect(new KeyValidation(new Construct(one, 'a'), key).validate()).toEqual([
      `${start} ${JSON.stringify(key)}, which is also the name of a folder. Use letters, digits, - and _. [LOGICAL_ID]`,
    ]);
  });

  test('belongs to one restore of a stack', () => {
    const { one, two } = twoStacks();
    const [first, second, elsewhere] = [
      new KeyValidation(new Construct(one, 'a'), 'key'),
      new KeyValidation(new Construct(one, 'b'), 'key'),
      new KeyValidation(new Construct(two, 'a'), 'key'),
    ];
    expect(first?.validate()).toEqual([]);
    expect(second?.validate()).toEqual([
      `${start} "key", as it does one/a. Give each its own. [LOGICAL_ID]`,
    ]);
    expect(elsewhere?.validate()).toEqual([]);
  });
});

describe('the file of a password', () => {
  test.each([
    ['spelt the same', 'password', 'one', 'password'],
    ['spelt another way', 'password', 'one', './a/../password'],
    ['of another case', 'password', 'one', 'PassWord'],
    ['seen from another stack', 'password', 'two', '../one/password'],
    ['without a stack', '/secrets/a', 'two', '/secrets/a'],
  ])('belongs to one restore: %s', (_title, first, stack, second) => {
    const { app, one } = twoStacks();
    const mine = passwordFileClaim(new Construct(one, 'a'), first);
    const scope = app.node.findChild(stack) as Construct;
    const other = passwordFileClaim(new Construct(scope, 'b'), second);
    expect(mine()).toBeUndefined();
    expect(other()).toBe('one/a');
  });

  test.each([
    ['another file', 'one', 'passwords'],
    ['the same name in another stack', 'two', 'password'],
  ])('does not belong to it: %s', (_title, stack, second) => {
    const { app, one } = twoStacks();
    passwordFileClaim(new Construct(one, 'a'), 'password');
    const scope = app.node.findChild(stack) as Construct;
    expect(passwordFileClaim(new Construct(scope, 'b'), second)()).toBeUndefined();
  });

  test('is that of one app', () => {
    const [first, second] = [twoStacks(), twoStacks()];
    passwordFileClaim(new Construct(first.one, 'a'), 'password');
    expect(passwordFileClaim(new Construct(second.one, 'b'), 'password')()).toBeUndefined();
    expect(claimsOf(first.one)).toBe(claimsOf(first.two));
    expect(claimsOf(first.one)).not.toBe(claimsOf(second.one));
  });
});
