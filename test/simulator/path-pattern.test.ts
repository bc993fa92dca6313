import { compilePath } from '../../src/simulator/path-pattern';

describe('a path pattern', () => {
  test.each([
    ['the same text', '/v2/backups', '/v2/backups', {}],
    [
      'one segment for a name',
      '/v2/clusters/:id/drop',
      '/v2/clusters/in01-1/drop',
      { id: 'in01-1' },
    ],
    ['a decoded segment', '/databases/:name', '/databases/a%20b%2Fc', { name: 'a b/c' }],
    ['a segment that cannot be decoded', '/databases/:name', '/databases/%zz', { name: '%zz' }],
    ['anything after a star', '/v2/*', '/v2/clusters/x/drop', {}],
    ['anything at all for a lone star', '*', '/api/v1/clusters', {}],
  ])('fits %s', (_title, pattern, path, params) => {
    expect(compilePath(pattern)(path)).toEqual(params);
  });

  test.each([
    ['a longer path', '/v2/backups', '/v2/backups/x'],
    ['an empty segment for a name', '/v2/clusters/:id', '/v2/clusters/'],
    ['two segments for a name', '/v2/clusters/:id', '/v2/clusters/a/b'],
    ['another character for a dot', '/v1.0', '/v1x0'],
  ])('does not fit %s', (_title, pattern, path) => {
    expect(compilePath(pattern)(path)).toBeUndefined();
  });
});
