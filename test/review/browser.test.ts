/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { STYLE } from '../../src/review/render/html-style';
import { cli } from '../cli/cli';
import { startChromium } from '../support/chromium';
import { newFolder } from '../support/terraform';
import { firstVersion, secondVersion } from './app';

const cwd = newFolder('browser');
// Of 1, which is black against white everywhere.
const MOST_DIFFERENCE = 0.04;
const IMAGES = join(__dirname, '..', '..', 'docs', 'images');
let browser: Browser;

interface Opened {
  readonly page: Page;
  readonly said: string[];
  readonly requests: string[];
}

beforeAll(async () => {
  firstVersion(join(cwd, 'before.out'));
  secondVersion(join(cwd, 'after.out'));
  const [plan, diff] = [
    await cli(['plan', 'before.out', '--format', 'html'], { cwd }),
    await cli(['diff', 'before.out', 'after.out', '--format', 'html'], { cwd }),
  ];
  writeFileSync(join(cwd, 'plan.html'), plan.out);
  writeFileSync(join(cwd, 'diff.html'), diff.out);
  browser = await startChromium();
});
afterAll(() => browser?.close());

let shared: Page | undefined;

async function opened(name: string, width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
  // One for all: pages that stay open go on drawing, and this Chromium ends with the first context that is closed.
  shared ??= await browser.newPage();
  const page = shared;
  for (const event of ['console', 'pageerror', 'request'])
    page.removeAllListeners(event as 'console');
  await page.goto('about:blank');
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, media: null });
  const [said, requests]: string[][] = [[], []] as [string[], string[]];
  page.on('console', (message) => said?.push(message.text()));
  page.on('pageerror', (error) => said?.push(String(error)));
  page.on('request', (request) => requests?.push(request.url()));
  await page.goto(pathToFileURL(join(cwd, name)).href);
  return { page, said: said ?? [], requests: requests ?? [] };
}

const COLOURED = [
  'h1',
  '.word',
  '.headline',
  '.tag',
  'dt',
  'code',
  'a',
  'summary',
  '.quiet',
  '.verdict li',
];

/** Contrast of two colours, as WCAG has it, of each element of each selector. */
const CONTRAST = `(selectors) => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const background = (element) => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return selectors.map((selector) => [...document.querySelectorAll(selector)].map((element) => {
    const [one, other] = [light(parse(getComputedStyle(element).color)), light(background(element))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  }));
}`;

interface Compared {
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly difference: number;
}

/** The sizes of two pictures, and the greatest difference of two places of them, each the mean of a small square. */
const COMPARISON = `async (pictures) => {
  const SQUARE = 40;
  const images = await Promise.all(pictures.map(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  }));
  const means = images.map((image) => {
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const found = [];
    for (let y = 0; y < image.height; y += SQUARE) for (let x = 0; x < image.width; x += SQUARE) {
      const { data } = context.getImageData(x, y, SQUARE, SQUARE);
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
      found.push(sum / (data.length * 0.75) / 255);
    }
    return found;
  });
  const apart = means[0].map((mean, index) => Math.abs(mean - (means[1][index] ?? 0)));
  return { sizes: images.map(({ width, height }) => [width, height]), difference: apart.reduce((sum, one) => sum + one, 0) / apart.length };
}`;

describe.each([
  ['plan.html', 1100, 'light'],
  ['plan.html', 400, 'dark'],
  ['diff.html', 1100, 'dark'],
  ['diff.html', 400, 'light'],
] as const)('%s at %i px, %s', (name, width, scheme) => {
  test('opens without a console message, and asks for nothing but itself', async () => {
    const { page, said, requests } = await opened(name, width, scheme);
    await page.locator('details').first().locator('summary').click();
    expect(said).toEqual([]);
    expect(requests).toEqual([pathToFileURL(join(cwd, name)).href]);
  });

  test('fits its width, with everything unfolded too', async () => {
    const { page } = await opened(name, width, scheme);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    const size = await page.evaluate(() =>
      Number.parseFloat(getComputedStyle(document.body).fontSize),
    );
    expect(size).toBeGreaterThanOrEqual(16);
  });

  test('has enough contrast', async () => {
    const { page } = await opened(name, width, scheme);
    const found = (await page.evaluate(`(${CONTRAST})(${JSON.stringify(COLOURED)})`)) as number[][];
    // One that matches nothing has no contrast to speak of.
    const worst = found.map((contrasts) => (contrasts.length === 0 ? 0 : Math.min(...contrasts)));
    expect(COLOURED.filter((_selector, index) => !((worst[index] ?? 0) >= 4.5))).toEqual([]);
  });

  test('shows what erases data without unfolding anything', async () => {
    const { page } = await opened(name, width, scheme);
    expect(await page.locator('article.erases, article.drops').count()).toBe(2);
    const rows = await page
      .locator('.urgent dt')
      .filter({ hasText: /^(erases|drops|target|backup)$/ })
      .all();
    const visible = await Promise.all(rows.map((row) => row.isVisible()));
    expect(visible.length).toBeGreaterThanOrEqual(6);
    expect(visible).not.toContain(false);
  });
});

