import { TerraformVariable } from 'cdktf';
import { stampDescription, stampOf } from '../../../src/zilliz/model/marks';
import { refusalOf } from '../../support/app';
import { restoredCluster } from '../../support/zilliz';

const ORGANIZATION = 'org-0123456789abcdef';
const refused = (change: object) =>
  refusalOf((stack) => restoredCluster(stack, { stampOrganization: ORGANIZATION, ...change }));

describe('ZILLIZ_STAMP', () => {
  test('rejects a stamp that says nothing', () => {
    expect(refused({})).toEqual([
      `[stack/articles/marks] stampOrganization: has nothing to write: owner, dataClass and expiresOn are not given, got "${ORGANIZATION}". Give at least one of them, or leave it out. [ZILLIZ_STAMP]`,
    ]);
  });

  test('the boundary: 255 characters fit, 256 do not', () => {
    const owner = 'x'.repeat(255 - stampOf({ owner: '' }).length);
    expect(refused({ owner })).toEqual([]);
    expect(refused({ owner: `${owner}x` })).toEqual([
      `[stack/articles/marks] stampOrganization: writes a description of 256 characters, but only 255 are allowed, got "${ORGANIZATION}". Shorten owner or dataClass. [ZILLIZ_STAMP]`,
    ]);
  });

  test('rejects an organization that is none, and accepts a token', () => {
    expect(refused({ stampOrganization: 'acme', owner: 'search' })).toEqual([
      expect.stringContaining('stampOrganization: must be the id of an organization, got "acme"'),
    ]);
    const lines = refusalOf((stack) => {
      const token = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      restoredCluster(stack, { stampOrganization: token, owner: 'search' });
    });
    expect(lines).toEqual([]);
  });
});

test.each([
  ['', '[restored: owner a]'],
  ['A clone', 'A clone [restored: owner a]'],
  ['A clone [restored: owner b; expires 2026-12-31]', 'A clone [restored: owner a]'],
  ['[restored: owner b] of mine', 'of mine [restored: owner a]'],
  ['[restored: owner a]', '[restored: owner a]'],
])('the description %j becomes %j', (present, expected) => {
  expect(stampDescription(present, stampOf({ owner: 'a' }))).toBe(expected);
  expect(stampDescription(expected, stampOf({ owner: 'a' }))).toBe(expected);
});

test('a bracket in a value does not end the stamp', () => {
  const stamp = stampOf({ owner: 'a]b[', dataClass: 'public', expiresOn: '2026-12-31' });
  expect(stamp).toBe('[restored: owner a|b|; data class public; expires 2026-12-31]');
  expect(stampDescription(stamp, '[restored: owner c]')).toBe('[restored: owner c]');
});
