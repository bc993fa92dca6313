import { cut, printable } from '../text/text';
import { urlPath } from '../vendor/request';
import type { ApiClient, ApiRequest, ApiResponse } from './api-client';
import { monotonicMs } from './clock';
import type { Endpoint, Refusal } from './endpoint';
import {
  ClientError,
  type Effect,
  type ErrorFacts,
  NoResponseError,
  RefusedError,
  type RequestDetails,
} from './errors';
import { exchange, HttpFailure, type HttpResponse } from './http';
import { type Limiter, limiterFor } from './pace/limiter';
import { proxyFor } from './proxy';
import type { Redactor } from './redactor';
import { RETRY, type Repeatable, withRetry } from './retry';
import { retryAfterSeconds } from './retry-after';
import { authorization, serverNamed, serverUrl, urlOn } from './server-url';
import type { Settings } from './settings';

// Codes of certificates that are not trusted: the next attempt meets the same one.
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/;

/** Calls one vendor's API with the key of the environment. */
export class Api implements ApiClient {
  readonly #server: URL;
  readonly #proxy: URL | undefined;
  readonly #key: string;
  readonly #limiter: Limiter | undefined;
  #deadline = Number.POSITIVE_INFINITY;
  #vendorTime: Date | undefined;
  #hasWritten = false;
  /** Told once for a call that is refused for so long that only a rate limit is waited for any longer. */
  onLimit: (problem: string) => void = () => undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly env: NodeJS.ProcessEnv,
    private readonly settings: Settings,
    private readonly redactor: Redactor,
    private readonly now: () => Date,
  ) {
    this.#server = serverUrl(endpoint.serverVariable, endpoint.server, env);
    this.#proxy = proxyFor(this.#server);
    this.#key = apiKey(endpoint, env);
    redactor.add(this.#key);
    const limit = requestsPerSecond(endpoint, settings);
    this.#limiter = limit === undefined ? undefined : limiterFor(this.#server.host, limit);
  }

  /** No pause goes beyond the timeout, which begins now; a rate limit is waited for until then. */
  until(timeoutSeconds: number): void {
    this.#deadline = monotonicMs() + timeoutSeconds * 1000;
  }

  on(address: string): Api {
    const { href } = serverNamed(address, this.#server, this.endpoint.domains ?? []);
    const endpoint = {
      ...this.endpoint,
      server: href,
      serverVariable: 'the address of the server',
    };
    const api = new Api(endpoint, this.env, this.settings, this.redactor, this.now);
    api.#deadline = this.#deadline;
    api.onLimit = this.onLimit;
    return api;
  }

  /** Whether a request was sent that is not a read. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  get vendorTime(): Date | undefined {
    return this.#vendorTime;
  }

  read(request: ApiRequest): Promise<ApiResponse> {
    return this.#callWithRetry(request, 'always', 'nothing');
  }

  repeatableWrite(request: ApiRequest): Promise<ApiResponse> {
    return this.#callWithRetry(request, 'always', 'unknown');
  }

  /**
   * Sends a write that must not act twice. It is sent again only after a response, or the lack of a
   * connection, that proves that it did nothing; whatever else happens is thrown.
   */
  sendOnce(request: ApiRequest): Promise<ApiResponse> {
    return this.#callWithRetry(request, 'when-nothing-happened', 'unknown');
  }

  /** `lost`: what became of the request when no usable response comes. */
  #callWithRetry(request: ApiRequest, repeatable: Repeatable, lost: Effect): Promise<ApiResponse> {
    return withRetry(() => this.#call(request, lost), {
      repeatable,
      firstPauseSeconds: this.settings.pollSeconds,
      deadline: this.#deadline,
      onLimit: (error) => this.onLimit(error.problem),
      // The clock of the machine may be corrected meanwhile.
      now: monotonicMs,
    });
  }

  async #call(request: ApiRequest, lost: Effect): Promise<ApiResponse> {
    const url = urlOn(this.#server, urlPath(request.path), request.query);
    const details: RequestDetails = { method: request.method, url: url.href };
    await this.#limiter?.acquire(request.signal);
    const response = await this.#exchange(request, url, details, lost);
    this.#noteTime(response);
    const answered = { ...details, status: response.status, ...this.#requestId(response) };
    const acted = request.seen?.(response.text) === true;
    return this.#read(request, response, answered, { lost, acted });
  }

  #noteTime({ headers }: HttpResponse): void {
    const time = new Date(headers.date ?? '');
    if (!Number.isNaN(time.getTime())) this.#vendorTime = time;
  }

  async #exchange(
    request: ApiRequest,
    url: URL,
    details: RequestDetails,
    lost: Effect,
  ): Promise<HttpResponse> {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers: Record<string, string> = {
      ...this.endpoint.headers,
      ...request.headers,
      Accept: 'application/json',
      'Accept-Encoding': 'identity',
      ...authorization(url, this.#server, this.#key),
    };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      headers['Content-Length'] = String(Buffer.byteLength(body));
    }
    const { requestTimeoutSeconds: timeoutSeconds } = this.settings;
    if (request.method !== 'GET') this.#hasWritten = true;
    try {
      const response = await exchange({
        ...{ method: request.method, url, headers, body, timeoutSeconds },
        proxy: this.#proxy,
      });
      // A server that repeats the key must not get it into a message, an id or a file.
      return { ...response, text: this.redactor.redactReceived(response.text) };
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      request.seen?.(this.redactor.redactReceived(error.received));
      throw new NoResponseError(
        error.sent
          ? `${this.endpoint.title} sent no complete response: ${error.message}`
          : `${this.endpoint.title} cannot be reached: ${error.message}`,
        `Check the network and ${this.endpoint.serverVariable}`,
        {
          effect: error.sent ? lost : 'nothing',
          retry: 'after a fix',
          request: details,
          cause: error,
        },
        NOT_TRUSTED.test((error.cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
      );
    }
  }

  #read(
    request: ApiRequest,
    response: HttpResponse,
    details: RequestDetails,
    { lost, acted }: { readonly lost: Effect; readonly acted: boolean },
  ): ApiResponse {
    const body = parseObject(response.text, (text) => this.redactor.redactReceived(text));
    if (response.status >= 300 && response.status < 400) {
      const what = 'responded with a redirect, which is not followed with the key';
      throw this.#noResponse(what, details, lost);
    }
    // A body that is not JSON is never shown: it may be a proxy's page, and may echo the key.
    const isEmpty = request.mayBeEmpty === true && response.text.trim() === '';
    if (body === undefined && response.status < 400 && !isEmpty) {
      throw this.#noResponse('responded with something that is not JSON', details, lost);
    }
    const read = this.endpoint.readResponse(response.status, body ?? {}, response.headers);
    if ('data' in read) return { data: read.data };
    const { refusal } = read;
    if (request.expectedCodes?.includes(refusal.code)) {
      return { data: undefined, refusedWith: refusal.code };
    }
    const proven = refusal.acted === 'no' && !acted;
    throw this.#refused(refusal, response, details, proven ? 'nothing' : lost);
  }

  #noResponse(what: string, details: RequestDetails, lost: Effect): NoResponseError {
    return new NoResponseError(
      `${this.endpoint.title} ${what}`,
      `Check that ${this.endpoint.serverVariable} names the API and that no proxy is in between`,
      { effect: lost, retry: 'after a fix', request: details },
    );
  }

  #refused(
    refusal: Refusal,
    response: HttpResponse,
    request: RequestDetails,
    effect: Effect,
  ): RefusedError {
    const message = quoteMessage(this.redactor.redact(refusal.message));
    const code = cut(printable(this.redactor.redact(refusal.code)), 40);
    // A date is one of the server's clock, which may not be that of this machine.
    const now = new Date(response.headers.date ?? '');
    const since = Number.isNaN(now.getTime()) ? this.now() : now;
    const wait = retryAfterSeconds(response.headers['retry-after'], since);
    const facts = {
      kind: refusal.unauthorized ? 'credentials' : 'refused',
      effect,
      retry:
        !refusal.unauthorized && (refusal.later || refusal.status >= 500) ? 'later' : 'after a fix',
      request,
    } as const;
    // A code with advice of its own is not about the key alone.
    const isKey = refusal.unauthorized && refusal.fix === undefined;
    const problem = isKey
      ? `${this.endpoint.title} refused the API key for this call: code ${code} ${message}`
      : `${this.endpoint.title} refused: code ${code} ${message}`;
    const fix = isKey
      ? `Set ${this.endpoint.keyVariable} to a key of ${this.endpoint.roles}`
      : fixOf(refusal, facts, wait);
    return new RefusedError(problem, fix, facts, refusal.code, wait, refusal.isLimit);
  }

  #requestId(response: HttpResponse): Pick<RequestDetails, 'requestId'> {
    const id = response.headers[this.endpoint.requestIdHeader];
    return id === undefined ? {} : { requestId: cut(printable(this.redactor.redact(id))) };
  }
}

