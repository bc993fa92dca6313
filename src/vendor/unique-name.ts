import { createHash } from 'node:crypto';

const SUFFIX_LENGTH = 8;

/** What stands for the hash where a name is a part of what the hash is made from. */
export const HASH = '-<hash>';

/**
 * A name that belongs to this restore alone: the user's name and a short hash of the construct path, the identity of
 * the restore and the place of Terraform's state, so that finding it proves its origin.
 */
export function uniqueName(
  name: string,
  path: string,
  identity: Readonly<Record<string, string>>,
  state: string,
): string {
  const material = JSON.stringify([path, Object.entries(identity).sort(), state]);
  const suffix = createHash('sha256').update(material).digest('hex').slice(0, SUFFIX_LENGTH);
  return `${name}-${suffix}`;
}

/** Whether a name is one that {@link uniqueName} makes of another. */
export function isUniqueNameOf(name: string, base: string): boolean {
  return name.startsWith(`${base}-`) && /^[0-9a-f]{8}$/.test(name.slice(base.length + 1));
}
