import type { Vendor } from '../vendor/vendor';
import { zilliz } from './definition';

/**
 * Zilliz Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = {
  definition: zilliz,
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
};
