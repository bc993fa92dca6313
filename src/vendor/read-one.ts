import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import type { Reader } from '../client/api-client';
import { UnusableResponse } from '../client/errors';
import { quote } from '../text/text';
import { type Segment, shownPath } from './request';

/** Reads one thing; `isNot` says what a response of another form is not, for example `describes no project`. */
export async function readOne<Data>(
  api: Reader,
  path: readonly Segment[],
  schema: z.ZodMiniType<Data>,
  isNot: string,
): Promise<Data> {
  const { data } = await api.read({ method: 'GET', path });
  return parseOne(data, path, schema, isNot);
}

/** What a response to a GET holds; see {@link readOne}. */
export function parseOne<Data>(
  data: unknown,
  path: readonly Segment[],
  schema: z.ZodMiniType<Data>,
  isNot: string,
): Data {
  const parsed = safeParse(schema, data);
  if (parsed.success) return parsed.data;
  throw new UnusableResponse(`the response to GET ${shownPath(path)} ${isNot}`);
}

/** Refuses a description of something else than was asked for: it says nothing of that. The case of ids does not matter. */
export function requireAsked(
  what: 'cluster' | 'restore' | 'backup' | 'job',
  path: readonly Segment[],
  described: string,
  asked: string,
): void {
  if (described.toLowerCase() === asked.toLowerCase()) return;
  throw new UnusableResponse(
    `the response to GET ${shownPath(path)} describes ${what} ${quote(described)}, not ${quote(asked)}`,
  );
}
