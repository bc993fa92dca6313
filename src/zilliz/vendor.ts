import { type Vendor, vendorOf } from '../vendor/vendor';

/**
 * Zilliz Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = vendorOf('zilliz', {
  definition: () => (require('./definition') as typeof import('./definition')).zilliz,
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
});
