import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { parseSince } from './format.ts';
import { openReport } from './open-report.ts';
import { renderPage } from './page.ts';
import { render } from './report.ts';

await runCommand(
  {
    name: 'npm run dora',
    help: `Prints the delivery figures: the five metrics of DORA, and the time from idea to code. Records come from GitHub
Deployments; GITHUB_REPOSITORY and GITHUB_TOKEN say which. Deployments older than 90 days come from .local/deployments.json
after the first time. Delete the file if an incident of one was reported since.
What the figures mean: docs/adr/0087-the-delivery-figures-are-doras-five-metrics.md`,
    options: {
      since: { type: 'string', default: '90d', help: 'the start of the period: 90d, 12w or 2026-06-15' },
      stage: { type: 'string', default: 'production', help: 'the stage' },
      service: { type: 'string', help: 'only one service' },
      markdown: { type: 'boolean', default: false, help: 'print Markdown instead of a table' },
      json: { type: 'boolean', default: false, help: 'print JSON instead of a table' },
      html: { type: 'string', value: 'FILE', help: 'write a page with charts' },
      sample: { type: 'boolean', default: false, help: 'use invented records, for a first look' },
    },
  },
  async ({ since, stage, service, markdown, json, html, sample }) => {
    if (json && markdown) throw new Error('Choose one of --json and --markdown');
    const now = new Date();
    const root = resolve(import.meta.dirname, '../../../..');
    const report = await openReport(root, { since: parseSince(since, now), stage, service, sample }, now);
    if (sample) console.error('Sample data: these records are invented.');
    console.log(render(report, json ? 'json' : markdown ? 'markdown' : 'table'));
    if (html === undefined) return;
    mkdirSync(dirname(html), { recursive: true });
    writeFileSync(html, renderPage(report, { isSample: sample }));
    console.error(`Wrote ${html}`);
  },
);
