import { encodeTokens, specText, type TokenSystem } from './encode';
import {
  type About,
  JOURNALS_VARIABLE,
  RESOURCE_ID_VARIABLE,
  type SinkSpec,
  SPEC_VARIABLE,
  SPEC_VERSION,
  type StepSpec,
} from './spec';
import { escapeTemplates } from './templates';

type Texts = Readonly<Record<string, string>>;

/** The facts that Terraform's state records of a restore, in snake_case. */
export interface RecordedFacts {
  /** After the submission. */
  readonly submitted: readonly string[];
  /** Those of them that a drop needs; empty where the restore creates nothing that could be dropped. */
  readonly drop: readonly string[];
  /** Trigger keys of what is restored from: a drop before a re-run looks first whether that is there. */
  readonly next?: readonly string[];
  /** After the wait, besides. */
  readonly restored: readonly string[];
}

/** What the resources of one restore are made of. Texts may hold tokens; they are escaped here. */
export interface RestoreModel {
  readonly vendor: string;
  readonly operation: string;
  /** The construct path. */
  readonly path: string;
  /** Names the folder of this restore in that of the journals. */
  readonly key: string;
  /** The folder of the journals, from the folder in which Terraform runs. */
  readonly journals: string;
  /** The path of the runner, from the folder in which Terraform runs. */
  readonly command: string;
  /** The Terraform addresses of the steps. */
  readonly addresses: Readonly<Record<RestoreStepName, string>>;
  readonly declaration: object;
  /** Trigger keys whose change restores again. */
  readonly identity: Texts;
  /** Trigger keys for the reader of the first plan; their changes are ignored. */
  readonly details: Texts;
  /** The identity as the spec has it. */
  readonly identityInSpec: Texts;
  /** What the state records. */
  readonly facts: RecordedFacts;
  readonly acknowledge: readonly { readonly ruleId: string; readonly reason: string }[];
  readonly about?: About | undefined;
  readonly removalPolicy: 'destroy' | 'retain';
  readonly timeoutMinutes: number;
  readonly passwordSink?: SinkSpec | undefined;
  /** The addresses of what must exist first, besides what the declaration uses. */
  readonly dependsOn?: readonly string[] | undefined;
}

/** What the resource of a setting is made of. */
export interface SettingModel
  extends Pick<
    RestoreModel,
    'vendor' | 'operation' | 'path' | 'command' | 'declaration' | 'acknowledge'
  > {
  /** Trigger keys: a change of any of them writes the settings again. */
  readonly triggers: Texts;
  /** The expression of a trigger that changes with each plan, where each apply compares the settings. */
  readonly checkedAt?: string | undefined;
}

/** The steps of a restore, by the names of their constructs. */
export type RestoreStepName = 'submit' | 'submitted' | 'hold' | 'wait' | 'restored';

/** A `null_resource` as Terraform's JSON has it. */
export interface StepResource {
  readonly depends_on?: readonly string[];
  readonly triggers?: Texts;
  readonly lifecycle?: {
    readonly ignore_changes?: readonly string[];
    readonly postcondition?: readonly {
      readonly condition: string;
      readonly error_message: string;
    }[];
  };
  readonly provisioner?: readonly { readonly 'local-exec': LocalExec }[];
}

/** A provisioner that starts the runner. */
export interface LocalExec {
  readonly when?: 'destroy';
  readonly interpreter: readonly string[];
  readonly command: string;
  readonly environment: Texts;
}

/** A change of the token of `Rerun.onToken` is ignored where something else decides. */
export const RERUN_TOKEN = 'rerun_token';

/**
 * The resources of one restore. Synth writes them, and the review builds them again from the spec to compare
 * them with what a stack holds: both must come from here.
 */
