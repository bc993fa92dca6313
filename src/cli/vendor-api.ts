import { Option } from 'commander';
import { Api } from '../client/api';
import type { ApiClient } from '../client/api-client';
import { Redactor } from '../client/redactor';
import { readSettings } from '../client/settings';
import { WrongInput } from '../review/wrong-input';
import type { Vendor } from '../vendor/vendor';
import { vendors } from '../vendors';
import { withProgress } from './progress';
import type { Terminal } from './terminal';

/** The vendor to which a cluster id belongs: named by the user, or inferred from the id. */
export function vendorFor(clusterId: string, name: string | undefined): Vendor {
  const found = vendors.find(({ definition: { clusterIdForm, vendor } }) =>
    name === undefined ? clusterIdForm.test(clusterId) : vendor === name,
  );
  if (found !== undefined) return found;
  const names = vendorNames();
  throw new WrongInput(
    name === undefined
      ? `--cluster: ${JSON.stringify(clusterId)} is not a cluster id of a known vendor. Correct it, or name the vendor with --vendor ${names}.`
      : `--vendor: must be ${names}, got ${JSON.stringify(name)}. Correct it.`,
  );
}

/** `--vendor`, with what there is for the help and for completion; {@link vendorFor} refuses another. */
export function vendorOption(): Option {
  const option = new Option('--vendor <name>', 'inferred from the id by default');
  option.argChoices = vendors.map(({ name }) => name);
  return option;
}

/** The names of the vendors, for errors: `a or b`. */
function vendorNames(): string {
  return vendors.map(({ name }) => name).join(' or ');
}

/** The vendor's API, with the key of the environment; what it is asked is shown as progress. */
export function apiOf(
  { definition, protocol }: Vendor,
  { env, progress }: Pick<Terminal, 'env' | 'progress'>,
): ApiClient {
  const endpoint = { ...definition, ...protocol() };
  const api = new Api(endpoint, env, readSettings(env), new Redactor(), () => new Date());
  return withProgress(api, definition.title, progress);
}
