import type { Call } from '../exchange';
import type { ZillizBehaviour } from './behaviour';
import { ZillizRefusal } from './refusal';

const ENDLESS_COUNT = 1_000_000_000;

/** One page of a list and the numbers that describe it. */
export interface Page<Item> {
  readonly numbers: { count: number; currentPage: number; pageSize: number };
  readonly items: readonly Item[];
}

/** Cuts a list by the request's `pageSize` and `currentPage`; `count` is of all, or of the page. */
export function pageOf<Item>(
  call: Call,
  all: readonly Item[],
  { listCount }: Pick<ZillizBehaviour, 'listCount'>,
): Page<Item> {
  const pageSize = wholeNumber(call, 'pageSize', 10);
  if (!(pageSize >= 1 && pageSize <= 100)) {
    throw new ZillizRefusal(96008, 'pageSize must be a number from 1 to 100');
  }
  const currentPage = wholeNumber(call, 'currentPage', 1);
  if (!(currentPage >= 1)) {
    throw new ZillizRefusal(96009, 'currentPage must be a number from 1');
  }
  const first = (currentPage - 1) * pageSize;
  const endless = call.endlessPages === true;
  const items = endless
    ? Array.from({ length: pageSize }, (_, at) => all[(first + at) % all.length]).filter(isItem)
    : all.slice(first, first + pageSize);
  const total = endless ? ENDLESS_COUNT : all.length;
  const count = listCount === 'page' ? items.length : total;
  return { numbers: { count, currentPage, pageSize }, items };
}

function isItem<Item>(item: Item | undefined): item is Item {
  return item !== undefined;
}

function wholeNumber(call: Call, name: string, fallback: number): number {
  const text = call.query.get(name);
  if (text === null) {
    return fallback;
  }
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
