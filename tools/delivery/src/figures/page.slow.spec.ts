import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadManifests } from '#libs/manifest';
import { findAccessibilityViolations, launchBrowser } from '#libs/testing';
import { computeReport } from './dora.ts';
import { renderPage } from './page.ts';
import { sampleIdeas, sampleRecords } from './sample-history.ts';

const services = loadManifests(resolve(__dirname, '../../../..')).map(({ name }) => name);
const until = new Date('2026-06-29T00:00:00Z');
const period = { since: new Date('2026-04-01T00:00:00Z'), until };

describe('the figures page in a browser', () => {
  const html = renderPage(
    {
      ...computeReport(services, sampleRecords(services, until), sampleIdeas(services, until), {
        stage: 'production',
        period,
      }),
      unfinished: [],
    },
    { isSample: true },
  );
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(() => browser.close());

  it.each([
    [1200, 'light'],
    [320, 'light'],
    [1200, 'dark'],
  ] as const)('is accessible and fits a width of %d pixels in the %s theme', async (width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    await page.setContent(html);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    // An SVG without a size is invisible.
    for (const chart of await page.locator('figure svg').all())
      expect((await chart.boundingBox())?.height).toBeGreaterThan(80);
  });
});
