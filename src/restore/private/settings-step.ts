import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { AcknowledgedRule } from '../../evaluation/rule';
import { SPEC_VERSION } from '../../spec/spec';
import { referenceTokens } from './known';
import { escapeTemplates } from './literals';
import { run, type StepProps } from './run-step';
import { runnerPath } from './runner-asset';

/** What the step of a setting is made from. */
export interface SettingsStepProps {
  readonly vendor: string;
  readonly operation: string;
  readonly declaration: object;
  /** Trigger keys: a change of any of them makes the settings anew. */
  readonly triggers: Readonly<Record<string, string>>;
  /** Whether each apply looks whether the settings are still so. */
  readonly detectDrift: boolean;
  readonly acknowledge: readonly AcknowledgedRule[];
}

/**
 * Settings, made so by one `null_resource`. There is no journal and nothing to wait for: the runner reads
 * them first and writes what differs, so that running it again does no harm.
 */
export function addSettingsStep(scope: Construct, props: SettingsStepProps): void {
  const { vendor, operation, declaration, triggers, detectDrift, acknowledge } = props;
  const literals = Object.entries(triggers).map(([name, text]) => [name, escapeTemplates(text)]);
  const settings = new NullResource(scope, 'settings', {
    triggers: {
      ...Object.fromEntries(literals),
      // Another value in each plan: the step runs, and finds what was changed elsewhere.
      ...(detectDrift ? { checked_at: Fn.plantimestamp() } : {}),
    },
  });
  const { value, variables } = referenceTokens({
    version: SPEC_VERSION,
    step: 'settings',
    vendor,
    operation,
    path: scope.node.path,
    declaration,
    acknowledge,
  });
  run(settings, runnerPath(scope), 'create', value as StepProps, variables);
}
