import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { type SettingModel, settingResource } from '../../spec/step-resources';
import { runnerPath } from './runner-asset';
import { tokens } from './tokens';
import { writeResource } from './write-resource';

/** What the step of a setting is made from. */
export interface SettingsStepProps extends Omit<SettingModel, 'path' | 'command' | 'checkedAt'> {
  /** Whether each apply compares the settings with the declaration. */
  readonly detectDrift: boolean;
}

/**
 * Settings, written by one `null_resource`. There is no journal and nothing to wait for: the runner reads
 * them first and writes what differs, so that running it again does no harm.
 */
export function addSettingsStep(scope: Construct, props: SettingsStepProps): void {
  const { detectDrift, ...model } = props;
  const resource = settingResource(
    {
      ...model,
      path: scope.node.path,
      command: runnerPath(scope),
      checkedAt: detectDrift ? Fn.plantimestamp() : undefined,
    },
    tokens,
  );
  writeResource(new NullResource(scope, 'settings'), resource);
}
