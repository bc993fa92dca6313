import { App, Lazy, TerraformStack } from 'cdktf';
import { addSource, allSources, listsInFiles } from '../../../src/restore/private/app-wide';
import { sourcesHash } from '../../../src/spec/source-list';
import { resolved } from '../../support/app';
import { newFolder } from '../../support/terraform';

describe('the clusters that the restores of an app read from', () => {
  function stackOfApp() {
    return new TerraformStack(new App({ outdir: newFolder('app') }), 'stack');
  }
  const from = (clusterId: unknown) => ({ backup: { clusterId } });
  const ids = (count: number) =>
    Array.from({ length: count }, (_, at) => `in01-${at.toString().padStart(15, '0')}`);

  test('are listed by vendor, also those that come later', () => {
    const stack = stackOfApp();
    const [zilliz, cockroach] = [allSources(stack, 'zilliz'), allSources(stack, 'cockroach')];
    expect(resolved(stack, zilliz)).toBe('');
    addSource(stack, 'zilliz', from('in01-b'));
    expect(resolved(stack, zilliz)).toBe('in01-b');
    for (const id of ['in01-a', 'in01-b']) addSource(stack, 'zilliz', from(id));
    addSource(stack, 'cockroach', from('c'));
    expect(resolved(stack, [zilliz, cockroach])).toEqual(['in01-a in01-b', 'c']);
    expect(allSources(stack, 'zilliz')).toBe(zilliz);
    expect(listsInFiles(stack)).toEqual(new Map());
  });

  test.each<[string, object]>([
    ['no backup', {}],
    ['no cluster', { backup: {} }],
    ['null', { backup: null }],
    ['a number', from(7)],
    ['a token', from(Lazy.stringValue({ produce: () => 'in01-a' }))],
  ])('are none where there is %s', (_title, declaration) => {
    const stack = stackOfApp();
    addSource(stack, 'zilliz', declaration);
    expect(resolved(stack, allSources(stack, 'zilliz'))).toBe('');
  });

  test('are in a file where they are many, and the steps have its hash', () => {
    const stack = stackOfApp();
    // 1,000 characters.
    for (const id of [...ids(47), 'in01-yyyyyyyy']) addSource(stack, 'zilliz', from(id));
    expect(listsInFiles(stack).size).toBe(0);
    addSource(stack, 'zilliz', from('in01-z'));
    addSource(stack, 'cockroach', from('c'));
    const text = [...ids(47), 'in01-yyyyyyyy', 'in01-z'].join(' ');
    expect(listsInFiles(stack)).toEqual(new Map([['zilliz', text]]));
    expect(resolved(stack, allSources(stack, 'zilliz'))).toBe(sourcesHash(text));
  });

  test('are those of one app', () => {
    const [one, other] = [stackOfApp(), stackOfApp()];
    addSource(one, 'zilliz', from('in01-a'));
    expect(resolved(other, allSources(other, 'zilliz'))).toBe('');
    expect(listsInFiles(other)).toEqual(new Map());
  });
});
