import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { UnusableResponse } from '../../client/errors';
import { pluralize } from '../../text/text';
import { shownPath } from '../../vendor/request';

const PAGE_SIZE = 100;
/** More than any organization has: a longer list is not a list. */
const MOST_PAGES = 200;

/** What is listed: where, under which name, and which of them. */
export interface ListQuery {
  readonly path: readonly string[];
  readonly list: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * The pages of a list, one at a time. Whether `count` is the number of all items or of those on the page is not
 * clear from the reference: there is another page while this one is full, or while `count` promises more.
 */
export async function* pagesOf<Item>(
  api: Reader,
  { path, list, query }: ListQuery,
  item: z.ZodMiniType<Item>,
): AsyncGenerator<Item[]> {
  const Page = z.object({
    count: z.optional(z.number()),
    pageSize: z._default(z.number(), PAGE_SIZE),
    [list]: z.optional(z.array(item)),
  });
  let seen = 0;
  for (let currentPage = 1; currentPage <= MOST_PAGES; currentPage += 1) {
    const asked = { ...query, pageSize: PAGE_SIZE, currentPage };
    const { data } = await api.read({ method: 'GET', path, query: asked });
    const parsed = z.safeParse(Page, data);
    if (!parsed.success) throw listsNone(path, list);
    const { count = 0, pageSize } = parsed.data as { count?: number; pageSize: number };
    const listed = (parsed.data as unknown as Record<string, Item[] | undefined>)[list];
    const items = listed ?? [];
    // None is believed only where none is counted too: an empty list would permit what an item forbids.
    const isNone = listed === undefined ? parsed.data.count === 0 : count === 0;
    if (items.length === 0 && seen === 0 && !isNone) throw listsNone(path, list, count);
    yield items;
    seen += items.length;
    const isFull = items.length >= Math.min(PAGE_SIZE, Math.max(1, pageSize));
    if (items.length === 0 || (!isFull && seen >= count)) return;
  }
  throw new UnusableResponse(`GET ${shownPath(path)} has more than ${MOST_PAGES} pages`);
}

function listsNone(path: readonly string[], list: string, count = 0): UnusableResponse {
  const response = `the response to GET ${shownPath(path)}`;
  if (count === 0) return new UnusableResponse(`${response} lists no ${list}`);
  return new UnusableResponse(
    `${response} counts ${pluralize(count, list.replace(/s$/, ''))} and lists none`,
    'Give the key access to the project that has them: since 2026-09-03 an organization owner has none by default',
  );
}
