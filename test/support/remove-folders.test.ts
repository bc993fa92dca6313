import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolders } from './remove-folders.cjs';

test('a folder that cannot be removed is named, and the others are removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'remove-folders-'));
  const said: string[] = [];
  removeFolders(['no\0path', folder, folder], (text: string) => said.push(text));
  expect(said).toEqual([expect.stringMatching(/^no\0path stays: .*null bytes.*\n$/s)]);
  expect(existsSync(folder)).toBe(false);
});
