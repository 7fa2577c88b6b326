import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runMain } from '../run-main.ts';
import { DORA_USAGE, parseDoraArguments } from './dora.ts';
import { openReport } from './open-report.ts';
import { renderPage } from './page.ts';
import { render } from './report.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runMain(async () => {
  const now = new Date();
  const options = parseDoraArguments(process.argv.slice(2), now);
  if (options === 'help') {
    console.log(DORA_USAGE);
    return;
  }
  const report = await openReport(root, options, now);
  if (options.sample) console.error('Sample data: these records are invented.');
  console.log(render(report, options.format));
  if (options.html === undefined) return;
  mkdirSync(dirname(options.html), { recursive: true });
  writeFileSync(options.html, renderPage(report, { isSample: options.sample }));
  console.error(`Wrote ${options.html}`);
});
