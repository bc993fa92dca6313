import type { VendorDefinition } from '../vendor/definition';
import type { Vendor } from '../vendor/vendor';

/** Kept: a bundle copies the names of a module at each `require`. */
let definition: VendorDefinition | undefined;

/**
 * Zilliz Cloud: what it is, and how it is called.
 *
 * @public
 */
export const vendor: Vendor = {
  name: 'zilliz',
  get definition() {
    definition ??= (require('./definition') as typeof import('./definition')).zilliz;
    return definition;
  },
  protocol: () => (require('./protocol') as typeof import('./protocol')).protocol,
};
