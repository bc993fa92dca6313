import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { type Segment, shownPath } from '../../vendor/request';

/** What a list is asked; the order is always sent, because the vendor's documents differ on the default. */
export interface ListQuery {
  readonly path: readonly Segment[];
  /** The name of the list in the response. */
  readonly list: string;
  readonly order: 'ASC' | 'DESC';
  readonly query?: Readonly<Record<string, string>>;
}

// The maximum limit is undocumented; this is what the vendor's own Terraform provider asks for.
const PAGE_SIZE = 500;
/** More than any cluster has: a longer list is not a list. */
const MOST_PAGES = 200;

const pagedSchema = once(() =>
  z.object({
    pagination: z.optional(z.nullable(z.object({ next_page: z.optional(z.nullable(z.string())) }))),
  }),
);

/** The pages of a list, one at a time, so that a search can stop early. */
export async function* pagesOf<Item>(
  api: Reader,
  asked: ListQuery,
  item: z.ZodMiniType<Item>,
): AsyncGenerator<Item[]> {
  // A list that is missing is not an empty one: it would permit what an item forbids.
  const items = z.object({ [asked.list]: z.array(item) });
  const seen = new Set<string>();
  let page: string | undefined;
  do {
    if (seen.size >= MOST_PAGES) {
      throw new UnusableResponse(`GET ${shownPath(asked.path)} has more than ${MOST_PAGES} pages`);
    }
    const query = {
      ...asked.query,
      'pagination.limit': PAGE_SIZE,
      'pagination.sort_order': asked.order,
      'pagination.page': page,
    };
    const { data } = await api.read({ method: 'GET', path: asked.path, query });
    const [found, paged] = [z.safeParse(items, data), z.safeParse(pagedSchema(), data)];
    if (!found.success || !paged.success) {
      throw new UnusableResponse(
        `the response to GET ${shownPath(asked.path)} lists no ${asked.list}`,
      );
    }
    yield (found.data as Record<string, Item[]>)[asked.list] ?? [];
    page = paged.data.pagination?.next_page || undefined;
    if (page !== undefined && seen.has(page)) {
      throw new UnusableResponse(
        `GET ${shownPath(asked.path)} returns the same page again and again`,
      );
    }
    seen.add(page ?? '');
  } while (page !== undefined);
}

/** Every item of a list. */
export async function allOf<Item>(
  api: Reader,
  asked: ListQuery,
  item: z.ZodMiniType<Item>,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of pagesOf(api, asked, item)) all.push(...items);
  return all;
}
