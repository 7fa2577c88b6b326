import { COLORS, type Chart, renderChart } from './charts.ts';
import { formatDuration, formatTime } from './duration.ts';
import type { Figure, Figures } from './figures.ts';
import { PAGE_STYLE } from './page-style.ts';
import { type Report, TOTAL, notesOf, percent, perWeek, textOf } from './report.ts';
import type { Week } from './weeks.ts';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

interface Metric {
  readonly name: string;
  readonly meaning: string;
  readonly counts: string;
  readonly figure: (figures: Figures) => Figure;
  readonly format: (value: number) => string;
}

/** The metrics of DORA, in its order. */
const METRICS: readonly Metric[] = [
  {
    name: 'Deployment frequency',
    meaning: 'successful deployments',
    counts: 'deployments',
    figure: ({ deploymentFrequency }) => deploymentFrequency,
    format: perWeek,
  },
  {
    name: 'Change lead time',
    meaning: 'from the first commit to production, median',
    counts: 'changes',
    figure: ({ leadTime }) => leadTime,
    format: formatDuration,
  },
  {
    name: 'Failed deployment recovery time',
    meaning: 'while users suffered, median',
    counts: 'recoveries',
    figure: ({ recoveryTime }) => recoveryTime,
    format: formatDuration,
  },
  {
    name: 'Change fail rate',
    meaning: 'deployments that hurt users',
    counts: 'deployments',
    figure: ({ changeFailRate }) => changeFailRate,
    format: percent,
  },
  {
    name: 'Deployment rework rate',
    meaning: 'deployments because of an incident',
    counts: 'deployments and rollbacks',
    figure: ({ reworkRate }) => reworkRate,
    format: percent,
  },
];

const IDEA_TO_CODE: Metric = {
  name: 'Idea to code',
  meaning: 'from the first mention of an operation to production, median',
  counts: 'operations',
  figure: ({ ideaToCode }) => ideaToCode,
  format: formatDuration,
};

/** Renders a report as one HTML page with charts. It needs no script and no other file. */
export function renderPage(report: Report, { isSample }: { readonly isSample: boolean }): string {
  const { stage, period, total, weeks } = report;
  const title = `Delivery to ${stage}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escape(title)}</h1>
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

function card({ name, meaning, counts, figure, format }: Metric, figures: Figures): string {
  const { samples } = figure(figures);
  return `<div class="card"><dt>${name}</dt><dd><span class="value">${textOf(figure(figures), format)}</span><span class="soft">${meaning}</span><span class="soft">${samples} ${counts}</span></dd></div>`;
}

function tableOf({ services, total }: Report, metrics: readonly Metric[]): string {
  const row = (name: string, figures: Figures): string =>
    `<tr><th scope="row">${escape(name)}</th>${metrics
      .map(({ figure, format }) => `<td>${cellOf(figure(figures), format)}</td>`)
      .join('')}</tr>`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
<thead><tr><th scope="col">Service</th>${metrics.map(({ name }) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${services.map((figures) => row(figures.service, figures)).join('\n')}</tbody>
<tfoot>${row(TOTAL, total)}</tfoot>
</table></div>`;
}

function cellOf(figure: Figure, format: (value: number) => string): string {
  const text = textOf(figure, format);
  return `${figure.value === null ? `<span class="soft">${text}</span>` : text} <span class="soft">(${figure.samples})</span>`;
}

/** A chart and the texts of its values, for its table. */
interface ChartWithTable {
  readonly chart: Chart;
  readonly texts: (value: number) => string;
}

function chartsOf(weeks: readonly Week[]): string {
  const labels = weeks.map(({ until }) => until.toISOString().slice(5, 10));
  const inUnit = (values: readonly (number | null)[], unitMs: number): (number | null)[] =>
    values.map((value) => (value === null ? null : Math.round((value / unitMs) * 10) / 10));
  const charts: ChartWithTable[] = [
    {
      chart: {
        title: 'Deployments that reached users',
        labels,
        kind: 'stacked bars',
        series: [
          { name: 'fine', color: COLORS.good, values: weeks.map(({ changes, failed }) => changes - failed) },
          { name: 'hurt users', color: COLORS.bad, values: weeks.map(({ failed }) => failed) },
        ],
      },
      texts: String,
    },
    {
      chart: {
        title: 'Change lead time, median in hours',
        labels,
        kind: 'line',
        series: [
          {
            name: 'lead time',
            color: COLORS.good,
            values: inUnit(
              weeks.map(({ leadTime }) => leadTime),
              HOUR_MS,
            ),
          },
        ],
      },
      texts: (value) => formatDuration(value * HOUR_MS),
    },
    {
      chart: {
        title: 'Recovery time, median in minutes',
        labels,
        kind: 'stacked bars',
        series: [
          {
            name: 'recovery time',
            color: COLORS.bad,
            values: inUnit(
              weeks.map(({ recoveryTime }) => recoveryTime),
              MINUTE_MS,
            ),
          },
        ],
      },
      texts: (value) => formatDuration(value * MINUTE_MS),
    },
    {
      chart: {
        title: 'Deployments and rollbacks',
        labels,
        kind: 'stacked bars',
        series: [
          {
            name: 'planned',
            color: COLORS.neutral,
            values: weeks.map(({ releases, unplanned }) => releases - unplanned),
          },
          {
            name: 'because of an incident',
            color: COLORS.bad,
            values: weeks.map(({ unplanned }) => unplanned),
          },
        ],
      },
      texts: String,
    },
  ];
  return charts.map(figureOf).join('\n');
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

/** In HTML, because the width of its text depends on the fonts of the reader. */
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
<ul>${notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>
</section>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
