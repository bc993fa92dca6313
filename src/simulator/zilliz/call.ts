import type { Call } from '../exchange';
import type { ZillizKey } from './model';

/** A request whose key is known. */
export interface ZillizCall extends Call {
  readonly key: ZillizKey;
}
