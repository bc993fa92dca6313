import { catalogAgeRule } from '../../vendor/catalog-age-rule';

/** A catalog is not older than the user allows. */
export const catalogAge = catalogAgeRule({
  id: 'COCKROACH_CATALOG_AGE',
  vendor: 'cockroach',
  title: 'CockroachDB Cloud',
});
