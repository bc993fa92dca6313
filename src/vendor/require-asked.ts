import { UnusableResponse } from '../client/errors';
import { quoted } from '../text/text';
import { type Segment, shownPath } from './request';

/** Refuses a description of something else than was asked for: it says nothing of that. The case of ids does not matter. */
export function requireAsked(
  what: 'cluster' | 'restore' | 'backup' | 'job',
  path: readonly Segment[],
  described: string,
  asked: string,
): void {
  if (described.toLowerCase() === asked.toLowerCase()) return;
  throw new UnusableResponse(
    `the response to GET ${shownPath(path)} describes ${what} ${quoted(described)}, not ${quoted(asked)}`,
  );
}