export function restoreResources(
  model: RestoreModel,
  tokens: TokenSystem,
): Record<RestoreStepName, StepResource> {
  const { path, key, command, addresses, removalPolicy, timeoutMinutes, dependsOn = [] } = model;
  const { submitted: submittedFacts, drop: dropFacts, restored: restoredFacts } = model.facts;
  const { submit, submitted, hold, wait } = addresses;
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
      },
    },
    tokens,
  );
  const { encoded, rest } = value as { encoded: StepDocument; rest: StepDocument };
  const common: StepDocument = {
    version: SPEC_VERSION,
    vendor: model.vendor,
    operation: model.operation,
    path,
    key,
    // An address is read when the stack is written: it is not a value that is known after apply.
    submitAddress: submit,
    ...encoded,
    removalPolicy,
    timeoutMinutes,
  };
  const recorded = recordedIn(submitted, submittedFacts);
  const drops = removalPolicy === 'destroy' && dropFacts.length > 0;
  return {
    submit: {
      ...(dependsOn.length === 0 ? {} : { depends_on: dependsOn }),
      triggers: { ...escaped(model.identity), ...escaped(model.details) },
      lifecycle: { ignore_changes: keysOf(ignoredKeys(model)) },
      provisioner: runs(
        starts,
        { ...common, step: 'submit', ...rest, ...(dependsOn.length === 0 ? {} : { dependsOn }) },
        variables,
      ),
    },
    submitted: {
      triggers: {
        submit_id: `\${${submit}.id}`,
        ...factsIn(`${results}/submitted-\${${submit}.id}.json`, [
          ...submittedFacts,
          RECORDED_FROM,
        ]),
      },
      // The file is gone on another machine; what the state holds stays until `submit` runs again.
      lifecycle: {
        ignore_changes: keysOf([...submittedFacts, RECORDED_FROM]),
        postcondition: [
          recordedFrom(
            'submit_id',
            `Terraform's state does not hold what ${submit} began, and its result is not in the journal folder of this machine. Apply where it ran, or bring that folder back. If nothing runs at the vendor, restore again: terraform apply -replace='${submit}'`,
          ),
        ],
      },
      // A destroy provisioner may refer to nothing but its own resource: the declaration stays out.
      ...(drops
        ? {
            provisioner: runs(
              starts,
              {
                ...common,
                identity: {},
                step: 'drop',
                declaration: null,
                ...nextIn(model, tokens),
              },
              {},
              recordedIn('self', dropFacts),
            ),
          }
        : {}),
    },
    hold: {
      triggers: { submitted: `\${${submitted}.id}` },
      provisioner: runs({ command }, { version: SPEC_VERSION, path, step: 'hold' }, {}),
    },
    wait: {
      // The same id, read from `hold`, so that Terraform does one after the other.
      triggers: { submitted: `\${${hold}.triggers.submitted}` },
      provisioner: runs(
        starts,
        { ...common, step: 'wait', declaration: rest.declaration },
        variables,
        recorded,
      ),
    },
    restored: {
      triggers: {
        ...recorded,
        wait_id: `\${${wait}.id}`,
        ...factsIn(`${results}/restored-\${${wait}.id}.json`, [...restoredFacts, RECORDED_FROM]),
      },
      lifecycle: {
        ignore_changes: keysOf([...restoredFacts, RECORDED_FROM]),
        postcondition: [
          recordedFrom(
            'wait_id',
            `Terraform's state does not hold the result of ${wait}, and it is not in the journal folder of this machine. Wait once more, which restores nothing: terraform apply -replace='${wait}'`,
          ),
        ],
      },
    },
  };
}

/** What is restored from next, where synth knows all of it: a destroy provisioner cannot refer to it. */
function nextIn({ facts, identity, details }: RestoreModel, { isToken }: TokenSystem): object {
  const triggers: Texts = { ...details, ...identity };
  const names = facts.next ?? [];
  const isKnown = names.every((name) => {
    const value = triggers[name];
    return value !== undefined && !isToken(value);
  });
  if (names.length === 0 || !isKnown) return {};
  return { next: Object.fromEntries(names.map((name) => [name, triggers[name]])) };
}

