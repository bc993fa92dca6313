import type { ApiResponse } from '../client/api-client';
import { NoResponseError, RefusedError, UnusableResponse } from '../client/errors';
import type { Submitted } from '../vendor/protocol';
import { shownPath, type VendorRequest } from '../vendor/request';
import { refuseOddIds } from './odd-ids';
import type { Operation, StepContext } from './step-context';

type Sending = StepContext<'submit'> | StepContext<'wait'>;

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
    read(operation, request, await api.sendOnce({ method, path, body, seen }), facts);
  const seen = (response: string) => {
    const password = operation.passwordIn?.(response);
    if (password !== undefined) {
      context.redactor.add(password);
      heard.password = password;
    }
    return password !== undefined || namesRestore(operation, request, response, facts);
  };
  try {
    return withHeard(await once(request.body), heard);
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
    return withHeard(await once(otherBody), heard);
  }
}

/**
 * A password counts wherever the response has it. What repeats it is no id and no name: those go into the journal, into
 * Terraform's state and into messages.
 */
function withHeard(submitted: Submitted, { password }: Heard): Submitted {
  if (password === undefined) return submitted;
  const { jobId, facts, ...given } = submitted;
  const clean = (text: string) => (text.includes(password) ? '' : text);
  const kept = Object.entries(facts).map(([name, value]) => [name, clean(value)] as const);
  return { password, ...given, jobId: clean(jobId), facts: Object.fromEntries(kept) };
}

/** Whether a response names what was begun, whatever its status and its envelope say. */
function namesRestore(
  operation: Operation,
  request: VendorRequest,
  response: string,
  known: Facts,
): boolean {
  let body: unknown;
  try {
    body = JSON.parse(response);
  } catch {
    return false;
  }
  const { data } = (body ?? {}) as { data?: unknown };
  return [body, data].some((part) => {
    try {
      const { jobId, facts } = operation.accept(request, part, known);
      return jobId !== '' || Object.values(facts).some((value) => value !== '');
    } catch {
      return false;
    }
  });
}

function read(
  operation: Operation,
  request: VendorRequest,
  response: ApiResponse,
  facts: Facts,
): Submitted {
  try {
    return refuseOddIds(operation.accept(request, response.data, facts));
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
