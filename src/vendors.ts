import type { Vendor } from './vendor/vendor';

/** The vendors, a line each: the only list of them. */
export const vendors: readonly Vendor[] = [
  (require('./zilliz/vendor') as typeof import('./zilliz/vendor')).vendor,
  (require('./cockroach/vendor') as typeof import('./cockroach/vendor')).vendor,
];
