import type { ApiResponse } from '../../client/api-client';
import { NoResponseError, RefusedError, UnusableResponse } from '../../client/errors';
import type { Submitted } from '../../vendor/outcomes';
import { shownPath, type VendorRequest } from '../../vendor/request';
import type { Sending } from '../step/step-context';
import { refuseOddIds } from './odd-ids';

type Facts = Readonly<Record<string, string>>;

/** What was heard in a response before it was judged. */
export interface Heard {
  password?: string;
}

/**
 * Sends a request once, or once more in its other form; what was heard is reported even where this throws.
 *
 * @param facts what was recorded before the request
 */
export async function sendOnce(
  context: Sending,
  request: VendorRequest,
  heard: Heard,
  facts: Facts = {},
): Promise<Submitted> {
  const { api, operation } = context;
  const { method, path } = request;
  const once = async (body: VendorRequest['body']) =>
    read(context, request, await api.sendOnce({ method, path, body, seen }), facts, heard);
  const seen = (response: string) => {
    const password = operation.passwordIn?.(response);
    if (password !== undefined) {
      context.redactor.add(password);
      heard.password = password;
    }
    return password !== undefined || namesRestore(context, request, response, facts);
  };
  try {
    return await once(request.body);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.effect !== 'nothing') throw error;
    const otherBody = request.otherwise?.({
      status: error.request?.status ?? 0,
      code: error.code,
      message: error.problem,
      acted: 'no',
      later: error.retry === 'later',
      unauthorized: error.kind === 'credentials',
    });
    if (otherBody === undefined) throw error;
    return await once(otherBody);
  }
}

/** Shorter ones are no passwords of a vendor, and may be a part of any id: of `job-1`, `1` is. */
const SHORTEST_IN_IDS = 6;

/**
 * A password counts wherever the response has it. What repeats it is no id and no name: those go into the journal, into
 * Terraform's state and into messages. Without its id the restore has to be looked for.
 */
function withHeard(submitted: Submitted, { password }: Heard): Submitted {
  if (password === undefined) return submitted;
  const { jobId, facts, ...given } = submitted;
  const clean = (name: string, text: string) => {
    const isId = name.endsWith('_id');
    if (!text.includes(password) || (isId && password.length < SHORTEST_IN_IDS)) return text;
    if (isId) throw new UnusableResponse(`the response names its password as ${name}`);
    return '';
  };
  const kept = Object.entries(facts).map(([name, value]) => [name, clean(name, value)] as const);
  return { password, ...given, jobId: clean('job_id', jobId), facts: Object.fromEntries(kept) };
}

/** Whether a response names what was begun, whatever its status and its envelope say. */
function namesRestore(
  { operation, driver }: Sending,
  request: VendorRequest,
  response: string,
  known: Facts,
): boolean {
  let body: unknown;
  try {
    // At any depth: what is refused as too deep may have begun all the same.
    body = JSON.parse(response);
  } catch {
    return false;
  }
  const { data } = (body ?? {}) as { data?: unknown };
  return [body, data].some((part) => {
    try {
      const { jobId, facts } = operation.accept(request, part, known, driver.sources);
      return jobId !== '' || Object.values(facts).some((value) => value !== '');
    } catch {
      return false;
    }
  });
}

function read(
  { operation, driver }: Sending,
  request: VendorRequest,
  response: ApiResponse,
  facts: Facts,
  heard: Heard,
): Submitted {
  try {
    const submitted = operation.accept(request, response.data, facts, driver.sources);
    return refuseOddIds(withHeard(submitted, heard));
  } catch (error) {
    if (!(error instanceof UnusableResponse)) throw error;
    const fix = 'Look in the vendor console whether the restore began';
    throw new NoResponseError(error.problem, fix, {
      effect: 'unknown',
      retry: 'never',
      request: { method: request.method, url: shownPath(request.path) },
      cause: error,
    });
  }
}
