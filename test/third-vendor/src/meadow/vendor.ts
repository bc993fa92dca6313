import type { Vendor } from '../vendor/vendor';
import { meadow } from './definition';

export const vendor: Vendor = {
  name: 'meadow',
  definition: meadow,
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
};
