/** A response that says no. */
export interface Refusal {
  /** The HTTP status, or the one that the body gives in its place. */
  readonly status: number;
  /** The vendor's code, or the HTTP status where there is none. */
  readonly code: string;
  readonly message: string;
  /** Whether the response proves that the request did nothing. */
  readonly acted: 'no' | 'maybe';
  /** Whether the same request may succeed later: a rate limit, a lock. */
  readonly later: boolean;
  /** Whether it is a rate limit: it passes, however long it takes. By default it is none. */
  readonly isLimit?: boolean;
  /** Whether the key is missing, wrong or not allowed to do this. */
  readonly unauthorized: boolean;
  /** What the caller can do, where the code says so; a sentence without the last full stop. */
  readonly fix?: string;
}

/** One vendor's API, as the client calls it. */
export interface Endpoint {
  /** The vendor's name for people. */
  readonly title: string;
  /** The environment variable of the API key. */
  readonly keyVariable: string;
  /** The environment variable that replaces the base URL. */
  readonly serverVariable: string;
  readonly server: string;
  /** The domains of further servers that a response may name, and that get the key: none by default. */
  readonly domains?: readonly string[];
  /**
   * How many requests a second the vendor's documents allow to one user. All requests to the server count, of every
   * process on this machine, whatever key they have. Absent: no limit is known.
   */
  readonly requestsPerSecond?: number;
  /** Headers of every request besides authorisation. */
  readonly headers: Readonly<Record<string, string>>;
  /** The roles one of which the caller must have, for a 403 and for the review. */
  readonly roles: string;
  /** Reads a response: the data, or the refusal with the vendor's code. */
  readResponse(
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string | undefined>>,
  ): { data: unknown } | { refusal: Refusal };
  /** The name of the response's header that holds the request id. */
  readonly requestIdHeader: string;
}
