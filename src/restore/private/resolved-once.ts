import type { IResolveContext } from 'cdktf';
import { mapLeaves } from '../../spec/walk';

/** A token, or the number that stands for one, within a text. */
const MAY_HOLD_TOKEN = /\{TfToken\[|e\+2\d\d/;

/**
 * Lets cdktf write a resource without looking for tokens in each of its texts and keys, which it does several times and
 * is half of a synth: only what may hold a token is resolved by cdktf. For whoever else reads the resource, it is what
 * it was.
 */
export function resolvedOnce<Resource extends object>(resource: Resource): Resource {
  const resolve = (context: IResolveContext) => {
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

/** A token that stands for a list or a map, or a key that holds one. */
function needsCdktf(value: object): boolean {
  if (Array.isArray(value)) return value.some((item) => String(item).startsWith('#{TfToken['));
  return 'resolve' in value || Object.keys(value).some((key) => key.includes('{TfToken['));
}
