import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Clock, SteppingClock } from './clock';
import type { CockroachBehaviour } from './cockroach/behaviour';
import { CockroachCloud } from './cockroach/cloud';
import type {
  CockroachKey,
  CockroachRestoreMatch,
  CockroachRestoreScript,
  CockroachSeed,
} from './cockroach/model';
import { DEFAULT_COCKROACH_KEYS, DEFAULT_COCKROACH_SEED } from './cockroach/seed';
import { answerControl, CONTROL_PREFIX } from './control';
import { type Call, type Cloud, isRecord, type Reply } from './exchange';
import { deliverFault } from './fault-delivery';
import { type Fault, FaultBook, type FaultRule, faultActs } from './faults';
import { type RecordedRequest, recordedHeaders } from './recording';
import { parseJson, readBody, writeReply } from './writing';
import type { ZillizBehaviour } from './zilliz/behaviour';
import { ZillizCloud } from './zilliz/cloud';
import type { ZillizJobMatch, ZillizJobScript, ZillizKey, ZillizSeed } from './zilliz/model';
import { DEFAULT_ZILLIZ_KEYS, DEFAULT_ZILLIZ_SEED } from './zilliz/seed';

/** What the simulated clouds start with. */
export interface Seed {
  readonly zilliz: ZillizSeed;
  readonly cockroach: CockroachSeed;
}

/** How the simulated clouds answer where their documents leave a choice. */
export interface Behaviour {
  readonly zilliz: Partial<ZillizBehaviour>;
  readonly cockroach: Partial<CockroachBehaviour>;
}

/** Settings of a simulator, all optional. */
export interface SimulatorOptions {
  /** The loopback port. Default 0, a free one. */
  readonly port?: number;
  /** Default a `SteppingClock` from 2026-11-21 on, 30 simulated seconds a request. */
  readonly clock?: Clock;
  /** Replaces a vendor's default world. */
  readonly seed?: Partial<Seed>;
  /** Replaces single choices of a vendor's behaviour. */
  readonly behaviour?: Partial<Behaviour>;
  /** Replaces a vendor's API keys. */
  readonly keys?: {
    readonly zilliz?: readonly ZillizKey[];
    readonly cockroach?: readonly CockroachKey[];
  };
}

/**
 * A stand-in for Zilliz Cloud (`/v2/…`) and CockroachDB Cloud (`/api/v1/…`) on one loopback port.
 * It is a simulator: it follows the public documents, it restores nothing.
 */
export class Simulator {
  /** Every request to a vendor's path so far. */
  public readonly requests: RecordedRequest[] = [];
  /** The simulated Zilliz Cloud. */
  public readonly zilliz: ZillizCloud;
  /** The simulated CockroachDB Cloud. */
  public readonly cockroach: CockroachCloud;
  /** Both clouds. */
  public readonly clouds: readonly Cloud[];
  private readonly clock: Clock;
  private readonly faults = new FaultBook();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private listeningPort = 0;

  private constructor(options: SimulatorOptions) {
    const { seed = {}, behaviour = {}, keys = {} } = options;
    this.clock = options.clock ?? new SteppingClock();
    this.zilliz = new ZillizCloud(
      this.clock,
      seed.zilliz ?? DEFAULT_ZILLIZ_SEED,
      behaviour.zilliz ?? {},
      keys.zilliz ?? DEFAULT_ZILLIZ_KEYS,
    );
    this.cockroach = new CockroachCloud(
      this.clock,
      seed.cockroach ?? DEFAULT_COCKROACH_SEED,
      behaviour.cockroach ?? {},
      keys.cockroach ?? DEFAULT_COCKROACH_KEYS,
    );
    this.clouds = [this.zilliz, this.cockroach];
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        const message = `The simulator has a fault of its own: ${error}`;
        if (response.headersSent) {
          response.destroy();
        } else {
          writeReply(response, { status: 500, body: { message } });
        }
      });
    });
    // A stand-in never closes an idle connection by itself: tests would fail once in a while.
    this.server.keepAliveTimeout = 0;
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Starts a simulator; it listens when the promise is fulfilled. */
  public static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    await simulator.listen(options.port ?? 0);
    return simulator;
  }

  /** The base URL of both clouds, without a slash at its end. */
  public get url(): string {
    return `http://127.0.0.1:${this.listeningPort}`;
  }

  /** The port it listens on. */
  public get port(): number {
    return this.listeningPort;
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
    const known = ['unknown', ...this.clouds.flatMap(({ operations }) => operations)];
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
    this.requests.length = 0;
    for (const cloud of this.clouds) {
      cloud.reset();
    }
  }

  /** Stops listening, so that new connections are refused, until `up` is called. */
  public async down(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }

  /** Listens again on the same port. */
  public async up(): Promise<void> {
    await this.listen(this.listeningPort);
  }

  /** Stops for good and closes every connection, hanging ones included. */
  public async stop(): Promise<void> {
    if (this.server.listening) {
      await this.down();
    }
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.listeningPort = (this.server.address() as AddressInfo).port;
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
    const operation = cloud.operationOf(method, path) ?? 'unknown';
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
    const act = (): Reply => cloud.answer(call);
    const status =
      fault === undefined
        ? writeReply(response, act())
        : deliverFault(fault, { request, response, cloud, path, act });
    this.requests.push({
      index: this.requests.length,
      at,
      vendor: cloud.vendor,
      method,
      path,
      query: Object.fromEntries(call.query),
      headers: recordedHeaders(headers),
      body: call.body ?? (bodyText === '' ? undefined : bodyText),
      operation,
      status,
      acted: fault === undefined || faultActs(fault),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    });
    this.clock.requestHandled?.();
  }
}
