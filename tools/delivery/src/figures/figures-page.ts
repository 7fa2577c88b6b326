import { parseSince } from './format.ts';
import { openReport } from './open-report.ts';

/**
 * Renders the page of `npm run dora -- --html` for the last 90 days in production. With `sample`, the page
 * shows invented records and says so. Without `sample`, throws an Error if GITHUB_TOKEN is missing.
 */
export async function renderFiguresPage(
  root: string,
  { sample, now }: { readonly sample: boolean; readonly now: Date },
): Promise<string> {
  // The charts are loaded on demand, because most importers of this project don't need charts.
  const { renderPage } = await import('./page.ts');
  const report = await openReport(root, { stage: 'production', since: parseSince('90d', now), sample }, now);
  return renderPage(report, { isSample: sample });
}
