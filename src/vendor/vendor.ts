import type { VendorDefinition } from './definition';
import type { VendorProtocol } from './protocol';

/** A vendor: what it is, and how it is called. Its folder has one in `vendor.ts`, and `src/vendors.ts` lists them. */
export interface Vendor {
  /** The name in specs, which is that of its definition: a runner loads the definition of one vendor alone. */
  readonly name: string;
  readonly definition: VendorDefinition;
  /** Loads the protocol: an app that only synthesises never does. */
  readonly protocol: () => VendorProtocol;
}

/** A vendor that loads its parts when they are first used. A bundle copies the names of a module at each `require`. */
export function vendorOf(name: string, load: VendorParts): Vendor {
  let definition: VendorDefinition | undefined;
  return {
    name,
    get definition() {
      definition ??= load.definition();
      return definition;
    },
    protocol: load.protocol,
  };
}

interface VendorParts {
  definition(): VendorDefinition;
  protocol(): VendorProtocol;
}
