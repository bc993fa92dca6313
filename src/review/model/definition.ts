import { quote } from '../../text/text';
import { definitionOf } from '../../vendor/definition';
import type { Vendor } from '../../vendor/vendor';
import { vendors } from '../../vendors';
import type { RestoreStep } from '../read/steps';
import { WrongInput } from '../wrong-input';
import type { Reviewed } from './reviewed';

/** Finds the definition of a step, or says that this release is too old for it. */
export function vendorOf(
  label: string,
  { written: spec, location }: RestoreStep,
): { readonly vendor: Vendor; readonly operation: Reviewed } {
  const vendor = vendors.find(({ name }) => name === spec.vendor);
  const operation = vendor && definitionOf(vendor.definition, spec.operation);
  if (vendor !== undefined && operation !== undefined) return { vendor, operation };
  throw new WrongInput(
    `${label}/${location.file}: ${spec.path} has an operation that this release does not know, got ${quote(`${spec.vendor} ${spec.operation}`)}. Update this program to the release that synthesised it.`,
  );
}
