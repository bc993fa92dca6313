import type { ApiClient, ApiRequest, ApiResponse } from '../../src/client/api-client';
import type { ProtocolContext } from '../../src/vendor/protocol';
import { shownPath } from '../../src/vendor/request';

/** What an API responses with: the data itself, or what makes it of the request. */
type Answer = unknown | ((request: ApiRequest) => unknown);

/** An API without a network, and what it was asked, each call as `METHOD /path`. */
export interface FakeApi extends ApiClient {
  readonly calls: string[];
  readonly requests: ApiRequest[];
}

/** A refusal; a caller that does not expect its code gets an error. */
class Refused {
  constructor(readonly code: string) {}
}

/** A response that says no. */
export const refused = (code: string): Refused => new Refused(code);

/** Answers that come one after the other; the last one stays. */
export function inTurn(...answers: readonly unknown[]): () => unknown {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)];
}

/** An API that knows these calls, by `METHOD /path`, and fails on every other. */
export function fakeApi(answers: Readonly<Record<string, Answer>>): FakeApi {
  const calls: string[] = [];
  const requests: ApiRequest[] = [];
  const call = async (request: ApiRequest): Promise<ApiResponse> => {
    const name = `${request.method} ${shownPath(request.path)}`;
    calls.push(name);
    requests.push(request);
    if (!Object.hasOwn(answers, name)) throw new Error(`nobody expected ${name}`);
    const answer = answers[name];
    const data: unknown = typeof answer === 'function' ? answer(request) : answer;
    if (!(data instanceof Refused)) return { data };
    if (request.expectedCodes?.includes(data.code)) {
      return { data: undefined, refusedWith: data.code };
    }
    throw new Error(`${name} was refused with ${data.code}`);
  };
  return { calls, requests, read: call, repeatableWrite: call };
}

/** The lines and the pauses of a protocol at work. */
export interface Watched<Declaration> extends ProtocolContext<Declaration> {
  readonly said: string[];
  readonly pauses: number[];
}

/** What a protocol gets from the runner, with changes; nothing waits. */
export function protocolContext<Declaration>(
  api: ApiClient,
  declaration: Declaration,
  change: Partial<ProtocolContext<Declaration>> = {},
): Watched<Declaration> {
  const said: string[] = [];
  const pauses: number[] = [];
  return {
    api,
    declaration,
    path: 'stack/restore',
    identity: {},
    state: 'state',
    sources: [],
    now: () => new Date('2026-11-21T00:00:00Z'),
    say: (line) => said.push(line),
    isAcknowledged: () => false,
    isRepeatWanted: () => false,
    pause: async (seconds) => {
      pauses.push(seconds);
    },
    said,
    pauses,
    ...change,
  };
}
