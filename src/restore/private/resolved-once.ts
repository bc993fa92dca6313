import type { IResolveContext } from 'cdktf';
import { mapLeaves } from '../../spec/walk';
import { isPlain } from '../../text/text';

/** A token, or the number that stands for one, within a text. */
const MAY_HOLD_TOKEN = /\{TfToken\[|e\+2\d\d/;

/**
 * Lets cdktf write a resource without looking for tokens in each of its texts and keys, which it does several times and
 * is half of a synth: only what may hold a token is resolved by cdktf. For whoever else reads the resource, it is what
 * it was. A token that is overlooked here is still found by the last walk of cdktf, over the whole stack.
 */
export function resolvedOnce<Resource extends object>(resource: Resource): Resource {
  const resolve = (context: IResolveContext) => {
    // Before the validations, cdktf resolves for the sake of tokens that declare something: it takes nothing from it.
    if (context.preparing) {
      for (const value of Object.values(resource)) resolveTokensIn(value, context);
      return undefined;
    }
    const resolved = mapLeaves(
      { ...resource },
      (leaf) =>
        typeof leaf !== 'string' || MAY_HOLD_TOKEN.test(leaf) ? context.resolve(leaf) : leaf,
      needsCdktf,
    );
    context.registerPostProcessor({ postProcess: () => resolved });
    return undefined;
  };
  return Object.defineProperty(resource, 'resolve', { value: resolve });
}

function resolveTokensIn(value: unknown, context: IResolveContext): void {
  if (typeof value === 'string') {
    if (MAY_HOLD_TOKEN.test(value)) context.resolve(value);
  } else if (typeof value !== 'object' || value === null || !isPlain(value) || needsCdktf(value)) {
    context.resolve(value);
  } else {
    for (const item of Object.values(value)) resolveTokensIn(item, context);
  }
}

/** A list that may be a token, a token that is an object, or a key that may hold a token. */
function needsCdktf(value: object): boolean {
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'number' || String(item).startsWith('#{TfToken['));
  }
  return 'resolve' in value || Object.keys(value).some((key) => MAY_HOLD_TOKEN.test(key));
}
