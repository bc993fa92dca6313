import { Api } from '../client/api';
import { monotonicMs } from '../client/clock';
import { Redactor } from '../client/redactor';
import { readSettings, pause as sleep } from '../client/settings';
import {
  hasSent,
  type JournalEntry,
  type JournalRequest,
  wasReplaced,
} from '../spec/journal-entry';
import { JOURNALS_VARIABLE } from '../spec/names';
import type { StepSpec } from '../spec/spec';
import { shellWord } from '../text/shell-word';
import { triggerTexts } from '../vendor/triggers';
import type { Vendor } from '../vendor/vendor';
import { type Claimed, doubtsOf } from './by-hand/adoption';
import { continueByHand } from './by-hand/by-hand';
import { drill, submitDrill } from './drill/drill';
import { verdict } from './drill/drill-verdict';
import { drop } from './drop/drop';
import { noteRemoval } from './drop/removal';
import { diskProblem } from './exit/disk-problem';
import { ExitCode, exitCodeOf, RunnerError } from './exit/exit-code';
import { Output } from './exit/output';
import { renderEnd } from './exit/render-end';
import { Slots } from './group/slots';
import { waitForAll } from './group/wait-for-all';
import { Journal } from './journal/journal';
import { lock, startOf } from './journal/lock';
import { setPassword } from './password/set-password';
import { stateMark } from './state/state-mark';
import { statePlace } from './state/state-place';
import { checkDeclaration } from './step/check-declaration';
import { oneOf, operationOf, vendorOf } from './step/lookup';
import { refusePastEnd } from './step/past-end';
import { readSpec } from './step/read-spec';
import { resourceId } from './step/result-file';
import { readSources } from './step/sources';
import type { Operation, StepContext } from './step/step-context';
import { submit } from './submit/submit';
import { hold } from './wait/hold';
import { wait } from './wait/wait';

type StepOf<Step extends StepSpec['step']> = Extract<StepSpec, { step: Step }>;

/** The id of a finished restore that is to be done again although it deletes what was written since. */
const REPEAT_VARIABLE = 'CLUSTER_RESTORE_REPEAT';

const redactor = new Redactor();
// The end without a response to wait for is not a success.
process.exitCode = ExitCode.INTERNAL;
let step: StepSpec['step'] | undefined;
let api: Api | undefined;
const parent = process.ppid;
const terraform = {
  isGone: () => process.ppid !== parent,
  name: () => `${parent}.${startOf(parent)}`,
};
const elapsed = () => monotonicMs() / 1000;
const { say, printError } = new Output(redactor);

async function main(): Promise<void> {
  const program = `node ${shellWord(process.argv[1] ?? 'cluster-restore-runner.cjs')}`;
  const byHand = process.argv.slice(2);
  if (byHand.length > 0) {
    await continueByHand(byHand, { program, say, doubtsOf: askVendor, operationOf: operationIn });
    return;
  }
  const spec = readSpec(process.env);
  step = spec.step;
  if (spec.step === 'hold') return hold(process.env, say);
  if (spec.step === 'removal') {
    return noteRemoval(new Journal(spec.key, process.env[JOURNALS_VARIABLE]), terraform);
  }
  if (spec.step === 'verdict') return verdict(spec, say);
  if (spec.step === 'wait-for-all') return waitTogether(spec);
  const vendor = vendorOf(spec.vendor);
  if (spec.step === 'settings') {
    await applySettings(vendor, spec);
    return;
  }
  const protocol = vendor.protocol();
  const operation = operationOf(vendor, spec.operation);
  if (spec.step !== 'drop') resourceId(process.env);
  const journal = new Journal(spec.key, process.env[JOURNALS_VARIABLE]);
  if (spec.step !== 'drop') {
    const begun = isBegun(journal, operation, spec);
    if (!begun) refusePastEnd(spec, new Date());
    checkDeclaration(operation, spec, begun, printError);
  }
  const sources = readSources(spec, process.env);
  const settings = readSettings(process.env);
  const now = () => new Date();
  const pause = (seconds: number) => sleep(settings.pollSeconds ?? seconds);
  const endpoint = { ...vendor.definition, ...protocol };
  api = new Api(endpoint, process.env, settings, redactor, now);
  waitForLimits(api, spec.step === 'submit' ? spec.timeoutMinutes * 60 : undefined);
  journal.prepare();
  const free = await lock(journal.folder, say, settings.pollSeconds);
  try {
    const { declaration } = spec;
    const identity = journalIdentity(operation, spec);
    const whose = { identity, stateMark: stateMark(process.env, journal.folder) };
    // As an earlier run left it: this one overwrites it before it asks.
    const earlier = journal.read();
    const context = {
      spec,
      operation,
      ...whose,
      driver: {
        ...{ api, declaration, path: spec.path, identity: spec.identity, now, say, pause },
        state: statePlace(process.env),
        sources,
        isAcknowledged: (id: string) => spec.acknowledge.some(({ ruleId }) => ruleId === id),
        isRepeatWanted: (id: string) =>
          process.env[REPEAT_VARIABLE] === id || wasReplaced(earlier, whose, id),
      },
      api,
      journal,
      settings,
      redactor,
      env: process.env,
      terraform,
      elapsed,
      program,
    };
    const isDrill = spec.drill !== undefined;
    if (spec.step === 'submit')
      await (isDrill ? submitDrill : submit)(context as StepContext<'submit'>);
    if (spec.step === 'wait') await (isDrill ? drill : wait)(context as StepContext<'wait'>);
    if (spec.step === 'drop') await drop(context as StepContext<'drop'>);
  } finally {
    free();
  }
}

