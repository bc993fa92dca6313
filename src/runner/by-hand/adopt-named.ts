import type { JournalEntry } from '../../spec/journal-entry';
import type { VendorRequest } from '../../vendor/request';
import type { StepContext } from '../step/step-context';
import { adopt, claimedIn, doubtsOf, notProven } from './adoption';
import { ADOPT_VARIABLE, PASSWORD_DELIVERED } from './next-commands';

/**
 * Adopts what a person named in the environment, where that is what was found: the way on for machines that keep no
 * folder. Nothing else in the environment is adopted, so that it may stay set for several restores.
 */
export async function adoptNamed(
  { env, journal, api, operation, driver }: StepContext<'submit'> | StepContext<'wait'>,
  entry: JournalEntry,
  { name }: VendorRequest,
  found: string,
): Promise<JournalEntry | undefined> {
  const request = entry.requests.find((candidate) => candidate.name === name);
  const claimed = claimedIn([found]);
  const named = (env[ADOPT_VARIABLE] ?? '').split(/\s+/).filter((word) => word !== '');
  const isDelivered = named.includes(PASSWORD_DELIVERED);
  const isNamed = named.filter((word) => word !== PASSWORD_DELIVERED).join(' ') === found;
  if (!isNamed || request === undefined || claimed === undefined) {
    return undefined;
  }
  const doubts = await doubtsOf(api, operation, entry, request, claimed);
  if (doubts.length > 0) {
    throw notProven(claimed, doubts, `Check it in the vendor console, and unset ${ADOPT_VARIABLE}`);
  }
  driver.say(`adopted ${found}, which ${ADOPT_VARIABLE} names`);
  const known = isDelivered ? { ...entry, password: 'delivered' as const } : entry;
  return adopt(journal, known, request, claimed, operation);
}
