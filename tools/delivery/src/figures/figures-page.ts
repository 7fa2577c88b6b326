import { parseSince } from './duration.ts';
import { openReport } from './open-report.ts';
import type { Report } from './report.ts';

export interface FiguresPage {
  readonly html: string;
  readonly report: Report;
}

/**
 * Renders the page of the last 90 days of production, as `npm run dora -- --html` does. Without GITHUB_TOKEN, throws an Error
 * that says what to set; `sample` uses invented records, and the page says so.
 */
export async function renderFiguresPage(
  root: string,
  { sample, now }: { readonly sample: boolean; readonly now: Date },
): Promise<FiguresPage> {
  // Most tools that import this project need no charts.
  const { renderPage } = await import('./page.ts');
  const options = { stage: 'production', since: parseSince('90d', now), sample };
  const report = await openReport(root, options, now);
  return { html: renderPage(report, { isSample: sample }), report };
}
