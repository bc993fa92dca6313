import { cockroach } from './cockroach/definition';
import type { Vendor } from './vendor/vendor';
import { zilliz } from './zilliz/definition';

type Protocol = typeof import('./zilliz/protocol') | typeof import('./cockroach/protocol');

/** The vendors: the only list of them. */
export const vendors: readonly Vendor[] = [
  { definition: zilliz, protocol: () => (require('./zilliz/protocol') as Protocol).protocol },
  { definition: cockroach, protocol: () => (require('./cockroach/protocol') as Protocol).protocol },
];
