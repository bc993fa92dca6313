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

async function opened(name: string, width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const [said, requests]: string[][] = [[], []] as [string[], string[]];
  page.on('console', (message) => said?.push(message.text()));
  page.on('pageerror', (error) => said?.push(String(error)));
  page.on('request', (request) => requests?.push(request.url()));
  await page.goto(pathToFileURL(join(cwd, name)).href);
  return { page, said: said ?? [], requests: requests ?? [] };
}

/** Contrast of two colours, as WCAG has it. */
const CONTRAST = `(selector) => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const background = (element) => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return Math.min(...[...document.querySelectorAll(selector)].map((element) => {
    const [one, other] = [light(parse(getComputedStyle(element).color)), light(background(element))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  }));
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
    for (const selector of [
      'h1',
      '.word',
      '.headline',
      '.tag',
      'dt',
      'code',
      'a',
      'summary',
      '.quiet',
    ]) {
      const least = await page.evaluate(`(${CONTRAST})(${JSON.stringify(selector)})`);
      expect([selector, Number(least) >= 4.5]).toEqual([selector, true]);
    }
  });

  test('shows what erases data without unfolding anything', async () => {
    const { page } = await opened(name, width, scheme);
    expect(await page.locator('article.erases').count()).toBe(2);
    for (const row of await page.locator('article.erases dt.danger').all()) {
      expect(await row.isVisible()).toBe(true);
    }
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
  expect(page.url()).toContain('#r0');
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

test.each(['plan.html', 'diff.html'])(
  '%s gives each of its regions a name of its own',
  async (name) => {
    const { page } = await opened(name, 1000, 'light');
    const names = await page
      .locator('[role=region]')
      .evaluateAll((regions) => regions.map((region) => region.getAttribute('aria-label')));
    expect(names.length).toBeGreaterThan(7);
    expect(new Set(names).size).toBe(names.length);
  },
);

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
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(join(IMAGES, picture), png);
  expect(readFileSync(join(IMAGES, picture)).subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeLessThan(400_000);
});
