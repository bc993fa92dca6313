import type { Vendor } from '../vendor/vendor';

/**
 * Zilliz Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = {
  name: 'zilliz',
  get definition() {
    return (require('./definition') as typeof import('./definition')).zilliz;
  },
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
};
