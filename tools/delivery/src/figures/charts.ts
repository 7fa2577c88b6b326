import { type EChartsOption, init } from 'echarts';

const WIDTH = 480;
const HEIGHT = 220;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
/** The style of the page defines these colors for both themes. */
const INK_SOFT = 'var(--ink-soft)';
const LINE = 'var(--line)';
export const COLORS = { good: 'var(--accent)', bad: 'var(--bad)', neutral: 'var(--neutral)' } as const;

export interface Series {
  readonly name: string;
  readonly color: string;
  /** One value for each label. Null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface Chart {
  /** Describes the chart for people who can't see it. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly kind: 'stacked bars' | 'line';
}

/** The SVG scales with its container and needs no script. */
export function renderChart(chart: Chart): string {
  const echart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    echart.setOption(optionOf(chart));
    return echart
      .renderToSVGString()
      .replace('<svg ', `<svg role="img" aria-label="${chart.title}" preserveAspectRatio="xMidYMid meet" `)
      .replace(/ width="\d+" height="\d+"/, '');
  } finally {
    echart.dispose();
  }
}

function optionOf({ labels, series, kind }: Chart): EChartsOption {
  const text = { color: INK_SOFT, fontFamily: FONT, fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 36, right: 8, top: 16, bottom: 24 },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: kind === 'line' ? undefined : 1,
      splitLine: { lineStyle: { color: LINE } },
      axisLabel: text,
    },
    series: series.map(({ name, color, values }) => {
      const common = { name, data: [...values], itemStyle: { color }, color, silent: true };
      return kind === 'line'
        ? { ...common, type: 'line' as const, connectNulls: true, symbol: 'circle', symbolSize: 7 }
        : { ...common, type: 'bar' as const, stack: 'all', barMaxWidth: 28 };
    }),
  };
}
