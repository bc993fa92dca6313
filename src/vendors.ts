import { cockroach } from './cockroach/definition';
import type { Vendor } from './vendor/vendor';
import { zilliz } from './zilliz/definition';

/** The vendors: the only list of them. */
export const vendors: readonly Vendor[] = [
  {
    definition: zilliz,
    protocol: () => (require('./zilliz/protocol') as typeof import('./zilliz/protocol')).protocol,
  },
  {
    definition: cockroach,
    protocol: () =>
      (require('./cockroach/protocol') as typeof import('./cockroach/protocol')).protocol,
  },
];