test('everything is reached with the keyboard', async () => {
  const { page } = await opened('plan.html', 1100, 'light');
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 40));
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the restores');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('orders/rollback');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#r0$/);
  expect(page.url()).toMatch(/\/plan\.html#r0$/);
  const summary = page.locator('#r0 summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('#r0 details').getAttribute('open')).not.toBeNull();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PRE');
});

test.each([
  ['plan.html', 16],
  ['diff.html', 13],
])('%s prints what is folded, too', async (name, least) => {
  const { page } = await opened(name, 1000, 'light');
  const folded = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('details > :not(summary)')].map(
        (part) => part.checkVisibility() && part.getBoundingClientRect().height > 0,
      ),
    );
  const note = page.locator('.print-note');
  const onScreen = await folded();
  expect(onScreen.length).toBeGreaterThanOrEqual(least);
  expect(onScreen).not.toContain(true);
  await page.emulateMedia({ media: 'print' });
  expect(await folded()).toEqual(onScreen.map(() => true));
  expect(await note.isVisible()).toBe(false);
  // A browser that cannot print them says so.
  const old = STYLE.replaceAll('details::details-content', 'details::no-such-part');
  const html = readFileSync(join(cwd, name), 'utf8').replace(STYLE, old);
  await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ''));
  expect(await folded()).not.toContain(true);
  expect(await note.isVisible()).toBe(true);
});

test('a printed page has what is folded on its sheets', async () => {
  const { page } = await opened('diff.html', 1000, 'light');
  const sheets = async () =>
    (await page.pdf()).toString('latin1').match(/\/Type \/Page\b/g)?.length;
  const printed = await sheets();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  expect(printed).toBe(await sheets());
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.remove();
  });
  expect(printed).toBeGreaterThan((await sheets()) ?? 0);
});

test.each(['plan.html', 'diff.html'])('%s gives each of its regions its own name', async (name) => {
  const { page } = await opened(name, 1000, 'light');
  const names = await page
    .locator('[role=region]')
    .evaluateAll((regions) => regions.map((region) => region.getAttribute('aria-label')));
  expect(names.length).toBeGreaterThan(7);
  expect(new Set(names).size).toBe(names.length);
});

test('the list of restores says once that one is gone', async () => {
  const { page } = await opened('diff.html', 1000, 'light');
  const gone = await page.locator('nav li', { hasText: 'REMOVED' }).allInnerTexts();
  expect(gone).toHaveLength(2);
  for (const text of gone) expect(text.match(/REMOVED/g)).toHaveLength(1);
});

test('the policy of the page refuses a script that was put into it', async () => {
  const html = readFileSync(join(cwd, 'plan.html'), 'utf8');
  writeFileSync(
    join(cwd, 'injected.html'),
    html.replace('</main>', '<script>document.title = "owned"</script></main>'),
  );
  const { page, said } = await opened('injected.html', 1100, 'light');
  expect(await page.title()).toBe('Restore plan: DESTRUCTIVE');
  expect(said.join('\n')).toContain('Content Security Policy');
});

test.each([
  ['plan.html', 1000, 'light', 'review-plan.png'],
  ['diff.html', 1000, 'dark', 'review-diff-dark.png'],
  ['diff.html', 400, 'light', 'review-diff-narrow.png'],
] as const)('%s at %i px is drawn for docs/images', async (name, width, scheme, picture) => {
  const { page } = await opened(name, width, scheme);
  const png = await page.screenshot({
    clip: { x: 0, y: 0, width, height: width === 400 ? 1400 : 1150 },
    fullPage: true,
  });
  const shown = readFileSync(join(IMAGES, picture));
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(join(IMAGES, picture), png);
  expect(png.length).toBeLessThan(400_000);
  const compared = (await page.evaluate(
    `(${COMPARISON})(${JSON.stringify([png, shown].map((one) => one.toString('base64')))})`,
  )) as Compared;
  expect(compared.sizes).toEqual([compared.sizes[0], compared.sizes[0]]);
  // Letters differ a little from machine to machine; what is missing, or another page, differs much more.
  expect(compared.difference).toBeLessThan(MOST_DIFFERENCE);
});

test.each(['plan', 'diff', 'check'])(
  'JUnit XML of a %s is XML, as its parser has it',
  async (command) => {
    const outputs = command === 'diff' ? ['before.out', 'after.out'] : ['before.out'];
    const { out } = await cli([command, ...outputs, '--format', 'junit'], { cwd });
    const { page } = await opened('plan.html', 800, 'light');
    const read = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'application/xml');
      const count = (name: string) => xml.getElementsByTagName(name).length;
      return {
        root: xml.documentElement.tagName,
        broken: count('parsererror'),
        suites: count('testsuite'),
        cases: count('testcase'),
        said: xml.getElementsByTagName('testcase')[0]?.textContent ?? '',
      };
    }, out);
    expect(read).toMatchObject({ root: 'testsuites', broken: 0, suites: 2, cases: 8 });
    expect(read.said).toMatch(/^\s*(error|warning|note): /);
  },
);
