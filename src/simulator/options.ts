import type { Clock } from './clock';
import type { CockroachBehaviour } from './cockroach/behaviour';
import type { CockroachKey, CockroachSeed } from './cockroach/model';
import type { RecordedRequest } from './recording';
import type { ZillizBehaviour } from './zilliz/behaviour';
import type { ZillizKey, ZillizSeed } from './zilliz/model';

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

/** How they answer to people who try things out: what a program reaches at another address is reached here too. */
export const FOR_PEOPLE: Partial<Behaviour> = { zilliz: { dataPlane: 'answers' } };

/** Settings of a simulator, all optional. */
export interface SimulatorOptions {
  /** The loopback port. Default 0, a free one. */
  readonly port?: number;
  /** Default a `SteppingClock` from yesterday on, 30 simulated seconds a request. */
  readonly clock?: Clock;
  /** Replaces a vendor's default world, which is dated back from the clock's start. */
  readonly seed?: Partial<Seed>;
  /** Replaces single choices of a vendor's behaviour. */
  readonly behaviour?: Partial<Behaviour>;
  /** Replaces a vendor's API keys. */
  readonly keys?: {
    readonly zilliz?: readonly ZillizKey[];
    readonly cockroach?: readonly CockroachKey[];
  };
  /** The clock of rate limits, in milliseconds. Default the time that passes. */
  readonly limitClock?: () => number;
  /** Called with each recorded request. Default `Simulator.defaultObserver`. */
  readonly observer?: Observer;
}

/** Looks at every request that a simulator records. */
export type Observer = (request: RecordedRequest) => void;
