import type { Segment } from '../vendor/request';

/** One request to the vendor's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: readonly Segment[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Headers that this call alone needs. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Codes of refusals that the caller handles; they come back instead of being thrown. */
  readonly expectedCodes?: readonly string[];
  /** Whether success may come without a body; by default that is not a usable response. */
  readonly mayBeEmpty?: boolean;
  /** Ends the time in which it waits to be sent within the vendor's limit; what was sent is not recalled. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Sees the text of a response before it is judged, also of one that broke off. True where it holds what only a
   * request that acted brings: then no refusal proves that nothing happened.
   */
  readonly seen?: (text: string) => boolean;
}

/** The data of a response, or one of the refusals that the caller expects. */
export interface ApiResponse {
  readonly data: unknown;
  readonly refusedWith?: string;
}

/** Calls the vendor's API: key, base URL, retries, limits and errors are its concern. */
export interface ApiClient {
  /** The time of the vendor's latest response, where it has one: another clock than that of this machine. */
  readonly vendorTime?: Date | undefined;
  /** A read: tried again after any failure that may pass. */
  read(request: ApiRequest): Promise<ApiResponse>;
  /**
   * The same client for another server of the vendor, whose address a response named; throws where that is none. Absent
   * where nothing has such servers.
   */
  readonly on?: (address: string) => ApiClient;
  /** A write that may be repeated without harm, for example a drop. */
  repeatableWrite(request: ApiRequest): Promise<ApiResponse>;
}

/** What reads, and cannot write. */
export type Reader = Pick<ApiClient, 'read'>;
