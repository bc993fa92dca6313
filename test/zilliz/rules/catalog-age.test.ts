import { catalogAge } from '../../../src/zilliz/rules/catalog-age';
import { daysAgo, said } from '../../support/rules';

function pulled(days: number, maxAgeDays = 7) {
  const known = { catalog: 'catalogs/production.json', pulledAt: daysAgo(days), maxAgeDays };
  return { backup: { clusterId: 'in01-3b1c0a5d4e6f789', known } };
}

describe('ZILLIZ_CATALOG_AGE', () => {
  test('warns of a catalog that is older than the user allows', () => {
    expect(said(catalogAge, pulled(40.6, 30))).toEqual([
      'warning: backup: the catalog was pulled 40 days ago, but may be at most 30 days old, got "catalogs/production.json". Pull it again: npx cluster-restore catalog pull --cluster in01-3b1c0a5d4e6f789 --out catalogs/production.json. [ZILLIZ_CATALOG_AGE]',
    ]);
  });

  test.each([
    ['pulled just now', 0, 7, 0],
    ['a second younger than the limit', 7 - 1 / 86_400, 7, 0],
    ['exactly at the limit', 7, 7, 0],
    ['a second older than the limit', 7 + 1 / 86_400, 7, 1],
    ['within half a day, where that is the limit', 0.5, 0.5, 0],
    ['dated in the future by the clock of another machine', -0.1, 7, 0],
  ])('a catalog %s', (_title, days, maxAgeDays, findings) => {
    expect(said(catalogAge, pulled(days, maxAgeDays))).toHaveLength(findings);
  });

  test('accepts a backup without a catalog', () => {
    expect(said(catalogAge, { backup: { clusterId: 'in01-3b1c0a5d4e6f789' } })).toEqual([]);
  });
});
