import { type Vendor, vendorOf } from '../vendor/vendor';

/**
 * CockroachDB Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = vendorOf('cockroach', {
  definition: () => (require('./definition') as typeof import('./definition')).cockroach,
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
});
