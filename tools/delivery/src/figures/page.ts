import { escapeHtml } from '#libs/html';
import { COLORS, type Chart, renderChart } from './charts.ts';
import type { Figures } from './figures.ts';
import { formatDuration, formatTime } from './format.ts';
import { IDEA_TO_CODE, METRICS, type Metric, textOf } from './metrics.ts';
import { PAGE_STYLE } from './page-style.ts';
import { type Report, namedFigures, notesOf } from './report.ts';
import type { Week } from './weeks.ts';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

export function renderPage(report: Report, { isSample }: { readonly isSample: boolean }): string {
  const { stage, period, total, weeks } = report;
  const title = `Delivery to ${stage}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="soft">${formatTime(period.since)} to ${formatTime(period.until)}</p>
</header>
${isSample ? '<p class="sample" role="note"><strong>Sample data.</strong> The numbers on this page are invented. They show what the page looks like.</p>' : ''}
<section aria-labelledby="all">
<h2 id="all">All services</h2>
<dl class="cards">${METRICS.map((metric) => card(metric, total)).join('')}</dl>
</section>
<section aria-labelledby="weeks">
<h2 id="weeks">By week, all services</h2>
<div class="charts">${chartsOf(weeks)}</div>
</section>
<section aria-labelledby="services">
<h2 id="services">By service</h2>
${tableOf(report, METRICS)}
<p class="soft">In brackets: the number of samples. Below five there is no figure.</p>
</section>
<section aria-labelledby="ideas">
<h2 id="ideas">Idea to code</h2>
<p class="soft">Not a metric of DORA: ${IDEA_TO_CODE.meaning}.</p>
${tableOf(report, [IDEA_TO_CODE])}
</section>
${notesSection(report)}
</main>
</body>
</html>
`;
}

function card(metric: Metric, figures: Figures): string {
  const { name, meaning, counts, figure } = metric;
  return `<div class="card"><dt>${name}</dt><dd><span class="value">${textOf(metric, figures)}</span><span class="soft">${meaning}</span><span class="soft">${figure(figures).samples} ${counts}</span></dd></div>`;
}

function tableOf(report: Report, metrics: readonly Metric[]): string {
  const rows = namedFigures(report).map(
    ([name, figures]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th>${metrics.map((metric) => cellOf(metric, figures)).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
<thead><tr><th scope="col">Service</th>${metrics.map(({ name }) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.slice(0, -1).join('\n')}</tbody>
<tfoot>${rows.at(-1)}</tfoot>
</table></div>`;
}

function cellOf(metric: Metric, figures: Figures): string {
  const { value, samples } = metric.figure(figures);
  const text = textOf(metric, figures);
  return `<td>${value === null ? `<span class="soft">${text}</span>` : text} <span class="soft">(${samples})</span></td>`;
}

interface ChartWithTable {
  readonly chart: Chart;
  readonly texts: (value: number) => string;
}

function chartsOf(weeks: readonly Week[]): string {
  const charts = [
    counts(weeks, 'Deployments that reached users', [
      ['fine', COLORS.good, ({ changeFailRate: { samples, counted } }) => samples - counted],
      ['hurt users', COLORS.bad, ({ changeFailRate }) => changeFailRate.counted],
    ]),
    medians(weeks, 'Change lead time, median in hours', {
      kind: 'line',
      name: 'lead time',
      color: COLORS.good,
      unitMs: HOUR_MS,
      value: ({ leadTime }) => leadTime.value,
    }),
    medians(weeks, 'Recovery time, median in minutes', {
      kind: 'stacked bars',
      name: 'recovery time',
      color: COLORS.bad,
      unitMs: MINUTE_MS,
      value: ({ recoveryTime }) => recoveryTime.value,
    }),
    counts(weeks, 'Deployments and rollbacks', [
      ['planned', COLORS.neutral, ({ reworkRate: { samples, counted } }) => samples - counted],
      ['because of an incident', COLORS.bad, ({ reworkRate }) => reworkRate.counted],
    ]),
  ];
  return charts.map(figureOf).join('\n');
}

function counts(
  weeks: readonly Week[],
  title: string,
  parts: readonly (readonly [name: string, color: string, value: (figures: Figures) => number])[],
): ChartWithTable {
  const series = parts.map(([name, color, value]) => ({
    name,
    color,
    values: weeks.map(({ figures }) => value(figures)),
  }));
  return { chart: { title, labels: labelsOf(weeks), kind: 'stacked bars', series }, texts: String };
}

interface Median {
  readonly kind: Chart['kind'];
  readonly name: string;
  readonly color: string;
  readonly unitMs: number;
  readonly value: (figures: Figures) => number | null;
}

function medians(
  weeks: readonly Week[],
  title: string,
  { kind, name, color, unitMs, value }: Median,
): ChartWithTable {
  const inUnit = (ms: number | null): number | null =>
    ms === null ? null : Math.round((ms / unitMs) * 10) / 10;
  const series = [{ name, color, values: weeks.map(({ figures }) => inUnit(value(figures))) }];
  return {
    chart: { title, labels: labelsOf(weeks), kind, series },
    texts: (units) => formatDuration(units * unitMs),
  };
}

function labelsOf(weeks: readonly Week[]): string[] {
  return weeks.map(({ until }) => until.toISOString().slice(5, 10));
}

function figureOf({ chart, texts }: ChartWithTable): string {
  const { title, labels, series } = chart;
  const rows = labels.map(
    (label, index) =>
      `<tr><th scope="row">${label}</th>${series
        .map(({ values }) => {
          const value = values[index] ?? null;
          return `<td>${value === null ? 'none' : texts(value)}</td>`;
        })
        .join('')}</tr>`,
  );
  return `<figure>
<figcaption>${title}${legendOf(series)}</figcaption>
${renderChart(chart)}
<details><summary>Numbers<span class="hidden">: ${title}</span></summary>
<table><thead><tr><th scope="col">Week to</th>${series.map(({ name }) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.join('')}</tbody></table></details>
</figure>`;
}

/**
 * In SVG, the legend would need the width of its text, which depends on the reader's fonts. So the legend is
 * HTML.
 */
function legendOf(series: Chart['series']): string {
  if (series.length < 2) return '';
  const entries = series.map(
    ({ name, color }) => `<span class="key"><span style="background:${color}"></span>${name}</span>`,
  );
  return `<span class="legend soft">${entries.join('')}</span>`;
}

function notesSection(report: Report): string {
  const notes = notesOf(report);
  if (notes.length === 0) return '';
  return `<section aria-labelledby="notes">
<h2 id="notes">Open</h2>
<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>
</section>`;
}
