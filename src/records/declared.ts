import { ReviewClock } from '../review/model/clock';
import { isRemoval } from '../review/model/points';
import { reviewFacts } from '../review/model/restore';
import { reviewOutput } from '../review/model/review-output';
import type { Output } from '../review/read/output';
import { readStack } from '../review/read/stack';
import type { About } from '../spec/spec';
import type { OperationDefinition } from '../vendor/definition';
import type { Vendor } from '../vendor/vendor';

/** A restore that the code declares. */
export interface DeclaredRestore {
  readonly stack: string;
  readonly path: string;
  readonly key: string;
  readonly vendor: Vendor;
  readonly operation: OperationDefinition;
  /** The addresses of the step that sends the request, and of the one that keeps what was submitted; now and before a move. */
  readonly submitAddresses: readonly string[];
  readonly recordAddresses: readonly string[];
  readonly removalPolicy: 'destroy' | 'retain';
  readonly about: About;
  /** The triggers of the step that sends the request, and those whose changes Terraform ignores. */
  readonly triggers: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  /** The id of the cluster that was backed up, where the code says which. */
  readonly sourceClusterId: string | undefined;
}

/** What the code says. */
export interface Declared {
  readonly restores: readonly DeclaredRestore[];
  /** The addresses of all resources, by stack. */
  readonly addresses: ReadonlyMap<string, ReadonlySet<string>>;
  /** The stacks and addresses of the steps that the code removes, and whose destroy step Terraform runs. */
  readonly removals: readonly { readonly stack: string; readonly address: string }[];
}

/** The restores of an output of synth, by path. Settings restore nothing. */
export function declaredIn(output: Output, now: Date): Declared {
  const clock = new ReviewClock(now);
  const { steps, notReviewed } = reviewOutput(output);
  const restores = steps.flatMap((reviewed): DeclaredRestore[] => {
    const { step, vendor, operation } = reviewed;
    if (!('facts' in operation)) return [];
    const { spec, address, recordAddress, former, stack } = step;
    return [
      {
        ...{ stack, path: spec.path, key: spec.key ?? '', vendor, operation },
        submitAddresses: present([address, former?.submit]),
        recordAddresses: present([recordAddress, former?.submitted]),
        removalPolicy: spec.removalPolicy,
        about: spec.about ?? {},
        triggers: step.triggers,
        ignored: step.ignored,
        sourceClusterId: reviewFacts(reviewed, clock).source?.clusterId,
      },
    ];
  });
  const addresses = output.stacks.map((stack) => {
    const all = readStack(stack).blocks.filter(({ kind }) => kind === 'resource');
    return [stack.name, new Set(all.map(({ address }) => address))] as const;
  });
  const removals = notReviewed.filter(isRemoval);
  return { restores, addresses: new Map(addresses), removals };
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined);
}
