import { encodeTokens, specFields, type TokenSystem } from './encode';
import { SPEC_VERSION } from './names';
import type { StepDocument } from './spec';
import type { SettingModel, StepResource } from './step-model';
import { journalsIn, startsRunner } from './step-provisioner';
import { AS_ROOT_MODULE, escapeTriggers } from './step-triggers';

/** The one resource of a setting. There is nothing to wait for: writing twice does no harm. */
export function settingResource(model: SettingModel, tokens: TokenSystem): StepResource {
  const { vendor, operation, path, command, declaration, acknowledge, checkedAt, password } = model;
  const { value, variables } = encodeTokens(
    {
      version: SPEC_VERSION,
      step: 'settings',
      vendor,
      operation,
      path,
      declaration,
      acknowledge,
      ...(password === undefined ? {} : { key: password.key, passwordSink: password.sink }),
    },
    tokens,
  );
  const starts =
    password === undefined ? { command } : { command, journals: journalsIn(password.journals) };
  return {
    triggers: {
      ...escapeTriggers(model.triggers),
      // Another value in each plan: the step runs, and finds what was changed elsewhere.
      ...(checkedAt === undefined ? {} : { checked_at: checkedAt }),
    },
    lifecycle: { precondition: [AS_ROOT_MODULE] },
    provisioner: startsRunner({
      step: 'settings',
      ...starts,
      fields: [specFields(value as StepDocument)],
      variables,
    }),
  };
}
