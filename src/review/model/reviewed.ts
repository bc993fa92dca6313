import type { Operation, Setting } from '../../vendor/driver';

/** What the review needs of an operation or a setting. */
export type Reviewed = Pick<
  Operation | Setting,
  'name' | 'schema' | 'rules' | 'shapeRuleId' | 'summary' | 'roles' | 'describe' | 'preflight'
>;
