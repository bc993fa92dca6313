import { isRecord } from '../exchange';
import type { CockroachBehaviour } from './behaviour';
import type { CockroachCall } from './call';
import { CockroachRefusal, GRPC } from './refusal';

/** One page of a list, and what the answer's `pagination` holds. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null when all fits on one page, as in the samples. */
  readonly pagination: { next_page?: string; previous_page?: string } | null;
}

/** Cuts a list that is in ascending order, by the request's `pagination.*`. */
export function pageOf<Item>(
  call: CockroachCall,
  ascending: readonly Item[],
  behaviour: CockroachBehaviour,
): Page<Item> {
  const limit = limitOf(call, behaviour.defaultPageLimit);
  const first = offsetOf(call.query.get('pagination.page'));
  const items = sortOrderOf(call, behaviour) === 'ASC' ? ascending : [...ascending].reverse();
  if (call.endlessPages === true) {
    const page = Array.from({ length: limit }, (_, at) => items[(first + at) % items.length]);
    const shown = page.flatMap((item) => (item === undefined ? [] : [item]));
    return { items: shown, pagination: { next_page: token(first + limit) } };
  }
  const next = first + limit < items.length ? { next_page: token(first + limit) } : {};
  const previous = first > 0 ? { previous_page: token(Math.max(0, first - limit)) } : {};
  const links = { ...next, ...previous };
  return {
    items: items.slice(first, first + limit),
    pagination: Object.keys(links).length === 0 ? null : links,
  };
}

/** Keeps what lies within `start_time` (inclusive) and `end_time` (exclusive); both or neither. */
export function withinTimes<Item>(
  call: CockroachCall,
  items: readonly Item[],
  timeOf: (item: Item) => number,
): Item[] {
  const start = timeParameter(call, 'start_time');
  const end = timeParameter(call, 'end_time');
  if (start === undefined && end === undefined) {
    return [...items];
  }
  if (start === undefined || end === undefined) {
    throw invalid('start_time and end_time must be given together');
  }
  return items.filter((item) => timeOf(item) >= start && timeOf(item) < end);
}

function limitOf(call: CockroachCall, fallback: number): number {
  const text = call.query.get('pagination.limit');
  if (text === null || text === '0') {
    return fallback;
  }
  if (!/^\d+$/.test(text)) {
    throw invalid(`pagination.limit must be a positive number, got "${text}"`);
  }
  return Number(text);
}

function sortOrderOf(call: CockroachCall, behaviour: CockroachBehaviour): string {
  const order = call.query.get('pagination.sort_order') ?? behaviour.defaultSortOrder;
  if (order !== 'ASC' && order !== 'DESC') {
    throw invalid(`invalid value for enum type: "${order}"`);
  }
  return order;
}

function timeParameter(call: CockroachCall, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) {
    return undefined;
  }
  const value = new Date(text).getTime();
  if (Number.isNaN(value)) {
    throw invalid(`${name} must be an RFC 3339 time, got "${text}"`);
  }
  return value;
}

function token(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

function offsetOf(page: string | null): number {
  if (page === null || page === '') {
    return 0;
  }
  try {
    const content: unknown = JSON.parse(Buffer.from(page, 'base64url').toString());
    if (isRecord(content) && typeof content.offset === 'number') {
      return content.offset;
    }
  } catch {
    // Not a token of this simulator: refused below like any other text.
  }
  throw invalid('invalid pagination.page');
}

function invalid(message: string): CockroachRefusal {
  return new CockroachRefusal(GRPC.INVALID_ARGUMENT, message);
}
