import { encodeTokens, specFields, type TokenSystem } from './encode';
import { waitsAfter } from './group-resources';
import { SPEC_VERSION } from './names';
import type { StepDocument } from './spec';
import { instanceOf } from './step-instance';
import type { RestoreModel, RestoreResources, Texts } from './step-model';
import { holds, journalsIn, startsRunner } from './step-provisioner';
import {
  AS_ROOT_MODULE,
  escapeTriggers,
  factsIn,
  keysOf,
  RECORDED_FROM,
  recordedFrom,
  recordedIn,
} from './step-triggers';

/** A change of the token of `Rerun.onToken` is ignored where something else decides. */
export const RERUN_TOKEN = 'rerun_token';

/**
 * The resources of one restore. Synth writes them, and the review builds them again from the spec to compare
 * them with what a stack holds: both must come from here.
 */
export function restoreResources(model: RestoreModel, tokens: TokenSystem): RestoreResources {
  const { path, key, command, addresses, removalPolicy, timeoutMinutes } = model;
  const { dependsOn = [], groupWait } = model;
  const { submitted: submittedFacts, drop: dropFacts, restored: restoredFacts } = factsOf(model);
  const { of, each, lifecycle } = instancesIn(model);
  const { submit, submitted, hold, wait } = {
    submit: of(addresses.submit),
    submitted: of(addresses.submitted),
    hold: of(addresses.hold),
    wait: of(addresses.wait),
  };
  const { restored } = addresses;
  const folder = journalsIn(model.journals);
  const starts = { command, journals: folder };
  const results = `${folder}/${key}`;
  const { value, variables } = encodeTokens(
    {
      encoded: { identity: model.identityInSpec, acknowledge: model.acknowledge },
      rest: {
        declaration: model.declaration,
        passwordSink: model.passwordSink,
        about: model.about,
        drill: model.drill,
      },
    },
    tokens,
  );
  const { encoded, rest } = value as { encoded: StepDocument; rest: StepDocument };
  const { vendor, operation, replacement } = model;
  const { identity, acknowledge } = encoded;
  // Addresses and sources are read when the stack is written: they are not values that are known after apply.
  const sources = dropFacts.length === 0 ? undefined : (model.sources ?? '');
  const version = SPEC_VERSION;
  const head = specFields({ version, vendor, operation, path, key, submitAddress: submit });
  const kept = specFields({ acknowledge, removalPolicy, timeoutMinutes, replacement, sources });
  const common = `${head},${specFields({ identity })},${kept}`;
  const recorded = recordedIn(submitted, submittedFacts);
  const drops = removalPolicy === 'destroy' && dropFacts.length > 0;
  return {
    submit: {
      ...each,
      ...(dependsOn.length === 0 ? {} : { depends_on: dependsOn }),
      triggers: escapeTriggers(model.identity, model.details),
      lifecycle: {
        ...lifecycle,
        ignore_changes: keysOf(ignoredKeys(model)),
        precondition: [AS_ROOT_MODULE],
      },
      provisioner: startsRunner({
        step: 'submit',
        ...starts,
        fields: [
          common,
          specFields({ step: 'submit', ...rest }),
          dependsOn.length === 0 ? '' : specFields({ dependsOn }),
        ],
        variables,
      }),
    },
    submitted: {
      ...each,
      triggers: {
        submit_id: `\${${submit}.id}`,
        ...factsIn(`${results}/submitted-\${${submit}.id}.json`, [
          ...submittedFacts,
          RECORDED_FROM,
        ]),
      },
      // The file is gone on another machine; what the state holds stays until `submit` runs again.
      lifecycle: {
        ...lifecycle,
        ignore_changes: keysOf([...submittedFacts, RECORDED_FROM]),
        postcondition: [
          recordedFrom(
            'submit_id',
            `Terraform's state does not hold what ${submit} began, and its result is not in the journal folder of this machine. On the machine that has it, continue with terraform apply -replace='${submit}', even if Terraform was killed: that sends nothing again that the journal records. Without the folder, first check at the vendor whether the restore is running`,
          ),
        ],
      },
      // A destroy provisioner may refer to nothing but its own resource: the declaration stays out.
      ...(drops
        ? {
            provisioner: startsRunner({
              step: 'drop',
              ...starts,
              fields: [
                `${head},${specFields({ identity: {} })},${kept}`,
                specFields({ step: 'drop', declaration: null, next: nextIn(model, tokens) }),
              ],
              recorded: recordedIn('self', dropFacts),
            }),
          }
        : {}),
    },
    ...(groupWait === undefined
      ? {
          hold: {
            ...each,
            triggers: { submitted: `\${${submitted}.id}` },
            ...(lifecycle === undefined ? {} : { lifecycle }),
            provisioner: holds(path, command),
          },
        }
      : {}),
    wait: {
      ...each,
      // The same id, read from `hold`, so that Terraform does one after the other.
      triggers:
        groupWait === undefined
          ? { submitted: `\${${hold}.triggers.submitted}` }
          : waitsAfter(groupWait, key),
      ...(lifecycle === undefined ? {} : { lifecycle }),
      provisioner: startsRunner({
        step: 'wait',
        ...starts,
        fields: [
          common,
          specFields({ step: 'wait', declaration: rest.declaration, drill: rest.drill }),
        ],
        variables,
        recorded,
      }),
    },
    restored: {
      triggers: {
        ...(model.replacement === undefined ? recorded : afterWait(recorded, wait)),
        wait_id: `\${${wait}.id}`,
        ...factsIn(`${results}/restored-\${${wait}.id}.json`, [...restoredFacts, RECORDED_FROM]),
      },
      lifecycle: {
        ...lifecycle,
        ignore_changes: keysOf([...restoredFacts, RECORDED_FROM]),
        postcondition: [
          recordedFrom(
            'wait_id',
            `Terraform's state does not hold the result of ${wait}, and it is not in the journal folder of this machine. To wait once more, which restores nothing, run terraform apply -replace='${wait}'`,
          ),
        ],
      },
    },
    // What is dropped after a verification needs none: no drop of it waits for a backup.
    ...(drops && model.drill === undefined && model.replacement === undefined
      ? {
          // It stays where Terraform restores again: only a destroy removes it, and before the drop.
          removal: {
            depends_on: [submitted],
            provisioner: startsRunner({
              step: 'removal',
              ...starts,
              fields: [specFields({ version: SPEC_VERSION, path, key, step: 'removal' })],
            }),
          },
        }
      : {}),
    ...(model.drill === undefined
      ? {}
      : {
          verdict: {
            // The same id, read from `restored`: what a drill found is in the state before this step can fail.
            triggers: { wait_id: `\${${restored}.triggers.wait_id}` },
            provisioner: startsRunner({
              step: 'verdict',
              command,
              fields: [
                specFields({ version: SPEC_VERSION, path, step: 'verdict', submitAddress: submit }),
              ],
              recorded: recordedIn(restored, ['drill_result']),
            }),
          },
        }),
  };
}

