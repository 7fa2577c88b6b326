import { parseSince } from './format.ts';
import { openReport } from './open-report.ts';

/**
 * Renders the page of the last 90 days of production, as `npm run dora -- --html` does. Without GITHUB_TOKEN, throws an Error
 * that says what to set; `sample` uses invented records, and the page says so.
 */
export async function renderFiguresPage(
  root: string,
  { sample, now }: { readonly sample: boolean; readonly now: Date },
): Promise<string> {
  // The charts are loaded on demand, because most tools that import this project need none.
  const { renderPage } = await import('./page.ts');
  const report = await openReport(root, { stage: 'production', since: parseSince('90d', now), sample }, now);
  return renderPage(report, { isSample: sample });
}
