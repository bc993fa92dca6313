import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AcknowledgedRule } from '../../evaluation/rule';
import { type About, type SinkSpec, SPEC_VERSION } from '../../spec/spec';
import type { RemovalPolicy } from '../removal-policy';
import { identityInSpec, RERUN_TOKEN } from './identity';
import { referenceTokens } from './known';
import { escapeTemplates } from './literals';
import { run, type StepProps } from './run-step';
import { runnerPath } from './runner-asset';

/** What the steps of a restore are made from. */
export interface RestoreStepsProps {
  readonly vendor: string;
  readonly operation: string;
  readonly declaration: object;
  /** Trigger keys that restore again when they change. */
  readonly identity: Readonly<Record<string, string>>;
  /** Trigger keys for the reader of the first plan; their changes are ignored. */
  readonly details: Readonly<Record<string, string>>;
  /** What the state remembers after the submission, in snake_case. */
  readonly submittedFacts: readonly string[];
  /** Those of them that a drop needs; empty where the restore creates nothing that could be dropped. */
  readonly dropFacts: readonly string[];
  /** What the state remembers after the wait, besides. */
  readonly restoredFacts: readonly string[];
  readonly acknowledge: readonly AcknowledgedRule[];
  readonly about?: About;
  readonly removalPolicy: RemovalPolicy;
  readonly timeoutMinutes: number;
  readonly passwordSink?: SinkSpec;
}

/**
 * The steps of one restore, each a `null_resource`: `submit` sends the request, `submitted` keeps in
 * Terraform's state what came of it, `hold` lets a remote backend learn of it, `wait` follows the jobs,
 * `restored` keeps what is known at the end.
 * A failed wait is repeated alone, on any machine; the request is not.
 */
export class RestoreSteps {
  readonly #restored: NullResource;

  constructor(scope: Construct, props: RestoreStepsProps) {
    const stack = TerraformStack.of(scope);
    const key = stack.getLogicalId(scope.node);
    const folder = `.cluster-restore/${key}`;
    const runner = runnerPath(scope);
    const submit = new NullResource(scope, 'submit', {
      triggers: { ...escaped(props.identity), ...escaped(props.details) },
      lifecycle: {
        ignoreChanges: ignoredKeys(props).map((name) => `triggers["${name}"]`),
      },
    });
    const submitAddress = addressOf(submit);
    const { declaration, passwordSink, about, identity, acknowledge } = props;
    const { value, variables } = referenceTokens({
      common: {
        version: SPEC_VERSION,
        vendor: props.vendor,
        operation: props.operation,
        path: scope.node.path,
        key,
        submitAddress,
        identity: identityInSpec(identity),
        acknowledge,
        removalPolicy: props.removalPolicy,
        timeoutMinutes: props.timeoutMinutes,
      },
      rest: { declaration, passwordSink, about },
    });
    const { common, rest } = value as { common: StepProps; rest: StepProps };
    run(submit, runner, 'create', { ...common, step: 'submit', ...rest }, variables);

    const submitted = new NullResource(scope, 'submitted', {
      triggers: factsIn(`${folder}/submitted`, submitAddress, props.submittedFacts),
      lifecycle: {
        // The file is gone on another machine; what the state holds stays until `submit` runs again.
        ignoreChanges: ['triggers'],
        replaceTriggeredBy: [`${submitAddress}.id`],
      },
    });
    if (props.removalPolicy === 'destroy' && props.dropFacts.length > 0) {
      const recorded = recordedIn('self', props.dropFacts);
      // A destroy provisioner may refer to nothing but its own resource: the declaration stays out.
      const drop = { ...common, identity: {}, step: 'drop', declaration: null, recorded } as const;
      run(submitted, runner, 'destroy', drop);
    }

    const submittedAddress = addressOf(submitted);
    const recorded = recordedIn(submittedAddress, props.submittedFacts);
    const hold = new NullResource(scope, 'hold', {
      triggers: { submitted: `\${${submittedAddress}.id}` },
    });
    const holding = { version: SPEC_VERSION, path: scope.node.path, step: 'hold' } as const;
    run(hold, runner, 'create', holding);

    const wait = new NullResource(scope, 'wait', {
      // The same id, read from `hold`, so that Terraform does one after the other.
      triggers: { submitted: `\${${addressOf(hold)}.triggers.submitted}` },
    });
    const waiting = { ...common, step: 'wait', declaration: rest.declaration, recorded };
    run(wait, runner, 'create', waiting, variables);

    const waitAddress = addressOf(wait);
    this.#restored = new NullResource(scope, 'restored', {
      triggers: {
        ...recorded,
        ...factsIn(`${folder}/restored`, waitAddress, props.restoredFacts),
      },
      lifecycle: { ignoreChanges: ['triggers'], replaceTriggeredBy: [`${waitAddress}.id`] },
    });
  }

  /** A token of something that is known once the restore has ended. */
  fact(name: string): string {
    return this.#restored.interpolationForAttribute(`triggers.${name}`).toString();
  }
}

function addressOf(resource: NullResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The token of an earlier `Rerun.onToken` is no reason to restore again either. */
function ignoredKeys({ identity, details }: RestoreStepsProps): string[] {
  const names = Object.keys(details);
  return RERUN_TOKEN in identity ? names : [...names, RERUN_TOKEN];
}

function escaped(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, escapeTemplates(value)]),
  );
}

/**
 * Expressions that read a step's result file. The id of the step, replaced by nothing, makes the path
 * unknown until the step is done: the file is never read when the plan is made.
 */
function factsIn(file: string, step: string, names: readonly string[]): Record<string, string> {
  const path = `${file}\${replace(${step}.id, "/.*/", "")}.json`;
  return Object.fromEntries(
    names.map((name) => [name, `\${try(jsondecode(file("${path}")).${name}, "")}`]),
  );
}

function recordedIn(address: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `\${${address}.triggers.${name}}`]));
}
