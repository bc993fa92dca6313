import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Checkable } from '../../evaluation/evaluate';
import { settingResource } from '../../spec/setting-resource';
import type { SettingDefinition, VendorDefinition } from '../../vendor/definition';
import type { Acknowledgement } from '../acknowledgement';
import type { PasswordSink } from '../password-sink';
import { type Declared, declarationOf, normalizeProps } from './declared-props';
import { journalsFolder } from './places';
import { RefusedSteps, tryBuild } from './refused-steps';
import { runnerPath } from './runner-asset';
import { sinkSpec } from './sink-spec';
import { StepValidation } from './step-validation';
import { tokens, workspaceOf } from './tokens';
import { triggersOf } from './triggers';
import { DeclarationValidation } from './validation';
import { writeResource } from './write-resource';

/** The props of a construct: its declaration, and those of every setting. */
type PropsOf<Declaration> = Declared<Declaration> & {
  /** Whether each apply compares the settings with the declaration. */
  readonly detectDrift?: boolean;
  readonly acknowledge?: Acknowledgement[];
  /** Of a setting that is a password. */
  readonly passwordSink?: PasswordSink;
};

/**
 * Adds settings to their construct: the checks of the declaration, and one `null_resource` that writes them. There is
 * nothing to wait for: the runner reads them first and writes what differs, so that running it again does no harm. A
 * password has a journal folder, which keeps it until its sink has taken it.
 */
export function addSetting<Declaration>(
  scope: Construct,
  { vendor }: Pick<VendorDefinition, 'vendor'>,
  setting: SettingDefinition<Declaration>,
  props: PropsOf<Declaration>,
): void {
  const given = normalizeProps(props);
  const { detectDrift = true, passwordSink } = given;
  const { hasPassword = false } = setting;
  const workspace = () => workspaceOf(scope);
  const declaration = declarationOf(setting.schema(), given, workspace) as Declared<Declaration>;
  const names = ['acknowledge', 'detectDrift', ...(hasPassword ? ['passwordSink'] : [])];
  const validation = new DeclarationValidation(
    setting as Checkable,
    declaration,
    given,
    names,
    scope,
    { hasPassword },
  );
  scope.node.addValidation(validation);
  const built = tryBuild(validation, () => ({
    identity: triggersOf(setting, declaration).target,
    ignored: {},
    sink: hasPassword ? sinkSpec(passwordSink as PasswordSink, workspace) : undefined,
  }));
  if (built === undefined) {
    new RefusedSteps(scope, validation);
    return;
  }
  const resource = settingResource(
    {
      vendor,
      operation: setting.name,
      path: scope.node.path,
      command: runnerPath(scope, vendor),
      declaration,
      triggers: built.identity,
      acknowledge: validation.acknowledge,
      checkedAt: detectDrift ? Fn.plantimestamp() : undefined,
      password: built.sink && {
        key: TerraformStack.of(scope).getLogicalId(scope.node),
        journals: journalsFolder(scope),
        sink: built.sink,
      },
    },
    tokens,
  );
  const settings = new NullResource(scope, 'settings');
  writeResource(settings, resource);
  scope.node.addValidation(new StepValidation(scope, { settings }, () => ({ settings: resource })));
}
