import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, SteppingClock } from './clock';
import { CockroachCloud } from './cockroach/cloud';
import type { CockroachRestoreMatch, CockroachRestoreScript } from './cockroach/model';
import { cockroachSeed, DEFAULT_COCKROACH_KEYS } from './cockroach/seed';
import { answerControl, CONTROL_PREFIX } from './control';
import { type Call, type Cloud, isRecord, type Reply, refusedByLimit } from './exchange';
import { FaultBook, type FaultRule } from './fault-book';
import { deliverFault } from './fault-delivery';
import { type Fault, faultActs } from './faults';
import { Listener } from './listener';
import { askAsOperator, type OperatorRequest, type Population, populateCloud } from './operator';
import type { Behaviour, Observer, SimulatorOptions } from './options';
import { type LimitCount, RateLimits } from './rate-limits';
import { type RecordedRequest, recordedBody, recordedHeaders } from './recording';
import { summaryOf } from './summary';
import { parseJson, readBody, writeReply } from './writing';
import { ZillizCloud } from './zilliz/cloud';
import type { ZillizJobMatch, ZillizJobScript } from './zilliz/model';
import { DEFAULT_ZILLIZ_KEYS, zillizSeed } from './zilliz/seed';

/**
 * A stand-in for Zilliz Cloud (`/v2/…`) and CockroachDB Cloud (`/api/v1/…`) on one loopback port.
 * It is a simulator: it follows the public documents, it restores nothing.
 */
export class Simulator {
  /** What observes the simulators that are started without an observer; tests set it. */
  public static defaultObserver: Observer = () => undefined;
  /** Every request to a vendor's path so far. */
  public readonly requests: RecordedRequest[] = [];
  /** Every fault that was delivered so far, by the index of its request. */
  public readonly deliveredFaults = new Map<number, Fault>();
  /** The simulated Zilliz Cloud. */
  public readonly zilliz: ZillizCloud;
  /** The simulated CockroachDB Cloud. */
  public readonly cockroach: CockroachCloud;
  /** Both clouds. */
  public readonly clouds: readonly Cloud[];
  private readonly clock: Clock;
  private readonly faults = new FaultBook();
  private readonly limits: RateLimits;
  private readonly hung = new Set<ServerResponse>();
  private readonly listener: Listener;
  private readonly observers = new Set<Observer>();

