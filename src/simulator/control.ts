import { type Cloud, isRecord, type Reply } from './exchange';
import type { FaultRule } from './fault-book';
import type { OperatorRequest, Population } from './operator';
import type { LimitCount } from './rate-limits';
import type { RecordedRequest } from './recording';

/** Where the simulator is looked at and steered over HTTP, by processes other than its own. */
export const CONTROL_PREFIX = '/_simulator/';

/** What the control paths can do to a simulator. */
export interface Controllable {
  readonly requests: readonly RecordedRequest[];
  readonly clouds: readonly Cloud[];
  readonly limitCounts: Readonly<Record<string, LimitCount>>;
  now(): Date;
  inject(rule: FaultRule): void;
  clearFaults(): void;
  advance(seconds: number): void;
  adjust(behaviour: unknown): void;
  script(instruction: unknown): void;
  askAsOperator(request: OperatorRequest): Reply;
  populate(population: Population): string[];
  endHanging(): number;
  reset(): void;
}

type Handler = (target: Controllable, body: unknown) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET requests': (target) => ({ requests: target.requests }),
  'GET state': stateOf,
  'GET limits': (target) => target.limitCounts,
  'POST faults': (target, body) => {
    const rules = Array.isArray(body) ? body : [body];
    for (const rule of rules) {
      target.inject(objectOf(rule, 'a fault rule') as unknown as FaultRule);
    }
    return { added: rules.length };
  },
  'DELETE faults': (target) => {
    target.clearFaults();
    return {};
  },
  'POST clock': (target, body) => {
    const { advanceSeconds } = objectOf(body, '{"advanceSeconds": number}');
    if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0)) {
      throw new RangeError(
        `advanceSeconds must be a number from 0, got ${JSON.stringify(advanceSeconds)}.`,
      );
    }
    target.advance(advanceSeconds);
    return { now: target.now().toISOString() };
  },
  'POST behaviour': (target, body) => {
    target.adjust(objectOf(body, '{"zilliz": {…}, "cockroach": {…}}'));
    return {};
  },
  'POST jobs': (target, body) => {
    target.script(objectOf(body, '{"vendor": …, "script": {…}, "match": {…}}'));
    return {};
  },
  'POST objects': (target, body) => {
    const given = objectOf(body, '{"vendor": …, "kind": …, "count": number, "fields": {…}}');
    return { ids: target.populate(given as unknown as Population) };
  },
  'POST operator': (target, body) => {
    const given = objectOf(body, '{"method": …, "path": …, "body": …}');
    const { status, body: answer } = target.askAsOperator(given as unknown as OperatorRequest);
    return { status, body: answer };
  },
  'DELETE hanging': (target) => ({ closed: target.endHanging() }),
  'POST reset': (target) => {
    target.reset();
    return {};
  },
};

/** Every control path with its method, for people. */
export const CONTROL_PATHS: readonly string[] = Object.keys(HANDLERS).map((name) =>
  name.replace(' ', ` ${CONTROL_PREFIX}`),
);

/** Answers a request to a control path. */
export function answerControl(
  target: Controllable,
  method: string,
  path: string,
  body: unknown,
): Reply {
  const handler = HANDLERS[`${method} ${path.slice(CONTROL_PREFIX.length)}`];
  if (handler === undefined) {
    return { status: 404, body: { message: `The simulator offers ${CONTROL_PATHS.join(', ')}.` } };
  }
  try {
    return { status: 200, body: handler(target, body) };
  } catch (error) {
    return { status: 400, body: { message: error instanceof Error ? error.message : `${error}` } };
  }
}

function stateOf(target: Controllable): unknown {
  const clouds = target.clouds.map((cloud) => [cloud.vendor, cloud.state()]);
  return { now: target.now().toISOString(), ...Object.fromEntries(clouds) };
}

function objectOf(value: unknown, expected: string): Record<string, unknown> {
  if (!isRecord(value)) {
    throw new RangeError(`The body must be ${expected}, got ${JSON.stringify(value)}.`);
  }
  return value;
}
