import { catalogRule } from '../../vendor/catalog-rule';

/** A catalog can be read and lists the backup. */
export const catalog = catalogRule({
  id: 'ZILLIZ_CATALOG',
  vendor: 'zilliz',
  title: 'Zilliz Cloud',
});
