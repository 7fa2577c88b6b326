import type { Page } from 'playwright-core';
import { z } from 'zod';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/**
 * What axe finds on a page: the rule and the element of each violation. `except` selects an element whose content is not
 * ours.
 */
export async function findAccessibilityViolations(page: Page, except?: string): Promise<string[]> {
  // Most tests import this library, and few of them need this large module.
  const { default: axe } = await import('axe-core');
  await page.evaluate(axe.source);
  const context = JSON.stringify(except === undefined ? { include: ['html'] } : { exclude: [except] });
  const { violations } = results.parse(await page.evaluate(`axe.run(${context})`));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
