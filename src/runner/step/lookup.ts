import type { Vendor } from '../../vendor/vendor';
import { vendors } from '../../vendors';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { Operation } from './step-context';

/** The vendor of that name. */
export function vendorOf(name: string): Vendor {
  const vendor = vendors.find((one) => one.name === name);
  if (vendor !== undefined) return vendor;
  throw unknownInSpec('vendor', name, OTHER_RUNNER);
}

/** A stack has a runner for its own vendors, and a person may continue what another one began. */
const OTHER_RUNNER =
  '. By hand, run lib/runner/cluster-restore-runner.cjs of the installed package, which knows every vendor';

/** The restore of that name, with its wire. */
export function operationOf(vendor: Vendor, name: string): Operation {
  return {
    ...oneOf('operation', vendor.definition.operations, name),
    ...oneOf('operation', vendor.protocol().operations, name),
  };
}

/** The entry of that name; what every object inherits is none. */
export function oneOf<Entry>(
  what: string,
  entries: Readonly<Record<string, Entry>>,
  name: string,
): Entry {
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  throw unknownInSpec(what, name);
}

function unknownInSpec(what: string, name: string, otherwise = ''): RunnerError {
  return new RunnerError(
    ExitCode.INVALID,
    `this runner has no ${what} ${JSON.stringify(name)}`,
    `Run cdktf synth again, so that spec and runner have the same version${otherwise}`,
  );
}