/** The trigger that holds the id of the step whose result file was read; it stands in the file. */
const RECORDED_FROM = 'recorded_from';

/** An output is right or the apply fails: what was not read from the result of this very step is worth nothing. */
function recordedFrom(key: string, message: string) {
  return {
    condition: `\${self.triggers.${RECORDED_FROM} == self.triggers.${key}}`,
    error_message: message,
  };
}

/** Journals belong to a workspace, as the states of Terraform's local backend do. */
function journalsIn(base: string): string {
  return `\${terraform.workspace == "default" ? "${base}" : "${base}.d/\${terraform.workspace}"}`;
}

/** The one resource of a setting. There is no journal and nothing to wait for: to write twice does no harm. */
export function settingResource(model: SettingModel, tokens: TokenSystem): StepResource {
  const { vendor, operation, path, command, declaration, acknowledge, checkedAt } = model;
  const { value, variables } = encodeTokens(
    {
      version: SPEC_VERSION,
      step: 'settings',
      vendor,
      operation,
      path,
      declaration,
      acknowledge,
    },
    tokens,
  );
  return {
    triggers: {
      ...escaped(model.triggers),
      // Another value in each plan: the step runs, and finds what was changed elsewhere.
      ...(checkedAt === undefined ? {} : { checked_at: checkedAt }),
    },
    provisioner: runs({ command }, value as StepDocument, variables),
  };
}

/**
 * Whatever is set where Terraform runs: Node would print bytes of requests and answers, and Terraform would keep them in
 * its log.
 */
const QUIET = { NODE_DEBUG: '' };

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A spec with references in the place of values that are known only to Terraform. */
type StepDocument = { readonly [Key in KeysOf<StepSpec>]?: unknown };

/** A provisioner that starts the runner with this spec; by default when the resource is created. */
function runs(
  { command, journals }: { readonly command: string; readonly journals?: string },
  document: StepDocument,
  variables: Texts,
  recorded: Texts = {},
): readonly { readonly 'local-exec': LocalExec }[] {
  const facts = Object.entries(recorded).map(
    ([name, expression]) =>
      [name, `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`, expression] as const,
  );
  const references = Object.fromEntries(
    facts.map(([name, variable]) => [name, { $env: variable, as: 'string' }]),
  );
  const spec = facts.length === 0 ? document : { ...document, recorded: references };
  return [
    {
      'local-exec': {
        ...(document.step === 'drop' ? { when: 'destroy' } : {}),
        interpreter: ['node'],
        command,
        environment: {
          [SPEC_VARIABLE]: specText(spec),
          ...QUIET,
          ...(journals === undefined ? {} : { [JOURNALS_VARIABLE]: journals }),
          ...(['submit', 'wait'].includes(document.step as string)
            ? { [RESOURCE_ID_VARIABLE]: SELF_ID }
            : {}),
          ...variables,
          ...Object.fromEntries(facts.map(([, variable, expression]) => [variable, expression])),
        },
      },
    },
  ];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const SELF_ID = '${self.id}';

function keysOf(names: readonly string[]): string[] {
  return names.map((name) => `triggers["${name}"]`);
}

/** The token of an earlier `Rerun.onToken` is no reason to restore again either. */
function ignoredKeys({ identity, details }: RestoreModel): string[] {
  const names = Object.keys(details);
  return RERUN_TOKEN in identity ? names : [...names, RERUN_TOKEN];
}

function escaped(values: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, escapeTemplates(value)]),
  );
}

/**
 * Expressions that read a step's result file. The id of the step stands in its name: a file belongs to one submission,
 * and it cannot be read before the step is done.
 */
function factsIn(file: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, `\${try(jsondecode(file("${file}")).${name}, "")}`]),
  );
}

function recordedIn(address: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `\${${address}.triggers.${name}}`]));
}
