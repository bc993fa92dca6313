// How long Chromium takes to open the review of 1,000 restores as a page: from the navigation to the first frame that shows
// all of it, wall time, beside an empty page.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { inFolder, inProcess } from './support/process.mjs';
import { bundleReview } from './support/review-bundle.mjs';

const COUNT = 1000;
const SECONDS = 2;

export default async function html(bench) {
  await inFolder('html', async (folder) => {
    inProcess('apps-process.mjs', join(folder, 'base'), COUNT);
    const { planOfSource, renderPlan } = await import(pathToFileURL(await bundleReview(folder)));
    const plan = planOfSource(join(folder, 'base'), folder, new Date('2026-11-21T00:00:00Z'));
    const file = join(folder, 'plan.html');
    writeFileSync(file, renderPlan(plan, 'html', { colour: false, width: undefined }));
    console.error(`html: ${(readFileSync(file).length / 1e6).toFixed(1)} MB`);
    const browser = await playwright.launch({
      // In its own process for each page, as people have it.
      args: chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote'),
      executablePath: await chromium.executablePath(),
    });
    const opened = async () => {
      const page = await browser.newPage();
      const since = performance.now();
      await page.goto(pathToFileURL(file).href);
      // Two frames: the first is asked for before the layout, the second comes after it was painted.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const seconds = (performance.now() - since) / 1000;
      await page.close();
      return seconds;
    };
    await opened();
    await bench.limit({
      title: 'opens 1,000 restores',
      n: COUNT,
      unit: 's',
      aim: SECONDS,
      rounds: 7,
      ours: opened,
    });
    await browser.close();
  });
}
