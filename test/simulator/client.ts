import { Simulator, type SimulatorOptions, SteppingClock } from '../../src/simulator';

/** Where the clock of these tests starts, whatever today is. */
export const START = '2026-11-21T00:00:00Z';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into bodies of many shapes.
  readonly body: any;
}

/** Starts a simulator for requests that are wrong on purpose: they are not held against the contract. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return Simulator.start({
    clock: new SteppingClock(START),
    observer: () => undefined,
    ...options,
  });
}

/** Sends one request and reads its JSON answer. */
export type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A client with a key, and optionally further headers. */
export function client(
  simulator: Simulator,
  key: string | undefined,
  headers: Record<string, string> = {},
): Send {
  return async (method, path, body) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
      redirect: 'manual',
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
