import type { JournalEntry } from '../../spec/journal-entry';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { Journal } from '../journal/journal';
import type { Sending } from '../step/step-context';
import { type Delivered, deliver } from './password-delivery';
import type { KeptResponse, Spool } from './spool';

/** What the journal records of a password that did not go to the spool; nothing where it did. */
export type KnownPassword = Pick<JournalEntry, 'password' | 'passwordFile'>;

/**
 * Keeps a response with a password in the spool. Where that cannot be written, the password goes to its sink at once:
 * it is shown only once, and the sink was tried before.
 */
export async function keepPassword(
  context: Sending,
  spool: Spool,
  response: KeptResponse,
  own: JournalEntry['passwordFile'],
): Promise<KnownPassword> {
  const { driver, journal } = context;
  try {
    spool.keep(response);
    return {};
  } catch (error) {
    driver.say(
      `the response cannot be kept (${(error as Error).message}): trying the sink at once`,
    );
  }
  try {
    journal.prepare();
    spool.keep(response);
    return {};
  } catch {
    // The disk, not only the folder, is gone.
  }
  try {
    const delivered = await handToSink(context, response.password, own);
    if (delivered === undefined) return { password: 'lost' };
    driver.say(delivered.said);
    return asDelivered(delivered);
  } catch (error) {
    driver.say(`the password could not be delivered either: ${(error as Error).message}`);
    return { password: 'lost' };
  }
}

/** Hands the password to the sink of the restore; nothing where it has none. */
export async function handToSink(
  { spec, journal, env }: Sending,
  password: string,
  own: JournalEntry['passwordFile'],
): Promise<Delivered | undefined> {
  if (spec.passwordSink === undefined) return undefined;
  const restore = { journal: journal.folder, own };
  return deliver(password, { sink: spec.passwordSink, restore, env });
}

/** What is said of a password whose response never came. */
export const PASSWORD_LOST = 'the password did not reach this machine and is shown only once';

/**
 * Fails once where the password is lost: Terraform may suppress what a step says, and never how it ends. In a step after
 * the submission, so that the state holds the restore by then.
 */
export function reportLostPassword(journal: Journal): void {
  const entry = journal.read();
  if (entry?.password !== 'lost') return;
  journal.write({ ...entry, password: 'reported' });
  throw new RunnerError(
    ExitCode.PASSWORD,
    PASSWORD_LOST,
    'The restore itself continues: reset the password in the vendor console, and apply again to wait for the restore',
  );
}

/** What the journal records of a delivery. */
export function asDelivered({ file }: Delivered): KnownPassword {
  return { password: 'delivered', ...(file === undefined ? {} : { passwordFile: file }) };
}
