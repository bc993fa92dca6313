import type { OperationDefinition, SettingDefinition } from '../../vendor/definition';

/** What the review needs of an operation or a setting. */
export type Reviewed = OperationDefinition | SettingDefinition;
