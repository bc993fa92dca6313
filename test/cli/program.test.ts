import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli';

const { version } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
) as { version: string };
const BACKUPS = ['backups', '--cluster', 'in01-3b1c0a5d4e6f789'];

test('says its version', async () => {
  expect(await cli(['--version'])).toEqual({ out: `${version}\n`, errors: [], code: 0 });
});

test.each([[[]], [['catalog']], [['restore']], [['plan', '--colour']]])(
  'a call that names nothing to do (%j) is wrong input, and says what there is',
  async (args) => {
    const { out, errors, code } = await cli(args);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(errors.join('\n')).toMatch(/Usage: |unknown (command|option) '/);
  },
);

test('a variable of the wrong form is wrong input, before anything is called', async () => {
  const env = { ZILLIZ_API_KEY: 'sim-zilliz-owner-key', ZILLIZ_BASE_URL: 'foo' };
  expect(await cli(BACKUPS, { env })).toEqual({
    out: '',
    errors: [
      'ZILLIZ_BASE_URL must be an https:// URL, got "foo". Correct it or unset it to use https://api.cloud.zilliz.com.',
    ],
    code: 2,
  });
});

test('a server that is not there is tried again by a person, not by an apply', async () => {
  const env = {
    ZILLIZ_API_KEY: 'sim-zilliz-owner-key',
    ZILLIZ_BASE_URL: 'http://127.0.0.1:9',
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  };
  const { out, errors, code } = await cli(BACKUPS, { env });
  expect({ out, code }).toEqual({ out: '', code: 4 });
  expect(errors).toEqual([expect.stringMatching(/^Zilliz Cloud .*127\.0\.0\.1:9.*try again/i)]);
});
