import { Option } from 'commander';
import type { ApiClient } from '../client/api-client';
import type { StateReader } from '../records/given-states';
import type { ApiOf } from '../records/look';
import type { Vendor } from '../vendor/vendor';
import { collect } from './options';
import { readOnly } from './read-only';
import type { Terminal } from './terminal';
import { apiOf } from './vendor-api';

/** `--state`: what Terraform recorded, where it is not in a file of this machine. */
export function stateOption(): Option {
  return new Option(
    '--state <file>',
    'a state file, or what `terraform state pull` or `terraform show -json` wrote; <stack>=<file> or ' +
      '<stack>/<workspace>=<file>; - for standard input, none for no state; repeatable',
  )
    .argParser(collect)
    .default([], 'the files of the local backend');
}

/** The surroundings, as the records need them. */
export function readerOf({ cwd, now, stdin }: Terminal): StateReader {
  return { cwd, now, stdin: () => stdin() };
}

/** The API of each vendor, made once; `command` only reads. */
export function apisFor(command: string, terminal: Terminal): ApiOf {
  const apis = new Map<Vendor, ApiClient>();
  return (vendor) => {
    const api = apis.get(vendor) ?? readOnly(apiOf(vendor, terminal), command);
    apis.set(vendor, api);
    return api;
  };
}
