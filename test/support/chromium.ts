import type { Browser } from 'playwright-core';

/** A headless Chromium, from an npm package or from CHROMIUM_PATH; whoever starts it closes it. */
export async function startChromium(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const { chromium: playwright } = await import('playwright-core');
  return await playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: [...chromium.args, '--no-sandbox'],
    headless: true,
  });
}
