import type { MetricObjectWithValues, MetricValue } from 'prom-client';

export type Metric = MetricObjectWithValues<MetricValue<string>>;

const NAMESPACE = 'Qred';
/** CloudWatch bills each metric, so only these metrics of the process are sent. */
const OF_THE_PROCESS = new Set([
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
]);

/** CloudWatch's format for distributions: the values, and how often each value occurred. */
interface Distribution {
  readonly Values: readonly number[];
  readonly Counts: readonly number[];
}

interface Line {
  readonly labels: Readonly<Record<string, string>>;
  readonly metrics: Map<string, number | Distribution>;
}

/**
 * Writes a registry in CloudWatch's embedded metric format. Each combination of labels gets one JSON line with the
 * changes since the previous call.
 */
export class EmbeddedMetrics {
  private before = new Map<string, number>();

  constructor(private readonly service: string) {}

  lines(metrics: readonly Metric[], now: Date): string[] {
    const lines = new Map<string, Line>();
    const counted = new Map<string, number>();
    for (const metric of metrics.filter(({ name }) => isSent(name))) {
      for (const [key, values] of byLabels(metric)) {
        const line = lines.get(key) ?? { labels: labelsOf(values[0]), metrics: new Map() };
        const value = this.valueOf(metric, key, values, counted);
        if (value !== undefined) lines.set(key, line).get(key)?.metrics.set(metric.name, value);
      }
    }
    this.before = counted;
    return [...lines.values()].map((line) => this.toJson(line, now));
  }

  private valueOf(
    { name, type }: Metric,
    key: string,
    values: readonly MetricValue<string>[],
    counted: Map<string, number>,
  ): number | Distribution | undefined {
    const since = (part: string, total: number): number => {
      const id = `${name} ${key} ${part}`;
      counted.set(id, total);
      return total - (this.before.get(id) ?? 0);
    };
    if (kindOf(type) === 'histogram') {
      return distribution(values.filter(isBucket), (bound, total) => since(bound, total));
    }
    const value = values[0]?.value ?? 0;
    return kindOf(type) === 'counter' ? since('', value) : value;
  }

  private toJson({ labels, metrics }: Line, now: Date): string {
    const names = Object.keys(labels);
    return JSON.stringify({
      _aws: {
        Timestamp: now.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: NAMESPACE,
            Dimensions: names.length > 0 ? [['Service'], ['Service', ...names]] : [['Service']],
            Metrics: [...metrics.keys()].map((name) => ({ Name: name, Unit: unitOf(name) })),
          },
        ],
      },
      Service: this.service,
      ...labels,
      ...Object.fromEntries(metrics),
    });
  }
}

function isSent(name: string): boolean {
  return OF_THE_PROCESS.has(name) || !/^(?:nodejs|process)_/.test(name);
}

/** prom-client declares a numeric enum, but returns the names of its members. */
function kindOf(type: unknown): string {
  return String(type);
}

function isBucket({ labels }: MetricValue<string>): boolean {
  return labels.le !== undefined;
}

function labelsOf(value: MetricValue<string> | undefined): Record<string, string> {
  const labels = Object.entries(value?.labels ?? {}).filter(([name]) => name !== 'le');
  return Object.fromEntries(labels.map(([name, label]) => [name, String(label)]));
}

function byLabels({ values }: Metric): Map<string, MetricValue<string>[]> {
  return Map.groupBy(values, (value) => JSON.stringify(Object.entries(labelsOf(value)).sort()));
}

/**
 * Returns the values since the previous call, or undefined if there are none. Values above the last bound are counted
 * at the last bound.
 */
function distribution(
  buckets: readonly MetricValue<string>[],
  since: (bound: string, total: number) => number,
): Distribution | undefined {
  const counts = new Map<number, number>();
  let bound = 0;
  let below = 0;
  for (const { labels, value } of buckets) {
    const upTo = since(String(labels.le), value);
    if (labels.le !== '+Inf') bound = Number(labels.le);
    if (upTo > below) counts.set(bound, (counts.get(bound) ?? 0) + upTo - below);
    below = upTo;
  }
  return counts.size > 0 ? { Values: [...counts.keys()], Counts: [...counts.values()] } : undefined;
}

function unitOf(name: string): string {
  if (name.endsWith('_seconds') || name.endsWith('_seconds_total')) return 'Seconds';
  return name.endsWith('_bytes') ? 'Bytes' : 'Count';
}