/** What the state holds of the result of a drill. */
const DRILL_FACTS = ['drill_result', 'drill_passed'];

/** What is recorded of a drill besides: what its measures are taken from, and what it found. */
function factsOf({ facts, drill }: RestoreModel): RestoreModel['facts'] {
  if (drill === undefined) return facts;
  const measured = ['backup_time', 'started_at'].filter((name) => !facts.submitted.includes(name));
  return {
    ...facts,
    submitted: [...facts.submitted, ...measured],
    restored: [...facts.restored, ...DRILL_FACTS],
  };
}

/** What is restored from next, where synth knows all of it: a destroy provisioner cannot refer to it. */
function nextIn(
  { facts, identity, details, drill, replacement }: RestoreModel,
  { isToken }: TokenSystem,
): Texts | undefined {
  const { next: names = [] } = facts;
  // The target of a drill is always dropped; what is dropped after a verification waits for nothing more.
  if (names.length === 0 || drill !== undefined || replacement !== undefined) return undefined;
  const next: Record<string, string> = {};
  for (const name of names) {
    const value = identity[name] ?? details[name];
    if (value === undefined || isToken(value)) return undefined;
    next[name] = value;
  }
  return next;
}

/**
 * Where a previous clone is kept until the next one is verified, each step but the last has an instance for each clone.
 * An instance whose token is no longer declared is destroyed, and its drop runs: Terraform runs no drop of what it
 * replaces. `create_before_destroy` makes that wait for the last step, which has the outputs, and for whatever uses them.
 */
function instancesIn({ replacement, identity }: RestoreModel) {
  if (replacement === undefined) return { of: (address: string) => address, each: {} };
  const token = identity[RERUN_TOKEN] ?? '';
  return {
    of: (address: string) => instanceOf(address, token),
    each: { for_each: { [token]: token } },
    lifecycle: { create_before_destroy: true } as const,
  };
}

/** Known when the wait has ended: an output must not name a clone that is not verified. */
function afterWait(recorded: Texts, wait: string): Texts {
  return Object.fromEntries(
    Object.entries(recorded).map(([name, expression]) => [
      name,
      `\${${wait}.id == "" ? "" : ${expression.slice(2, -1)}}`,
    ]),
  );
}

/** The token of an earlier `Rerun.onToken` is not a reason to restore again either. */
function ignoredKeys({ identity, details }: RestoreModel): string[] {
  const names = Object.keys(details);
  return RERUN_TOKEN in identity ? names : [...names, RERUN_TOKEN];
}