/** A constant interval of nothing is for a server without a limit: one that a test has started. */
function requestsPerSecond(endpoint: Endpoint, settings: Settings): number | undefined {
  const { pollSeconds, requestsPerSecond: given } = settings;
  return given ?? (pollSeconds === 0 ? undefined : endpoint.requestsPerSecond);
}

function apiKey(endpoint: Endpoint, env: NodeJS.ProcessEnv): string {
  const key = (env[endpoint.keyVariable] ?? '').trim();
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new ClientError(
    key === ''
      ? `${endpoint.keyVariable} is not set`
      : `${endpoint.keyVariable} holds characters that no API key has`,
    `Export the API key of ${endpoint.roles} before you start the command; never put it in a file or a prop`,
    { kind: 'credentials', effect: 'nothing', retry: 'never' },
  );
}

/** A server may write the key with escapes: then it is masked once more, in what they stand for. */
function parseObject(text: string, redact: (text: string) => string): unknown {
  const maskValue = (_key: string, value: unknown) =>
    typeof value === 'string' ? redact(value) : value;
  try {
    const value: unknown = JSON.parse(text, text.includes('\\u') ? maskValue : undefined);
    return value === null || typeof value !== 'object' ? undefined : value;
  } catch {
    return undefined;
  }
}

/** What the vendor's code means for the caller; what a server asks for that is too long to wait here. */
function fixOf({ fix, later }: Refusal, { retry }: ErrorFacts, wait: number | undefined): string {
  if (later && wait !== undefined && wait > RETRY.longestRetryAfterSeconds)
    return `${fix === undefined ? '' : `${fix}; `}the server asks to wait ${Math.round(wait)} s`;
  return fix ?? (retry === 'later' ? '' : 'Correct what the message names');
}

function quoteMessage(message: string): string {
  return JSON.stringify(cut(printable(message), 300));
}