  private constructor(options: SimulatorOptions) {
    const { seed = {}, behaviour = {}, keys = {} } = options;
    this.clock = options.clock ?? new SteppingClock();
    this.limits = new RateLimits(options.limitClock);
    const start = this.clock.now();
    this.zilliz = new ZillizCloud(
      this.clock,
      seed.zilliz ?? zillizSeed(start),
      behaviour.zilliz ?? {},
      keys.zilliz ?? DEFAULT_ZILLIZ_KEYS,
    );
    this.cockroach = new CockroachCloud(
      this.clock,
      seed.cockroach ?? cockroachSeed(start),
      behaviour.cockroach ?? {},
      keys.cockroach ?? DEFAULT_COCKROACH_KEYS,
    );
    this.clouds = [this.zilliz, this.cockroach];
    this.observers.add(options.observer ?? Simulator.defaultObserver);
    this.listener = new Listener((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        const message = `The simulator has a fault of its own: ${error}`;
        if (response.headersSent) {
          response.destroy();
        } else {
          writeReply(response, { status: 500, body: { message } });
        }
      });
    });
  }

  /** Starts a simulator; it listens when the promise is fulfilled. */
  public static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    await simulator.listener.open(options.port ?? 0);
    return simulator;
  }

  /** The base URL of both clouds, without a slash at its end. */
  public get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The port it listens on. */
  public get port(): number {
    return this.listener.port;
  }

  /** The key of a cloud that may do everything; empty where there is no such cloud. */
  public ownerKeyOf(vendor: string): string {
    return this.clouds.find((cloud) => cloud.vendor === vendor)?.ownerKey ?? '';
  }

  /** What it has and how it is steered, as lines for a terminal. */
  public summary(): string[] {
    return summaryOf(this.clouds, this.url);
  }

  /** The simulated time. */
  public now(): Date {
    return this.clock.now();
  }

  /** Moves the simulated time forward. */
  public advance(seconds: number): void {
    this.clock.advance?.(seconds);
  }

  /** Adds a fault for requests to come; throws a `RangeError` for an impossible one. */
  public inject(rule: FaultRule): void {
    const known = ['unknown', ...this.clouds.flatMap(({ routes }) => routes.operations)];
    if (rule.operation !== undefined && !known.includes(rule.operation)) {
      const names = [...new Set(known)].join(', ');
      throw new RangeError(`operation must be one of ${names}, got "${rule.operation}".`);
    }
    this.faults.add(rule);
  }

  /** Takes back all faults that are still waiting. */
  public clearFaults(): void {
    this.faults.clear();
  }

  /** The faults whose request has not come yet. */
  public get unmetFaults(): FaultRule[] {
    return this.faults.unmet;
  }

  /** How many requests to each cloud were answered, and how many were refused because they were too many. */
  public get limitCounts(): Record<string, LimitCount> {
    return Object.fromEntries(
      this.clouds.map(({ vendor }) => [vendor, this.limits.countOf(vendor)]),
    );
  }

  /** Closes the connections that a `hang` has left without an answer, and returns how many. */
  public endHanging(): number {
    const count = this.hung.size;
    for (const response of this.hung) {
      response.socket?.destroy();
    }
    this.hung.clear();
    return count;
  }

  /** Shows each request to a further observer, until the function that it answers is called. */
  public observe(observer: Observer): () => void {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  /** What another operator does beside the product: nothing is recorded, no fault meets it. */
  public askAsOperator(request: OperatorRequest): Reply {
    return askAsOperator(this.clouds, request);
  }

  /** Adds many objects of a kind, so that a list has more than one page; answers their ids. */
  public populate(population: Population): string[] {
    return populateCloud(this.clouds, population);
  }

  /** Changes how the clouds answer from now on, until the next reset. */
  public adjust(behaviour: Partial<Behaviour>): void {
    const unknown = Object.keys(behaviour).find((name) => !['zilliz', 'cockroach'].includes(name));
    if (unknown !== undefined) {
      throw new RangeError(`A vendor must be zilliz or cockroach, got ${JSON.stringify(unknown)}.`);
    }
    this.zilliz.adjust(behaviour.zilliz ?? {});
    this.cockroach.adjust(behaviour.cockroach ?? {});
  }

  /** Decides how the next fitting job or restore runs; the form that the control path takes. */
  public script(instruction: unknown): void {
    const { vendor, script, match } = isRecord(instruction) ? instruction : {};
    if (vendor === 'zilliz' && isRecord(script)) {
      this.zilliz.scriptNextJob(script as ZillizJobScript, (match ?? {}) as ZillizJobMatch);
      return;
    }
    if (vendor === 'cockroach' && isRecord(script)) {
      this.cockroach.scriptNextRestore(
        script as CockroachRestoreScript,
        (match ?? {}) as CockroachRestoreMatch,
      );
      return;
    }
    throw new RangeError('The body must hold "vendor" and "script".');
  }

  /** Goes back to the beginning: seed, behaviour, clock, no faults, no recorded requests. */
  public reset(): void {
    this.clock.reset?.();
    this.faults.clear();
    this.limits.reset();
    this.hung.clear();
    this.requests.length = 0;
    this.deliveredFaults.clear();
    for (const cloud of this.clouds) {
      cloud.reset();
    }
  }

  /** Stops listening, so that new connections are refused, until `up` is called. */
  public async down(): Promise<void> {
    await this.listener.close();
  }

  /** Listens again on the same port. */
  public async up(): Promise<void> {
    await this.listener.open(this.port);
  }

  /** Stops for good and closes every connection, hanging ones included. */
  public async stop(): Promise<void> {
    if (this.listener.listening) {
      await this.down();
    }
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
    if (path.startsWith(CONTROL_PREFIX)) {
      const body = parseJson((await readBody(request)) ?? '');
      writeReply(response, answerControl(this, method, path, body));
      return;
    }
    const cloud = this.clouds.find((candidate) => candidate.owns(path));
    if (cloud === undefined) {
      writeReply(response, { status: 404, body: { message: 'The simulator has no such path.' } });
      return;
    }
    const operation = cloud.routes.operationOf(method, path) ?? 'unknown';
    const fault = this.faults.take({ vendor: cloud.vendor, operation, method, path });
    const bodyText = fault?.kind === 'refuse' ? '' : await readBody(request);
    if (bodyText !== undefined) {
      const call = {
        method,
        path,
        query: new URLSearchParams(search),
        headers: request.headers,
        bodyText,
        body: parseJson(bodyText),
        params: {},
      };
      this.exchange(cloud, operation, fault, call, request, response);
    }
  }

  private exchange(
    cloud: Cloud,
    operation: string,
    fault: Fault | undefined,
    call: Call,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const at = this.clock.now().toISOString();
    const { method, path, headers, bodyText } = call;
    const endlessPages = fault?.kind === 'endless-pages';
    const passes = this.limits.allows(cloud.vendor, cloud.limitOf(call, operation));
    const act = (): Reply =>
      passes ? cloud.answer({ ...call, endlessPages }) : refusedByLimit(cloud);
    // The time of the simulated cloud, as its answers date what they create.
    response.setHeader('date', this.clock.now().toUTCString());
    const status =
      fault === undefined
        ? writeReply(response, act())
        : deliverFault(fault, { request, response, cloud, path, act });
    if (status === 'hung') {
      this.hung.add(response);
    }
    const recorded: RecordedRequest = {
      index: this.requests.length,
      at,
      vendor: cloud.vendor,
      method,
      path,
      query: Object.fromEntries(call.query),
      headers: recordedHeaders(headers),
      body: recordedBody(call.body) ?? (bodyText === '' ? undefined : bodyText),
      operation,
      status,
      acted: passes && (fault === undefined || faultActs(fault)),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    };
    if (fault !== undefined) {
      this.deliveredFaults.set(recorded.index, fault);
    }
    this.requests.push(recorded);
    for (const observer of this.observers) {
      observer(recorded);
    }
    this.clock.requestHandled?.();
  }
}