/** What the restore of a journal is of. */
function operationIn({ vendor = '', operation = '' }: JournalEntry) {
  return operationOf(vendorOf(vendor), operation);
}

/** How long a step without its own timeout waits for a rate limit to end. */
const LIMIT_SECONDS = 600;

function waitForLimits(limited: Api, seconds = LIMIT_SECONDS): void {
  limited.until(seconds);
  limited.onLimit = (problem) => say(`${problem}: waiting for it to end, and nothing was lost`);
}

/** What a person claims is held against what the vendor of the journal knows. */
function askVendor(entry: JournalEntry, request: JournalRequest, claimed: Claimed) {
  const vendor = vendorOf(entry.vendor ?? '');
  const endpoint = { ...vendor.definition, ...vendor.protocol() };
  const settings = readSettings(process.env);
  const api = new Api(endpoint, process.env, settings, redactor, () => new Date());
  return doubtsOf(api, operationIn(entry), entry, request, claimed);
}

/** Follows the members of a group, with the limits of each vendor for all of its members. */
function waitTogether(spec: StepOf<'wait-for-all'>): Promise<void> {
  const { env } = process;
  const settings = readSettings(env);
  const slots = new Map<string, Slots>();
  return waitForAll({
    ...{ spec, env, settings, terraform, elapsed, say, journals: env[JOURNALS_VARIABLE] },
    accessTo({ vendor: name, operation }) {
      const vendor = vendorOf(name);
      const own = slots.get(name) ?? new Slots(CALLS_AT_ONCE);
      slots.set(name, own);
      const endpoint = { ...vendor.definition, ...vendor.protocol() };
      return {
        operation: operationOf(vendor, operation),
        api: new Api(endpoint, env, settings, redactor, () => new Date()),
        slots: own,
        perSecond: settings.requestsPerSecond ?? vendor.definition.requestsPerSecond ?? SLOW,
      };
    },
  });
}

/** Of one vendor: calls that hang, or wait to be repeated, keep the others waiting, not the vendor busy. */
const CALLS_AT_ONCE = 10;

/** Requests a second, of a vendor that states no limit. */
const SLOW = 10;

/** Writes settings as declared. Repeating it does no harm; a password alone needs a journal, which keeps it. */
async function applySettings(vendor: Vendor, spec: StepOf<'settings'>): Promise<void> {
  const { definition } = vendor;
  const protocol = vendor.protocol();
  const setting = oneOf('operation', definition.settings ?? {}, spec.operation);
  checkDeclaration(setting, spec, false, printError);
  const settings = readSettings(process.env);
  const { roles = definition.roles, hasPassword = false } = setting;
  const endpoint = { ...definition, ...protocol, roles };
  const now = () => new Date();
  api = new Api(endpoint, process.env, settings, redactor, now);
  waitForLimits(api);
  const pause = (seconds: number) => sleep(settings.pollSeconds ?? seconds);
  const wire = oneOf('operation', protocol.settings ?? {}, spec.operation);
  const driver = { api, declaration: spec.declaration, say, pause, now };
  if (!hasPassword) return wire.apply(driver);
  const { key, passwordSink } = spec;
  if (key === undefined || passwordSink === undefined) {
    throw new RunnerError(
      ExitCode.INVALID,
      `the spec of ${spec.path} does not say where the new password goes`,
      'Nothing was called. Run cdktf synth with the same version of cdktf-cluster-restore',
    );
  }
  const journal = new Journal(key, process.env[JOURNALS_VARIABLE]);
  journal.prepare();
  const free = await lock(journal.folder, say, settings.pollSeconds);
  try {
    const identity = triggerTexts(setting.identity(spec.declaration));
    const context = { spec: { ...spec, passwordSink }, setting: wire, driver, identity };
    await setPassword({ ...context, journal, redactor, env: process.env });
  } finally {
    free();
  }
}

function journalIdentity(operation: Operation, spec: StepOf<'submit' | 'wait' | 'drop'>) {
  // A drop knows the restore by its state alone.
  const target = spec.step === 'drop' ? {} : triggerTexts(operation.identity(spec.declaration));
  return { ...target, ...spec.identity };
}

function isBegun(journal: Journal, operation: Operation, spec: StepOf<'submit' | 'wait'>): boolean {
  return spec.step !== 'submit' || hasSent(journal.read(), journalIdentity(operation, spec));
}

main().then(
  () => {
    process.exitCode = ExitCode.DONE;
  },
  (thrown: unknown) => {
    const error = diskProblem(thrown, api?.hasWritten === true) ?? thrown;
    printError(renderEnd(error, step));
    process.exitCode = exitCodeOf(error);
  },
);
