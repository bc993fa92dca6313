import { catalogRule } from '../../vendor/catalog-rule';

/** A catalog can be read and lists the backup. */
export const catalog = catalogRule({
  id: 'COCKROACH_CATALOG',
  vendor: 'cockroach',
  title: 'CockroachDB Cloud',
});
