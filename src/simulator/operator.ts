import type { Cloud, Reply, Vendor } from './exchange';

/** A request that another operator makes beside the product. */
export interface OperatorRequest {
  readonly method: string;
  /** The path of a vendor, with its query if it has one. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Objects to add, so that a list has more than one page. */
export interface Population {
  readonly vendor: Vendor;
  /** The list that they belong to: `clusters`, `backups`, `restores` and so on. */
  readonly kind: string;
  /** How many. */
  readonly count: number;
  /** What all of them have instead of the usual. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const MOST_OBJECTS = 100_000;

/** Lets a cloud do what an operator with every right asks. */
export function askAsOperator(clouds: readonly Cloud[], request: OperatorRequest): Reply {
  const [path = '', search = ''] = `${request.path}`.split('?', 2);
  const cloud = clouds.find((candidate) => candidate.owns(path));
  if (cloud === undefined) {
    throw new RangeError(`path must be a path of a vendor, got ${JSON.stringify(request.path)}.`);
  }
  return cloud.answer({
    method: request.method,
    path,
    query: new URLSearchParams(search),
    headers: { ...request.headers, authorization: `Bearer ${cloud.ownerKey}` },
    bodyText: request.body === undefined ? '' : JSON.stringify(request.body),
    body: request.body,
    params: {},
  });
}

/** Adds objects to a cloud and answers their ids or names. */
export function populateCloud(clouds: readonly Cloud[], population: Population): string[] {
  const { vendor, kind, count, fields = {} } = population;
  const cloud = clouds.find((candidate) => candidate.vendor === vendor);
  if (cloud === undefined) {
    throw new RangeError(`vendor must be zilliz or cockroach, got ${JSON.stringify(vendor)}.`);
  }
  if (!Number.isInteger(count) || count < 1 || count > MOST_OBJECTS) {
    throw new RangeError(
      `count must be a whole number from 1 to ${MOST_OBJECTS}, got ${JSON.stringify(count)}.`,
    );
  }
  return cloud.populate(kind, count, fields);
}
