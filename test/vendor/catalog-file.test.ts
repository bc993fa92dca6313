import * as z from 'zod/mini';
import { UnusableResponse } from '../../src/client/errors';
import { CatalogText, CatalogTime, catalogHead } from '../../src/vendor/catalog-fields';
import { buildCatalogFile, type CatalogForm, readCatalogFile } from '../../src/vendor/catalog-file';

interface File {
  readonly pulledAt: string;
  readonly backups: readonly { readonly id: string; readonly time: string }[];
}
const form: CatalogForm<File> = {
  vendor: 'acme',
  title: 'Acme Cloud',
  schema: z.object({
    ...catalogHead('acme'),
    backups: z.array(z.object({ id: CatalogText, time: CatalogTime })),
  }) as unknown as z.ZodMiniType<File>,
  keyOf: ({ id, time }) => ({ id, time }),
};

const NOW = new Date('2026-11-21T00:00:00.123Z');
const backup = (id: string, time = '2026-11-20T00:00:00Z') => ({ id, time });
const built = (...backups: object[]) => buildCatalogFile(form, NOW, { backups, extra: 1 });
const PULL = 'npx cluster-restore catalog pull --cluster <cluster id> --out <file>';

test('a catalog has a head, the newest backup first, and nothing that nobody knows', () => {
  const catalog = built(
    backup('old', '2026-11-19T00:00:00Z'),
    backup('b'),
    backup('a'),
    backup('new', '2026-11-20T03:00:00+01:00'),
  );
  expect(catalog).toEqual({
    ...{ catalog: 'cdktf-cluster-restore', version: 1, vendor: 'acme' },
    pulledAt: '2026-11-21T00:00:00Z',
    backups: [
      backup('new', '2026-11-20T03:00:00+01:00'),
      backup('a'),
      backup('b'),
      backup('old', '2026-11-19T00:00:00Z'),
    ],
  });
  expect(readCatalogFile(form, `\uFEFF${JSON.stringify(catalog)}`)).toEqual({ catalog });
});

test.each([
  ['an empty id', backup('')],
  ['no time', { id: 'a' }],
  ['a time that is none', backup('a', 'soon')],
])('%s is not a catalog', (_title, wrong) => {
  expect(() => built(backup('b'), wrong)).toThrow(UnusableResponse);
  expect(() => built(backup('b'), wrong)).toThrow(
    /^the API returns no usable backups\.1\.(id|time), which a catalog needs\./,
  );
});

describe('a file that is not a catalog of this vendor', () => {
  const text = (change: object) => JSON.stringify({ ...built(backup('a')), ...change });
  const again = `Pull it again: ${PULL}`;
  test.each<[string, string, string, string]>([
    ['nothing', '', 'is not JSON', again],
    ['null', 'null', 'has an unknown format', `Name a file that this wrote: ${PULL}`],
    [
      'another document',
      '{"version":1}',
      'has an unknown format',
      `Name a file that this wrote: ${PULL}`,
    ],
    [
      'that of a later release',
      text({ version: 2 }),
      'has version 2, but this version of the package reads 1',
      again,
    ],
    [
      'one of another vendor',
      text({ vendor: 'other' }),
      'is a catalog of vendor "other", not "acme"',
      'Name the catalog of a Acme Cloud cluster',
    ],
    ['one without its day', text({ pulledAt: 'x' }), 'has no usable value at pulledAt', again],
    [
      'one with two wrong places',
      text({ backups: [{ id: '', time: '' }] }),
      'has no usable value at backups.0.id (and 1 other place)',
      again,
    ],
    [
      'one with three',
      text({ pulledAt: 1, backups: [{ id: '', time: '' }] }),
      'has no usable value at pulledAt (and 2 other places)',
      again,
    ],
  ])('%s', (_title, content, problem, fix) => {
    expect(readCatalogFile(form, content)).toEqual({ problem: { problem, fix } });
  });
});
