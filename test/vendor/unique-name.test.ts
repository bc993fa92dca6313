import { isUniqueNameOf, uniqueName } from '../../src/vendor/unique-name';

const identity = { backup_id: 'b', cluster: 'c' };
const name = uniqueName('articles', 'stack/articles', identity, 'state');

test('a unique name is the same for the same restore, in whatever order its identity is', () => {
  expect(name).toMatch(/^articles-[0-9a-f]{8}$/);
  const other = { cluster: 'c', backup_id: 'b' };
  expect(uniqueName('articles', 'stack/articles', other, 'state')).toBe(name);
});

test.each([
  ['another path', uniqueName('articles', 'stack/other', identity, 'state')],
  [
    'another backup',
    uniqueName('articles', 'stack/articles', { ...identity, backup_id: 'x' }, 'state'),
  ],
  ['less of an identity', uniqueName('articles', 'stack/articles', { backup_id: 'b' }, 'state')],
  ['another state', uniqueName('articles', 'stack/articles', identity, 'other')],
])('and another one for %s', (_title, other) => {
  expect(other).toMatch(/^articles-[0-9a-f]{8}$/);
  expect(other).not.toBe(name);
});

test.each([
  ['articles-0a1b2c3d', true],
  ['articles-0a1b2c3', false],
  ['articles-0a1b2c3d4', false],
  ['articles-0A1B2C3D', false],
  ['articles-x0a1b2c3d', false],
  ['articles_0a1b2c3d', false],
  ['other---0a1b2c3d', false],
  ['xarticles-0a1b2c3d', false],
  ['articles-', false],
])('whether %s is one of "articles": %s', (other, expected) => {
  expect(isUniqueNameOf(other, 'articles')).toBe(expected);
});
