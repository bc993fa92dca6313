import { cut, printable } from '../text/text';
import type { Driver, Refusal } from '../vendor/driver';
import type { ApiAnswer, ApiClient, ApiRequest } from './api-client';
import { NoAnswerError, RefusedError, type RequestDetails, RestoreError } from './errors';
import { ExitCode } from './exit-code';
import { exchange, HttpFailure, type HttpResponse } from './http';
import type { Secrets } from './redactor';
import { patiently, RETRY, type Repeatable } from './retry';
import { retryAfterSeconds } from './retry-after';
import { serverUrl } from './server-url';
import type { Settings } from './settings';

// Codes of certificates that are not trusted: the next attempt meets the same one.
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/;

/** Calls one vendor's API with the key of the environment. */
export class Api implements ApiClient {
  readonly #server: URL;
  readonly #key: string;
  #deadline = Number.POSITIVE_INFINITY;

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

  /** From now on no pause goes beyond this moment: the end of the wait budget. */
  until(deadline: Date): void {
    this.#deadline = deadline.getTime();
  }

  read(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, 'always', ExitCode.UNREACHABLE);
  }

  repeatableWrite(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, 'always', ExitCode.UNREACHABLE);
  }

  /**
   * Sends a write that must not act twice. It is sent again only after an answer, or the lack of a
   * connection, that proves that it did nothing; whatever else happens is thrown.
   */
  sendOnce(request: ApiRequest): Promise<ApiAnswer> {
    return this.#patiently(request, 'when-nothing-happened', ExitCode.UNKNOWN_OUTCOME);
  }

  #patiently(request: ApiRequest, repeatable: Repeatable, lost: ExitCode): Promise<ApiAnswer> {
    return patiently(() => this.#call(request, lost), {
      repeatable,
      firstPauseSeconds: this.settings.pollSeconds,
      deadline: this.#deadline,
      now: () => this.now().getTime(),
    });
  }

  async #call(request: ApiRequest, lost: ExitCode): Promise<ApiAnswer> {
    const url = new URL(`${this.#server.pathname.replace(/\/$/, '')}${request.path}`, this.#server);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const details: RequestDetails = { method: request.method, url: url.href };
    const response = await this.#exchange(request, url, details, lost);
    const answered = { ...details, status: response.status, ...this.#requestId(response) };
    return this.#read(request, response, answered, lost);
  }

  async #exchange(
    request: ApiRequest,
    url: URL,
    details: RequestDetails,
    lost: ExitCode,
  ): Promise<HttpResponse> {
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
      const answer = await exchange({ method: request.method, url, headers, body, timeoutSeconds });
      // A server that repeats the key must not get it into a message, an id or a file.
      return { ...answer, text: this.secrets.maskReceived(answer.text) };
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      throw new NoAnswerError(
        error.sent ? lost : ExitCode.UNREACHABLE,
        error.sent
          ? `${this.driver.title} gave no whole answer: ${error.message}`
          : `${this.driver.title} cannot be reached: ${error.message}`,
        `Check the network and ${this.driver.serverVariable}, then apply again`,
        details,
        error.sent ? 'maybe' : 'no',
        { cause: error },
        NOT_TRUSTED.test((error.cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
      );
    }
  }

  #read(
    request: ApiRequest,
    response: HttpResponse,
    details: RequestDetails,
    lost: ExitCode,
  ): ApiAnswer {
    const body = parsed(response.text);
    if (response.status >= 300 && response.status < 400) {
      const what = 'answered with a redirect, which is not followed with the key';
      throw this.#noAnswer(what, details, lost);
    }
    // A body that is not JSON is never shown: it may be a proxy's page, and may echo the key.
    const isEmpty = request.mayBeEmpty === true && response.text.trim() === '';
    if (body === undefined && response.status < 400 && !isEmpty) {
      throw this.#noAnswer('answered with something that is not JSON', details, lost);
    }
    const read = this.driver.readAnswer(response.status, body ?? {}, response.headers);
    if ('data' in read) return { data: read.data };
    const { refusal } = read;
    if (request.expectedCodes?.includes(refusal.code)) {
      return { data: undefined, refusedWith: refusal.code };
    }
    throw this.#refused(refusal, response, details);
  }

  #noAnswer(what: string, details: RequestDetails, lost: ExitCode): NoAnswerError {
    return new NoAnswerError(
      lost,
      `${this.driver.title} ${what}`,
      `Check that ${this.driver.serverVariable} names the API and no proxy stands between`,
      details,
      'maybe',
    );
  }

  #refused(refusal: Refusal, response: HttpResponse, details: RequestDetails): RefusedError {
    const said = quotedMessage(this.secrets.mask(refusal.message));
    const patience = retryAfterSeconds(response.headers['retry-after'], this.now());
    const tooLong =
      refusal.later && patience !== undefined && patience > RETRY.longestRetryAfterSeconds
        ? `; it asks to wait ${Math.round(patience)} s: apply again then`
        : '';
    const problem = refusal.unauthorized
      ? `${this.driver.title} does not accept the API key for this: code ${refusal.code} ${said}`
      : `${this.driver.title} refused: code ${refusal.code} ${said}`;
    const fix = refusal.unauthorized
      ? `Set ${this.driver.keyVariable} to a key of ${this.driver.roles}`
      : (refusal.fix ?? fixOf(refusal)) + tooLong;
    return new RefusedError(
      refusal.unauthorized ? ExitCode.UNAUTHORIZED : ExitCode.REFUSED,
      problem,
      fix,
      details,
      refusal.code,
      refusal.acted,
      refusal.later,
      patience,
    );
  }

  #requestId(response: HttpResponse): Pick<RequestDetails, 'requestId'> {
    const id = response.headers[this.driver.requestIdHeader];
    return id === undefined ? {} : { requestId: cut(printable(this.secrets.mask(id))) };
  }
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

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== 'object' ? undefined : value;
  } catch {
    return undefined;
  }
}

function fixOf({ later, status }: Refusal): string {
  return later || status >= 500
    ? 'Apply again later'
    : 'Correct what the message names, then apply again';
}

function quotedMessage(message: string): string {
  return JSON.stringify(cut(printable(message), 300));
}
