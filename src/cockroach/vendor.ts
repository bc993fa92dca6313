import type { Vendor } from '../vendor/vendor';
import { cockroach } from './definition';

/**
 * CockroachDB Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = {
  definition: cockroach,
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
};
