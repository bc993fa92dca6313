import { sinkEnvironment } from '../../../src/runner/password/sink-environment';

const KEY = 'zk/0123456789+abcdef';
const env = {
  PATH: '/usr/bin',
  VAULT_TOKEN: 'vault-token',
  ZILLIZ_API_KEY: KEY,
  COCKROACH_API_JWT: 'a.b.c',
  TF_VAR_zilliz_api_key: 'other-key-of-24-characters',
  CLUSTER_RESTORE_SPEC: '{}',
};

test('what a password command needs stays, and nothing of the runner', () => {
  expect(sinkEnvironment(env)).toEqual({ PATH: '/usr/bin', VAULT_TOKEN: 'vault-token' });
});

test.each([
  ['the key', KEY],
  ['the key with a line break', `${KEY}\n`],
  ['the key in a header', `Bearer ${KEY}`],
  ['the key in JSON', JSON.stringify({ key: KEY })],
  ['the key in a URL', `https://x/?key=${encodeURIComponent(KEY)}`],
  ['the key of another name', 'x other-key-of-24-characters'],
  ['a short key', 'a.b.c'],
])('a variable that holds %s is hidden, whatever its name', (_title, MINE) => {
  expect(sinkEnvironment({ ...env, MINE })).not.toHaveProperty('MINE');
});

test('a short key hides no word that holds it, and a variable without a value hides nothing', () => {
  const short = { ...env, ZILLIZ_API_KEY: 'usr', COCKROACH_API_JWT: '' };
  expect(sinkEnvironment(short)).toEqual({ PATH: '/usr/bin', VAULT_TOKEN: 'vault-token' });
});

test.each([
  ['k'.repeat(11), true],
  ['k'.repeat(12), false],
])('in a longer text the key %s is taken for a part of a word: %s', (key, stays) => {
  const found = sinkEnvironment({ ZILLIZ_API_KEY: key, MINE: `x${key}` });
  expect('MINE' in found).toBe(stays);
});

test('a key is told without the blanks around it, and one of blanks alone hides nothing', () => {
  expect(sinkEnvironment({ ZILLIZ_API_KEY: ' a.b\n', MINE: 'a.b' })).toEqual({});
  expect(sinkEnvironment({ ZILLIZ_API_KEY: 'a.b', MINE: ' a.b\n' })).toEqual({});
  const blank = { ZILLIZ_API_KEY: ' ', MINE: '', OTHER: 'x' };
  expect(sinkEnvironment(blank)).toEqual({ MINE: '', OTHER: 'x' });
});

test('a key that only the runner knows is hidden too', () => {
  expect(sinkEnvironment({ MINE: 'known-secret' }, ['known-secret'])).toEqual({});
});
