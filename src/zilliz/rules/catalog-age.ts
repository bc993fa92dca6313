import { catalogAgeRule } from '../../vendor/catalog-age-rule';

/** A catalog is not older than the user allows. */
export const catalogAge = catalogAgeRule({
  id: 'ZILLIZ_CATALOG_AGE',
  vendor: 'zilliz',
  title: 'Zilliz Cloud',
});
