import type { Page } from 'playwright-core';
import { z } from 'zod';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** The violations that axe finds on a page, each with its rule and element. */
export async function findAccessibilityViolations(page: Page): Promise<string[]> {
  // This module is large, so it is loaded only by the few tests that need it.
  const { default: axe } = await import('axe-core');
  await page.evaluate(axe.source);
  const { violations } = results.parse(await page.evaluate('axe.run()'));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
