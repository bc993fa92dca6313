import { identityInSpec, identityOf } from '../../spec/identity';
import { JOURNALS_VARIABLE } from '../../spec/names';
import { RUNNER_PATH } from '../../spec/runner-path';
import { settingResource } from '../../spec/setting-resource';
import type {
  RestoreModel,
  RestoreResources,
  RestoreStepName,
  StepResource,
} from '../../spec/step-model';
import { RERUN_TOKEN, restoreResources } from '../../spec/step-resources';
import type { JsonRecord } from '../../text/json-value';
import { triggerTexts } from '../../vendor/triggers';
import type { Reviewed } from '../model/reviewed';
import type { SpecDocument } from '../read/spec-document';
import { Expressions } from './expressions';

type Texts = Readonly<Record<string, string>>;

/** What a step that sends a request says of itself. */
export interface Requesting {
  readonly spec: SpecDocument;
  readonly environment: JsonRecord;
  /** The triggers of the step as they are in the stack. */
  readonly triggers: Texts;
}

const SCOPES = ['backup', 'anything', 'token', 'never'] as const;

/**
 * The resources that synth writes: the same code builds them from the same values, by the spec of the step that sends the
 * request. Expressions stay as they are. `undefined` where the declaration is too wrong to build any.
 */
export function rebuild(
  { spec: written, environment, triggers: found }: Requesting,
  operation: Reviewed,
  addresses: Readonly<Record<RestoreStepName, string>>,
  groupWait?: string,
): RestoreResources | undefined {
  const token = found[RERUN_TOKEN] ?? '';
  const expressions = new Expressions();
  try {
    const spec = expressions.decodeSpec(written, environment);
    const journals = journalsIn(environment);
    if (!('facts' in operation) || journals === undefined) return undefined;
    const { vendor, operation: name, path, acknowledge, declaration, key, removalPolicy } = spec;
    const { timeoutMinutes, passwordSink, about, dependsOn, replacement, sources, drill } = spec;
    if (key === undefined || timeoutMinutes === undefined) return undefined;
    // A long token is in the spec as its hash: the trigger has it.
    const marked = expressions.mark(token);
    const { identity, details } = triggersOf(spec, operation, expressions.jsonText, marked);
    // Field by field: of thousands of restores, copies of copies cost more than the rest.
    const model = {
      vendor,
      operation: name,
      path,
      acknowledge,
      declaration,
      command: RUNNER_PATH,
      identity,
      details,
      identityInSpec: identityInSpec(identity),
      key,
      journals,
      addresses,
      facts: operation.facts,
      removalPolicy,
      timeoutMinutes,
      passwordSink,
      about,
      dependsOn,
      replacement,
      sources,
      drill,
      groupWait,
    };
    return expressions.expand(restoreResources(model as RestoreModel, expressions.tokens));
  } catch {
    return undefined;
  }
}

/** The resource of a setting, in the same way. */
export function rebuildSetting(
  { spec: written, environment, triggers: found }: Requesting,
  operation: Reviewed,
): StepResource | undefined {
  const token = found[RERUN_TOKEN] ?? '';
  const expressions = new Expressions();
  try {
    const spec = expressions.decodeSpec(written, environment);
    const { vendor, operation: name, path, acknowledge, declaration } = spec;
    const marked = expressions.mark(token);
    const { identity } = triggersOf(spec, operation, expressions.jsonText, marked);
    const model = {
      ...{ vendor, operation: name, path, acknowledge, declaration, command: RUNNER_PATH },
      ...{ triggers: identity, checkedAt: 'checked_at' in found ? CHECKED_AT : undefined },
      ...passwordOf(spec, environment),
    };
    const built = settingResource(
      model as Parameters<typeof settingResource>[0],
      expressions.tokens,
    );
    return expressions.expand(built);
  } catch {
    return undefined;
  }
}

/** Where a setting keeps its password; a folder that does not look like one of journals fits nothing. */
function passwordOf({ key, passwordSink: sink }: SpecDocument, environment: JsonRecord): object {
  if (key === undefined || sink === undefined) return {};
  return { password: { key, journals: journalsIn(environment), sink } };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const CHECKED_AT = '${plantimestamp()}';

/** The trigger keys of a declaration; which of them restore again follows from the keys that the spec names. */
export function triggersOf(
  { step, declaration, identity: named }: SpecDocument,
  operation: Reviewed,
  jsonText: (value: unknown) => string,
  token: string | undefined,
): { readonly identity: Texts; readonly details: Texts } {
  const target = triggerTexts(operation.identity(declaration), jsonText);
  const details = triggerTexts(operation.details(declaration), jsonText);
  if (step === 'settings') return { identity: target, details: {} };
  const keys = keysOf(named);
  for (const scope of SCOPES) {
    const { identity, ignored } = identityOf({ scope, token }, target, details);
    if (keysOf(identity) === keys) return { identity, details: ignored };
  }
  return { identity: target, details };
}

/** The triggers of a restore with the values that variables and locals give; none where nothing is resolved. */
export function resolvedTriggers(
  { spec, written, environment, triggers }: Requesting & { readonly written: SpecDocument },
  operation: Reviewed,
): Texts {
  if (spec === written) return {};
  const expressions = new Expressions();
  try {
    const decoded = expressions.decodeSpec(spec, environment);
    const token = triggers[RERUN_TOKEN];
    const { identity, details } = triggersOf(decoded, operation, expressions.jsonText, token);
    const all = expressions.expand({ ...identity, ...details });
    // What an altered step has in the place of a text is reported by the comparison.
    return Object.fromEntries(
      Object.entries(all).filter(([key, text]) => key in triggers && typeof text === 'string'),
    );
  } catch {
    return {};
  }
}

function keysOf(record: object): string {
  return Object.keys(record).sort().join();
}

const JOURNALS =
  /^\$\{terraform\.workspace == "default" \? "((?:\.\.\/)*\.cluster-restore(?:\/(?!\.\.?")[^"/]+)?)"/;

/** The folder of the journals, which only the machine that ran synth knows: where it does not look like one, nothing fits. */
export function journalsIn(environment: JsonRecord): string | undefined {
  const text = environment[JOURNALS_VARIABLE];
  return typeof text === 'string' ? JOURNALS.exec(text)?.[1] : undefined;
}
