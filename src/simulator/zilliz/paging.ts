import type { Call } from '../exchange';
import { ZillizRefusal } from './refusal';

/** One page of a list and the numbers that describe it. */
export interface Page<Item> {
  readonly numbers: { count: number; currentPage: number; pageSize: number };
  readonly items: readonly Item[];
}

/** Cuts a list by the request's `pageSize` and `currentPage`. */
export function pageOf<Item>(call: Call, all: readonly Item[]): Page<Item> {
  const pageSize = wholeNumber(call, 'pageSize', 10);
  if (!(pageSize >= 1 && pageSize <= 100)) {
    throw new ZillizRefusal(96008, 'pageSize must be a number from 1 to 100');
  }
  const currentPage = wholeNumber(call, 'currentPage', 1);
  if (!(currentPage >= 1)) {
    throw new ZillizRefusal(96009, 'currentPage must be a number from 1');
  }
  const first = (currentPage - 1) * pageSize;
  return {
    numbers: { count: all.length, currentPage, pageSize },
    items: all.slice(first, first + pageSize),
  };
}

function wholeNumber(call: Call, name: string, fallback: number): number {
  const text = call.query.get(name);
  if (text === null) {
    return fallback;
  }
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
