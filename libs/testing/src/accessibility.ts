import type { Page } from 'playwright-core';
import { z } from 'zod';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** Runs axe on the page. Returns one text per violation, with its rule and element. */
export async function findAccessibilityViolations(page: Page): Promise<string[]> {
  // Loaded on demand, because axe is large and few tests need it.
  const { default: axe } = await import('axe-core');
  await page.evaluate(axe.source);
  const { violations } = results.parse(await page.evaluate('axe.run()'));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
