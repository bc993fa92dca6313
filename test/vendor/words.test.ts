import { UnusableResponse } from '../../src/client/errors';
import { clusterText } from '../../src/vendor/cluster-text';
import { backupsCommand, pullCommand } from '../../src/vendor/commands';
import { expiresIn, sizeText } from '../../src/vendor/inventory';
import { requireAsked } from '../../src/vendor/read-one';
import { triggerTexts } from '../../src/vendor/triggers';
import { vendorNow } from '../../src/vendor/vendor-clock';

const NOW = new Date('2026-11-21T00:00:00Z');
const after = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

test.each<[Date | undefined, string]>([
  [undefined, 'never'],
  [after(0), 'expired'],
  [after(-1), 'expired'],
  [after(0.01), 'in 1 hour'],
  [after(1), 'in 1 hour'],
  [after(1.01), 'in 2 hours'],
  [after(23.5), 'in 24 hours'],
  [after(24), 'in 1 day'],
  [after(47.9), 'in 1 day'],
  [after(48), 'in 2 days'],
])('what ends at %s ends %s', (end, text) => {
  expect(expiresIn(end, NOW)).toBe(text);
});

test.each<[number | undefined, string]>([
  [undefined, ''],
  [0, '0 B'],
  [99, '99 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [102_348, '99.9 KiB'],
  [102_400, '100 KiB'],
  [4.5 * 1024 ** 3, '4.5 GiB'],
  [1024 ** 4, '1.0 TiB'],
  [5000 * 1024 ** 4, '5000 TiB'],
])('%s bytes are "%s"', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test.each([
  ['in01-1', 'in01-1'],
  [undefined, '<cluster id>'],
  ['', '<cluster id>'],
  ["a'b $c", "'a'\\''b $c'"],
  ['a\nb', "'a\nb'"],
  ['$(a', "'$(a'"],
  ['a;', "'a;'"],
])('a command that a reader copies names cluster %j', (id, word) => {
  expect(backupsCommand(id)).toBe(`npx cluster-restore backups --cluster ${word}`);
});

test('a command that pulls a catalog names cluster and file', () => {
  const pull = 'npx cluster-restore catalog pull --cluster';
  expect(pullCommand()).toBe(`${pull} <cluster id> --out <file>`);
  expect(pullCommand('in01-1', 'my file.json')).toBe(`${pull} in01-1 --out 'my file.json'`);
});

describe('what a response describes', () => {
  const path = ['v2', 'clusters', 'IN01-a'];
  test('is what was asked for, in whatever case', () => {
    expect(() => requireAsked('cluster', path, 'in01-A', 'IN01-a')).not.toThrow();
  });

  test.each(['', 'in01', 'in01-a2'])('says nothing where it is %j', (described) => {
    const error = () => requireAsked('restore', path, described, 'IN01-a');
    expect(error).toThrow(UnusableResponse);
    expect(error).toThrow(
      `the response to GET /v2/clusters/IN01-a describes restore "${described}", not "IN01-a"`,
    );
  });
});

test('a trigger holds a text as it is, and everything else as JSON', () => {
  const values = { text: '{"a":1}', json: { json: ['a', '\u202e'] } };
  expect(triggerTexts(values)).toEqual({ text: '{"a":1}', json: '["a","\\u202e"]' });
  expect(triggerTexts(values, (value) => `<${String(value)}>`).json).toBe('<a,\u202e>');
  const wrong = { number: 1, none: null, nothing: undefined } as never;
  expect(triggerTexts(wrong)).toEqual(wrong);
});

test('now is by the clock of the vendor, where it has told it', () => {
  const now = () => NOW;
  expect(vendorNow({ api: {} as never, now })).toBe('2026-11-21T00:00:00.000Z');
  const vendorTime = new Date('2026-11-20T23:59:00Z');
  expect(vendorNow({ api: { vendorTime } as never, now })).toBe('2026-11-20T23:59:00.000Z');
});

test('a cluster is reported by its name, where that is known', () => {
  expect(clusterText('in01-1', { nameOf: () => undefined })).toBe('cluster `in01-1`');
  const nameOf = (id: string) => (id === 'in01-1' ? 'articles' : undefined);
  expect(clusterText('in01-1', { nameOf })).toBe('cluster `articles` (`in01-1`)');
});
