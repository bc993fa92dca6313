import { resolve } from 'node:path';
import type { Redactor } from '../../client/redactor';
import { type JournalEntry, sameIdentity } from '../../spec/journal-entry';
import type { SinkSpec, StepSpec } from '../../spec/spec';
import type { SettingContext, SettingProtocol } from '../../vendor/protocol';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { untilKept } from '../exit/signals';
import type { Journal } from '../journal/journal';
import { asDelivered } from './keep-password';
import { newPassword } from './new-password';
import { type Delivered, deliver, tryOut } from './password-delivery';
import { Spool } from './spool';

/** What a password is set with. */
export interface PasswordContext {
  readonly spec: Pick<Extract<StepSpec, { step: 'settings' }>, 'path' | 'vendor' | 'operation'> & {
    readonly passwordSink: SinkSpec;
  };
  readonly setting: Pick<SettingProtocol, 'prepare' | 'apply'>;
  readonly driver: SettingContext<unknown> & { readonly now: () => Date };
  /** Whose password it is, and of which restore. */
  readonly identity: Readonly<Record<string, string>>;
  readonly journal: Journal;
  readonly redactor: Redactor;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Sets a new password and hands it to its sink. It is kept before it is sent: a run that is killed anywhere is repeated
 * with the same password, so that what the sink gets last is what the vendor has.
 */
export async function setPassword(context: PasswordContext): Promise<void> {
  const { spec, setting, driver, journal, redactor, env } = context;
  const spool = new Spool(journal.folder);
  const kept = keptFor(context, spool);
  const own = journal.read()?.passwordFile;
  const delivery = {
    sink: spec.passwordSink,
    restore: { journal: journal.folder, own },
    env,
  };
  tryOut(delivery, 'no password was changed', kept);
  await setting.prepare?.(driver);
  const password = kept ?? newPassword();
  redactor.add(password);
  if (kept === undefined) keep(context, spool, password);
  else driver.say('a password of an earlier run is kept here: it is set again');
  await setting.apply(driver, password);
  await untilKept(async () => {
    const delivered = await deliver(password, delivery).catch((error: Error) => {
      throw notHandedOver(spool, error);
    });
    journal.write(entryOf(context, delivered));
    driver.say(delivered.said);
    spool.clear();
  });
}

/** The password that an earlier run of this very setting kept. That of another restore is of no use, and stays aside. */
function keptFor({ identity, driver }: PasswordContext, spool: Spool): string | undefined {
  const kept = spool.read();
  // What was written in part was never sent.
  if (kept === undefined) return undefined;
  if (sameIdentity(kept.facts, identity)) return kept.password;
  const aside = spool.setAside();
  if (aside !== undefined) driver.say(`what an earlier restore left is kept in ${aside}`);
  return undefined;
}

function keep({ spec, driver, identity }: PasswordContext, spool: Spool, password: string): void {
  const at = driver.now().toISOString();
  spool.keep({ password, request: spec.operation, at, facts: { ...identity } });
}

/** What the next run must know: the file that is its own to replace. Holds no secret. */
function entryOf({ spec, identity, journal }: PasswordContext, delivered: Delivered): JournalEntry {
  const { path, vendor, operation } = spec;
  return {
    ...{ version: 1, key: journal.key, path, vendor, operation, identity: { ...identity } },
    ...{ state: 'recorded', facts: {}, requests: [] },
    ...asDelivered(delivered),
  };
}

function notHandedOver(spool: Spool, cause: Error): RunnerError {
  return new RunnerError(
    ExitCode.PASSWORD,
    `the new password is set and could not be delivered: ${cause.message}`,
    `It is kept in ${resolve(spool.file)} (mode 0600). Fix the sink and apply again, or read it there`,
    cause,
  );
}
