import { join } from 'node:path';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { synthesised } from './app';
import { manyRestores } from './many';

/** What GitHub takes as one comment, in characters. */
const MOST = 65_536;

/** The Markdown of a plan, and of a diff from nothing, with so many clones and one that erases a cluster. */
async function pagesOf(clones: number): Promise<string[]> {
  const cwd = newFolder('long');
  synthesised(join(cwd, 'before.out'), () => undefined);
  manyRestores(join(cwd, 'after.out'), clones);
  const markdown = ['--format', 'markdown'];
  const plan = await cli(['plan', 'after.out', ...markdown], { cwd });
  const diff = await cli(['diff', 'before.out', 'after.out', ...markdown], { cwd });
  return [plan.out, diff.out];
}

const namesIn = (page: string) =>
  new Set([...page.matchAll(/search\/clone-\d+/g)].map(([name]) => name));

test('a comment about few restores has everything', async () => {
  for (const page of await pagesOf(8)) {
    expect(page.match(/<details>/g)?.length).toBeGreaterThanOrEqual(9);
    expect(page).not.toContain('Left out here');
  }
});

test('a comment about 60 restores names each of them, and fits', async () => {
  for (const page of await pagesOf(60)) {
    expect(page.length).toBeLessThan(MOST);
    expect(page).toContain(
      'Left out here, because a comment holds 65,536 characters: details and requests of each restore',
    );
    expect(page).not.toContain('<details>');
    expect(namesIn(page).size).toBe(60);
    expect(page.match(/^### /gm)).toHaveLength(61);
    expect(page).toMatch(/^### 🟥 ERASES `orders\/zz-last`$/m);
  }
});

test('a comment about 800 restores says of each in one line what it does, what erases first, and counts the rest', async () => {
  for (const page of await pagesOf(800)) {
    expect(page.length).toBeLessThan(MOST);
    const lines = page.split('\n').filter((line) => line.startsWith('- '));
    const own = lines.slice(lines.findIndex((line) => line.includes('🟥 ERASES')));
    expect(own[0]).toMatch(/^- 🟥 ERASES `orders\/zz-last`: /);
    const [, more] = /^- … and (\d+) more restores$/.exec(own.at(-1) ?? '') ?? [];
    expect(own.length - 1 + Number(more)).toBe(801);
    expect(own.length).toBeGreaterThan(200);
  }
});
