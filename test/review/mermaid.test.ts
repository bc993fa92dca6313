/// <reference lib="dom" />
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import type { PlannedRestore } from '../../src/review/model/schema';
import { mermaid } from '../../src/review/render/mermaid';
import { printable } from '../../src/text/text';
import { cli } from '../cli/cli';
import { startChromium } from '../support/chromium';
import { newFolder } from '../support/terraform';
import { firstVersion } from './app';

// Drawn by Mermaid itself, as GitHub does it: what it cannot read is an error box in the pull request.

const LONGEST = 60;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
  page = await browser.newPage();
  await page.addScriptTag({ path: require.resolve('@mermaid-js/tiny') });
});
afterAll(() => browser?.close());

interface Drawn {
  readonly nodes: string[];
  readonly edges: string[];
  readonly links: number;
}

interface Mermaid {
  initialize(options: object): void;
  render(id: string, code: string): Promise<{ svg: string }>;
}

/** What the picture shows: the texts of its nodes and edges, and how many links it has. */
async function drawn(lines: readonly string[]): Promise<Drawn> {
  return await page.evaluate(async (code) => {
    const { mermaid: real } = globalThis as unknown as { mermaid: Mermaid };
    real.initialize({ startOnLoad: false, securityLevel: 'strict' });
    const { svg } = await real.render('picture', code);
    document.body.innerHTML = svg;
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((one) => one.textContent ?? '');
    return {
      nodes: texts('.nodeLabel'),
      edges: texts('.edgeLabel p').filter((text) => text !== ''),
      links: document.querySelectorAll('svg a, svg [onclick], svg img, svg script').length,
    };
  }, lines.join('\n'));
}

function restoring(name: string): PlannedRestore {
  return {
    path: name,
    action: 'create',
    source: { kind: 'cluster', name, clusterId: name },
    backup: { id: name, text: '' },
    target: { kind: 'new cluster', project: name, name },
  } as unknown as PlannedRestore;
}

const cutText = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

test('the picture of the two vendors’ app has each cluster, backup and effect', async () => {
  const cwd = newFolder('mermaid');
  firstVersion(join(cwd, 'cdktf.out'));
  const { out } = await cli(['plan', '--format', 'markdown'], { cwd });
  const [, code = ''] = /```mermaid\n([\s\S]*?)```/.exec(out) ?? [];
  const { nodes, edges } = await drawn(code.split('\n'));
  const orders = 'orders-production 7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
  expect(nodes).toEqual([
    ...[orders, 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31', orders],
    ...['latest backup', '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827'],
    'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60',
    ...['4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92', 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5'],
    ...['in01-3b1c0a5d4e6f789', 'backup11_0f5d2c9a7e3b41d'],
    ...['archive (new)', 'articles-staging (new)'],
    expect.stringMatching(/^known after apply \(null_resource\.preview_restored_.*…$/),
    ...['latest backup', 'preview-<hash of the restore> (new)'],
  ]);
  // Two erase and come first; then by path: the entries, and four of Zilliz Cloud.
  expect(edges).toEqual([
    ...['ERASES', 'ERASES', 'adds to'],
    ...['creates', 'creates', 'adds to', 'creates'],
  ]);
});

test.each([
  '"]; click n0 "https://evil.example" %% --> "',
  '%%{init: {"securityLevel": "loose"}}%%',
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  '`**bold** [link](https://evil.example)`',
  'end',
  'subgraph a\nb --> c',
  '#35;#quot;&lt;',
  '$$x^2$$',
  '群集 – ключ 🙂',
])('a name stays a text: %j', async (name) => {
  const { nodes, edges, links } = await drawn(
    mermaid([{ restore: restoring(name), isTargetErased: false }]),
  );
  const shown = printable(name);
  expect(nodes).toEqual([cutText(`${shown} ${shown}`), cutText(shown), cutText(`${shown} (new)`)]);
  expect({ edges, links }).toEqual({ edges: ['creates'], links: 0 });
});

/** What means something to Mermaid, Markdown or HTML, in any order. */
const pieces = fc.oneof(
  fc.constantFrom('"', '#', ';', '<b>', '&lt;', '`', '%%', '[', ')]', '{', '|', '$$', '-->', '\n'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
);

test('any name stays a text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 12 }), async (parts) => {
      const name = parts.join('');
      const { nodes, links } = await drawn(
        mermaid([{ restore: restoring(name), isTargetErased: false }]),
      );
      // An SVG shows no white space at the edges.
      expect(nodes[1]?.trim()).toBe(cutText(printable(name)).trim());
      expect(links).toBe(0);
    }),
    { numRuns: 50, seed: 20261121 },
  );
});
