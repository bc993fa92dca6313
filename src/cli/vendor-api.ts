import { Api } from '../client/api';
import { Redactor } from '../client/redactor';
import { readSettings } from '../client/settings';
import { WrongInput } from '../review/wrong-input';
import type { Driver } from '../vendor/driver';
import { drivers } from '../vendors';

/** The vendor to which a cluster id belongs: told by the user, or by the form of the id. */
export function driverFor(clusterId: string, vendor: string | undefined): Driver {
  const found = drivers.find((driver) =>
    vendor === undefined ? driver.clusterIdForm.test(clusterId) : driver.vendor === vendor,
  );
  if (found !== undefined) return found;
  const names = drivers.map((driver) => driver.vendor).join(' or ');
  throw new WrongInput(
    vendor === undefined
      ? `--cluster: ${JSON.stringify(clusterId)} looks like no vendor's cluster id. Correct it, or say whose it is with --vendor ${names}.`
      : `--vendor: must be ${names}, got ${JSON.stringify(vendor)}. Correct it.`,
  );
}

/** The vendor's API for reading, with the key of the environment. */
export function apiOf(driver: Driver, env: NodeJS.ProcessEnv): Api {
  return new Api(driver, env, readSettings(env), new Redactor(), () => new Date());
}
