import type { Call } from '../exchange';
import type { CockroachKey } from './model';

/** A request whose key is known. */
export interface CockroachCall extends Call {
  readonly key: CockroachKey;
}
