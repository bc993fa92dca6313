// A process that asks both vendors for their clusters, so often as its argument says, and prints how many came.
import { Api } from '../../../../src/client/api';
import { Redactor } from '../../../../src/client/redactor';
import { readSettings } from '../../../../src/client/settings';
import type { Vendor } from '../../../../src/vendor/vendor';
import { vendors } from '../../../../src/vendors';

const PATHS: Readonly<Record<string, readonly string[]>> = {
  zilliz: ['v2', 'clusters'],
  cockroach: ['api', 'v1', 'clusters'],
};

async function answered({ definition, protocol }: Vendor, count: number): Promise<number> {
  const { env } = process;
  const endpoint = { ...definition, ...protocol() };
  const api = new Api(endpoint, env, readSettings(env), new Redactor(), () => new Date());
  const path = PATHS[definition.vendor] ?? [];
  const reads = Array.from({ length: count }, () => api.read({ method: 'GET', path }));
  const ends = await Promise.allSettled(reads);
  return ends.filter(({ status }) => status === 'fulfilled').length;
}

void Promise.all(vendors.map((vendor) => answered(vendor, Number(process.argv[2])))).then(
  (counts) => process.stdout.write(JSON.stringify(counts)),
);
