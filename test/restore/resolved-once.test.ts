import {
  App,
  DefaultTokenResolver,
  type IResolveContext,
  Lazy,
  StringConcat,
  type TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import { RemovalPolicy } from '../../src';
import { resolvedOnce } from '../../src/restore/private/resolved-once';
import { restoredCluster } from '../support/zilliz';

const scope = new TerraformStack(new App(), 'stack');
const resolver = new DefaultTokenResolver(new StringConcat());
const written = (value: unknown) =>
  Tokenization.resolve(value, { scope, resolver, preparing: false });

const text = Lazy.stringValue({ produce: () => 'a value' });
const number = Lazy.numberValue({ produce: () => 7 });
const list = Lazy.listValue({ produce: () => ['one', 'two'] });
const numbers = Token.asNumberList(Lazy.anyValue({ produce: () => [1, 2] }));
const map = Token.asStringMap({ key: 'value' });

/** What a resource may hold, and what somebody may have put there. */
const VALUES: Readonly<Record<string, unknown>> = {
  'plain texts': { triggers: { name: 'x', count: '7' }, depends_on: ['null_resource.x'] },
  'what is nothing': { a: undefined, b: null, c: '', d: [], e: {}, f: [null] },
  'numbers and booleans': { a: 1, b: -1, c: true, d: 1e270 },
  'a text with a token': { a: `before ${text} after` },
  'a text with the token of a number': { a: `before ${number} after` },
  'the token of a number': { a: number },
  'the token of a list': { a: list, b: { c: list } },
  'the token of a map': { a: map },
  'a token as an object': { a: [Lazy.anyValue({ produce: () => ({ b: text }) })] },
  'the token of a list of numbers': { a: numbers, b: [1, 2], c: { d: [[3]] } },
  'a list with the token of a number': { a: [number, 1] },
  'a key with a token': { a: { [`${text}`]: 'x' } },
  'a key with the token of a number': { a: { [`n${number}`]: 'x' } },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
  'an expression': { a: '${null_resource.x.id}', b: '$${x}' },
};

describe('a resource that cdktf does not search for tokens', () => {
  test.each(Object.keys(VALUES))('is written as any other: %s', (title) => {
    const resource = { resource: { null_resource: { x: VALUES[title] } } };

    expect(written(resolvedOnce({ ...resource }))).toStrictEqual(written(resource));
  });

  it('is each step of a restore', () => {
    const stack = new TerraformStack(new App(), 'restores');
    const { node } = restoredCluster(stack, { removalPolicy: RemovalPolicy.DESTROY });
    const steps = node.children.map((step) => (step as TerraformResource).toTerraform() as object);

    expect(steps.map((step) => 'resolve' in step)).toEqual(Array(6).fill(true));
  });

  it('has cdktf resolve only what may hold a token', () => {
    const resolve = jest.fn((value: unknown) => value);
    const context = { resolve, registerPostProcessor() {} } as unknown as IResolveContext;
    const resource = { a: { b: 'plain', c: ['e', '1e+3'] }, d: `a ${text}` };

    (resolvedOnce(resource) as unknown as { resolve(given: IResolveContext): void }).resolve(
      context,
    );

    expect(resolve.mock.calls).toEqual([[`a ${text}`]]);
  });

  it.each(Object.keys(VALUES))(
    'has cdktf resolve the same tokens before the validations, when these may declare something: %s',
    (title) => {
      const resource = { resource: { null_resource: { x: VALUES[title] } } };
      const seen = (preparing: boolean) => {
        const resolve = jest.fn((value: unknown) => value);
        const context = { preparing, resolve, registerPostProcessor() {} };
        (resolvedOnce({ ...resource }) as unknown as { resolve(given: object): void }).resolve(
          context,
        );
        return resolve.mock.calls.filter(([value]) => typeof value !== 'boolean' && value !== null);
      };
      const isToken = ([value]: unknown[]) =>
        Tokenization.isResolvable(value) || Token.isUnresolved(value);

      expect(seen(true).filter(isToken)).toEqual(seen(false).filter(isToken));
    },
  );

  it('is for whoever else reads it what it was', () => {
    const resource = { resource: { null_resource: { x: { triggers: { a: 'b' } } } } };

    expect({ ...resolvedOnce({ ...resource }) }).toStrictEqual(resource);
    expect(JSON.stringify(resolvedOnce({ ...resource }))).toBe(JSON.stringify(resource));
  });
});
