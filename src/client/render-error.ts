import { capitalize } from '../text/text';
import type { ClientError, RequestDetails } from './errors';

/** The words of the program that renders an error. */
export interface Words {
  /** How its user tries again: `apply again`, `try again`. */
  readonly again: string;
  /** What a check that refused has left undone: `nothing was restored`. */
  readonly nothing?: string;
}

/** The error on one line: what went wrong, in which request, what to do. */
export function renderError(error: ClientError, words: Words): string {
  const { problem, request } = error;
  const call = request === undefined ? '' : ` (${renderRequest(request)})`;
  return `${problem}${call}. ${capitalize(adviceOf(error, words))}.`;
}

/** What to do, with what an error of this kind means for the next run; without the last full stop. */
export function adviceOf({ fix, kind, retry }: ClientError, { again, nothing }: Words): string {
  const left = kind === 'precondition' && nothing !== undefined ? `; ${nothing}` : '';
  if (retry === 'later') return `${fix === '' ? '' : `${fix}: `}${again} later${left}`;
  // What a check names, or a wrong variable, already says that it has to be corrected first.
  const isPlain = retry === 'never' || kind === 'precondition' || kind === 'usage';
  return isPlain ? `${fix}${left}` : `${fix}, then ${again}`;
}

function renderRequest({ method, url, status, requestId }: RequestDetails): string {
  const answered = status === undefined ? '' : `, HTTP ${status}`;
  const id = requestId === undefined ? '' : `, request id ${requestId}`;
  return `${method} ${url}${answered}${id}`;
}
