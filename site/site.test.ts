/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../test/support/chromium';

const SITE = join(__dirname, '..', '.site', '.vitepress', 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const PAGES = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && name !== '404.html')
  .sort();

/** A static server, which serves the site like any web server. */
const server: Server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://site');
  const file = join(SITE, normalize(pathname === '/' ? '/index.html' : pathname));
  const isThere = existsSync(file);
  response.writeHead(isThere ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
  });
  response.end(isThere ? readFileSync(file) : '');
});

let browser: Browser;
let page: Page;
let origin = '';
/** Requests to other hosts, resources that could not be loaded, and errors of the page. */
const problems: string[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startChromium();
  page = await browser.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) problems.push(`asks ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  server.close();
});
beforeEach(() => problems.splice(0));

async function open(path: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(`${origin}/${path}`);
}

test('the site has the guide in six pages, the rules, the API in two languages, and two live reviews', () => {
  expect(PAGES.filter((name) => name.startsWith('guide/'))).toHaveLength(6);
  for (const name of ['index', 'docs/rules', 'api/typescript', 'api/python', 'review/plan']) {
    expect(PAGES).toContain(`${name}.html`);
  }
});

test.each(PAGES)('%s fits into 400 px, calls no other host and has no error', async (name) => {
  await open(name, 400);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await page.locator('h1').count()).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test('the search finds the page of a prop, without another host', async () => {
  await open('index.html', 1280);
  await page.locator('.VPNavBarSearchButton, #local-search button').first().click();
  await page.locator('#localsearch-input').fill('wipeDestination');
  const found = page.locator('.results a');
  await found.first().waitFor();
  expect(await found.allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringMatching(/cockroach/i)]),
  );
  expect(problems).toEqual([]);
});

test('it follows the colour scheme of the reader’s system', async () => {
  const background = async (scheme: 'light' | 'dark') => {
    await open('index.html', 1280, scheme);
    return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
  expect(await background('light')).toBe('rgb(255, 255, 255)');
  expect(await background('dark')).toMatch(/^rgb\((?:[0-5]?\d, ){2}[0-5]?\d\)$/);
});
