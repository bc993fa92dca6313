import { join } from 'node:path';
import { Construct } from 'constructs';
import { zilliz } from '../../src';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { AlteredStack, type Json } from './alterations';
import { synthesised } from './app';

const cwd = newFolder('moved');
const STEPS = ['submit', 'submitted', 'hold', 'wait', 'restored'];

/** The same clone under another construct, and as many `moved` blocks as asked for. */
function renamed(edit: (moved: Json[], base: AlteredStack) => void, change = {}): void {
  synthesised(join(cwd, 'before.out'), (search) => {
    new zilliz.RestoredCluster(search, 'articles', clusterProps());
    new zilliz.RestoredCluster(search, 'other', clusterProps({ clusterName: 'other' }));
  });
  synthesised(join(cwd, 'after.out'), (search) => {
    const group = new Construct(search, 'group');
    new zilliz.RestoredCluster(group, 'articles', { ...clusterProps(), ...change });
    new zilliz.RestoredCluster(search, 'other', clusterProps({ clusterName: 'other' }));
  });
  const [base, head] = ['before.out', 'after.out'].map(
    (name) => new AlteredStack(join(cwd, name), 'search'),
  ) as [AlteredStack, AlteredStack];
  const address = (stack: AlteredStack, path: string) => `null_resource.${stack.nameOf(path)}`;
  const moved = STEPS.map((step) => ({
    from: address(base, `search/articles/${step}`),
    to: address(head, `search/group/articles/${step}`),
  }));
  edit(moved, base);
  head.json.moved = moved;
  head.save();
}

async function diff(): Promise<string> {
  const { out, errors } = await cli(['diff', 'before.out', 'after.out'], { cwd, width: 160 });
  expect(errors).toEqual([]);
  return out;
}

test('a restore whose steps are all moved is moved, not restored again', async () => {
  renamed(() => {});
  const out = await diff();
  expect(out).toMatch(
    /^CLEAR: nothing is erased; 2 restores: 1 changed without running, 1 unchanged\n/,
  );
  expect(out).toContain('search/group/articles  CHANGED, not sent again (creates cluster');
  expect(out).toContain(
    'note            moved from search/articles, not restored again: moved blocks name all of its steps',
  );
});

test('it runs again where its identity changed as well', async () => {
  renamed(() => {}, { clusterName: 'another' });
  const out = await diff();
  expect(out).toMatch(
    /^ATTENTION: 1 change drops its previous clone; 2 restores: 1 runs again, 1 unchanged\n/,
  );
  expect(out).toContain('moved from search/articles: moved blocks name all of its steps');
});

test.each<[string, (moved: Json[], base: AlteredStack) => void]>([
  ['one step is left out', (moved) => void moved.pop()],
  [
    'one step comes from another restore',
    (moved, base) => {
      moved[1].from = `null_resource.${base.nameOf('search/other/submitted')}`;
    },
  ],
  [
    'a step is moved twice',
    (moved) => {
      moved.push({ from: moved[0].from, to: 'null_resource.elsewhere' });
    },
  ],
])('it is new, and the old one removed, where %s', async (_title, edit) => {
  renamed(edit);
  const out = await diff();
  expect(out).toContain('1 new, 1 removed, 1 unchanged');
  expect(out).not.toContain('moved from');
});

test('what moves only some of the steps is not reviewed', async () => {
  renamed((moved) => void moved.pop());
  expect(await diff()).toContain(
    'new, not reviewed: “moved” of “search”: changes which resource of the state a step is (moved)',
  );
});
