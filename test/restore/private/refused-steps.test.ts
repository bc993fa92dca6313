import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { RefusedSteps, tryBuild } from '../../../src/restore/private/refused-steps';
import type { DeclarationValidation } from '../../../src/restore/private/validation';
import { resolved } from '../../support/app';
import { newFolder } from '../../support/terraform';

const validation = (change: Partial<DeclarationValidation>) =>
  ({ isSound: false, canHaveSteps: true, validate: () => [], ...change }) as DeclarationValidation;

describe('what is built from a declaration', () => {
  const built = { identity: { a: 'b' }, ignored: { c: 'd' } };
  const odd = (value: unknown) => value as string;
  const fail = () => {
    throw new Error('too wrong');
  };

  test('is what a sound one says, whatever comes of it', () => {
    const wrong = { identity: { a: odd(1) }, ignored: {} };
    expect(tryBuild(validation({ isSound: true }), () => wrong)).toBe(wrong);
    expect(() => tryBuild(validation({ isSound: true }), fail)).toThrow('too wrong');
  });

  test('is what a wrong one says, where it can be written', () => {
    expect(tryBuild(validation({}), () => built)).toBe(built);
  });

  test('is nothing where no steps can be written', () => {
    expect(tryBuild(validation({ canHaveSteps: false }), () => built)).toBeUndefined();
  });

  test.each<[string, () => typeof built]>([
    ['it fails', fail],
    ['a part of what restores again is no text', () => ({ ...built, identity: { a: odd(1) } })],
    ['another part is none', () => ({ ...built, ignored: { c: 'd', e: odd(undefined) } })],
  ])('is nothing where %s', (_title, build) => {
    expect(tryBuild(validation({}), build)).toBeUndefined();
  });
});

describe('what takes the place of steps', () => {
  function refused(lines: readonly string[]) {
    const stack = new TerraformStack(new App({ outdir: newFolder('app') }), 'stack');
    new NullProvider(stack, 'null');
    const scope = new Construct(stack, 'articles');
    return { stack, steps: new RefusedSteps(scope, validation({ validate: () => [...lines] })) };
  }

  test('fails a synth that skips validation, with all that is wrong', () => {
    const { stack } = refused(['one', 'two']);
    expect(() => Testing.synth(stack)).toThrow(
      'Validation failed with the following errors:\n[stack/articles] one\n[stack/articles] two',
    );
  });

  test('lets cdktf prepare, and has an address and facts for what uses it', () => {
    const { stack, steps } = refused(['one']);
    expect(() => stack.prepareStack()).not.toThrow();
    expect(String(resolved(stack, steps.fqn))).toMatch(/^\$\{local\.articles_refused/);
    expect(resolved(stack, steps.fact('cluster_id'))).toBe('');
  });
});
