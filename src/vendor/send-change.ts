import type { ApiClient } from '../client/api-client';
import type { VendorRequest } from './request';

/**
 * Sends a change of a setting, and returns what is not as declared after it. A change whose response was lost may be
 * refused when it is repeated, and is made all the same: a failure counts only where something is left.
 */
export async function sendChange<Difference>(
  api: Pick<ApiClient, 'repeatableWrite'>,
  { method, path, body, headers }: VendorRequest,
  readLeft: () => Promise<readonly Difference[]>,
  mayBeEmpty = false,
): Promise<readonly Difference[]> {
  const failure = await api.repeatableWrite({ method, path, body, headers, mayBeEmpty }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const left = await readLeft();
  if (failure !== undefined && left.length > 0) throw failure;
  return left;
}
