import pRetry from 'p-retry';
import type { ApiAnswer, ApiClient, ApiRequest } from '../contract/api-client';
import type { Driver, Refusal } from '../contract/driver';
import { ExitCode } from '../contract/exit-code';
import {
  NoAnswerError,
  RefusedError,
  type RequestDetails,
  RestoreError,
} from '../contract/restore-error';
import { cut, printable } from '../contract/text';
import { pause, type Settings } from './environment';
import { exchange, HttpFailure, type HttpResponse } from './http';
import { retryAfterSeconds } from './retry-after';
import type { Secrets } from './secrets';
import { serverUrl } from './server-url';

const READ_ATTEMPTS = 6;

/** Calls one vendor's API with the key of the environment. */
export class Api implements ApiClient {
  readonly #server: URL;
  readonly #key: string;

  constructor(
    private readonly driver: Driver,
    env: NodeJS.ProcessEnv,
    private readonly settings: Settings,
    private readonly secrets: Secrets,
    private readonly now: () => Date,
  ) {
    this.#server = serverUrl(driver.serverVariable, driver.server, env);
    this.#key = apiKey(driver, env);
    secrets.add(this.#key);
  }

  read(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, (error) => mayPass(error));
  }

  repeatableWrite(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, (error) => mayPass(error));
  }

  /**
   * Sends a write that must not act twice. It is sent again only after an answer, or the lack of a
   * connection, that proves that it did nothing; whatever else happens is thrown.
   */
  sendOnce(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, (error) => mayPass(error) && didNothing(error));
  }

  #patiently(request: ApiRequest, again: (error: Error) => boolean): Promise<ApiAnswer> {
    const firstPause = (this.settings.pollSeconds ?? 1) * 1000;
    return pRetry(() => this.#call(request), {
      retries: READ_ATTEMPTS - 1,
      minTimeout: firstPause,
      maxTimeout: 30 * firstPause,
      factor: 2,
      randomize: true,
      shouldRetry: ({ error }) => again(error),
      onFailedAttempt: async ({ error }) => {
        if (
          error instanceof RefusedError &&
          error.retryAfterSeconds !== undefined &&
          again(error)
        ) {
          await pause(error.retryAfterSeconds);
        }
      },
    });
  }

  async #call(request: ApiRequest): Promise<ApiAnswer> {
    const url = new URL(`${this.#server.pathname.replace(/\/$/, '')}${request.path}`, this.#server);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const details: RequestDetails = { method: request.method, url: url.href };
    const response = await this.#exchange(request, url, details);
    return this.#read(request, response, {
      ...details,
      status: response.status,
      ...this.#requestId(response),
    });
  }

  async #exchange(request: ApiRequest, url: URL, details: RequestDetails): Promise<HttpResponse> {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers: Record<string, string> = {
      ...this.driver.headers,
      Accept: 'application/json',
      Authorization: `Bearer ${this.#key}`,
    };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      headers['Content-Length'] = String(Buffer.byteLength(body));
    }
    const { requestTimeoutSeconds: timeoutSeconds } = this.settings;
    try {
      return await exchange({ method: request.method, url, headers, body, timeoutSeconds });
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      throw new NoAnswerError(
        error.sent ? noAnswerCode(details) : ExitCode.UNREACHABLE,
        error.sent
          ? `${this.driver.title} gave no whole answer: ${error.message}`
          : `${this.driver.title} cannot be reached: ${error.message}`,
        `Check the network and ${this.driver.serverVariable}, then apply again`,
        details,
        error.sent ? 'maybe' : 'no',
        { cause: error },
      );
    }
  }

  #read(request: ApiRequest, response: HttpResponse, details: RequestDetails): ApiAnswer {
    const body = parsed(response.text);
    if (response.status >= 300 && response.status < 400) {
      throw this.#noAnswer('answered with a redirect, which is not followed with the key', details);
    }
    // A body that is not JSON is never shown: it may be a proxy's page, and may echo the key.
    const isEmpty = request.mayBeEmpty === true && response.text.trim() === '';
    if (body === undefined && response.status < 400 && !isEmpty) {
      throw this.#noAnswer('answered with something that is not JSON', details);
    }
    const read = this.driver.readAnswer(response.status, body ?? {}, response.headers);
    if ('data' in read) return { data: read.data };
    const { refusal } = read;
    if (request.expectedCodes?.includes(refusal.code)) {
      return { data: undefined, refusedWith: refusal.code };
    }
    throw this.#refused(refusal, response, details);
  }

  #noAnswer(what: string, details: RequestDetails): NoAnswerError {
    return new NoAnswerError(
      noAnswerCode(details),
      `${this.driver.title} ${what}`,
      `Check that ${this.driver.serverVariable} names the API and no proxy stands between`,
      details,
      'maybe',
    );
  }

  #refused(refusal: Refusal, response: HttpResponse, details: RequestDetails): RefusedError {
    const said = this.secrets.mask(quotedMessage(refusal.message));
    const problem = refusal.unauthorized
      ? `${this.driver.title} does not accept the API key for this: code ${refusal.code} ${said}`
      : `${this.driver.title} refused: code ${refusal.code} ${said}`;
    const fix = refusal.unauthorized
      ? `Set ${this.driver.keyVariable} to a key of ${this.driver.roles}`
      : (refusal.fix ?? 'Correct what the message names, then apply again');
    return new RefusedError(
      refusal.unauthorized ? ExitCode.UNAUTHORIZED : ExitCode.REFUSED,
      problem,
      fix,
      details,
      refusal.code,
      refusal.acted,
      refusal.later,
      retryAfterSeconds(response.headers['retry-after'], this.now()),
    );
  }

  #requestId(response: HttpResponse): Pick<RequestDetails, 'requestId'> {
    const id = response.headers[this.driver.requestIdHeader];
    return id === undefined ? {} : { requestId: cut(printable(id)) };
  }
}

/** A lost answer to a read harms nothing; to a write, it leaves open what happened. */
function noAnswerCode({ method }: RequestDetails): ExitCode {
  return method === 'GET' ? ExitCode.UNREACHABLE : ExitCode.UNKNOWN_OUTCOME;
}

function apiKey(driver: Driver, env: NodeJS.ProcessEnv): string {
  const key = (env[driver.keyVariable] ?? '').trim();
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new RestoreError(
    ExitCode.UNAUTHORIZED,
    key === ''
      ? `${driver.keyVariable} is not set`
      : `${driver.keyVariable} holds characters that no API key has`,
    `Export the API key of ${driver.roles} where Terraform runs; it belongs in no file and no prop`,
  );
}

function mayPass(error: Error): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof RefusedError && (error.later || (error.request?.status ?? 0) >= 500);
}

function didNothing(error: Error): boolean {
  return (error instanceof NoAnswerError || error instanceof RefusedError) && error.acted === 'no';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== 'object' ? undefined : value;
  } catch {
    return undefined;
  }
}

function quotedMessage(message: string): string {
  return JSON.stringify(cut(printable(message), 300));
}
