import { EmbeddedMetrics } from './embedded-metrics.ts';
import { Metrics } from './metrics.ts';

const now = new Date('2026-01-02T03:04:05Z');
const request = { operation: 'getBook', method: 'GET', status: 200 };

let metrics: Metrics;
let embedded: EmbeddedMetrics;

beforeEach(() => {
  metrics = new Metrics();
  embedded = new EmbeddedMetrics('library');
});

async function written(): Promise<unknown[]> {
  const lines = embedded.lines(await metrics.registry.getMetricsAsJSON(), now);
  expect(lines.join('')).not.toContain('\n');
  return lines.map((line): unknown => JSON.parse(line));
}

it('the metrics writer writes one line per combination of labels, with the labels as dimensions', async () => {
  for (const seconds of [0.003, 0.004, 0.2]) metrics.countRequest({ ...request, seconds });
  expect(await written()).toEqual([
    {
      _aws: {
        Timestamp: now.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: 'Qred',
            Dimensions: [['Service'], ['Service', 'operation', 'method', 'status']],
            Metrics: [{ Name: 'http_server_request_duration_seconds', Unit: 'Seconds' }],
          },
        ],
      },
      Service: 'library',
      operation: 'getBook',
      method: 'GET',
      status: '200',
      http_server_request_duration_seconds: { Values: [0.005, 0.25], Counts: [2, 1] },
    },
  ]);
});

it('the metrics writer writes only the changes since the previous call', async () => {
  metrics.countRequest({ ...request, seconds: 0.2 });
  await written();
  expect(await written()).toEqual([]);
  metrics.countRequest({ ...request, seconds: 60 });
  expect(await written()).toMatchObject([
    { http_server_request_duration_seconds: { Values: [10], Counts: [1] } },
  ]);
});

it('the metrics writer writes the current values of all metrics without labels in one line', async () => {
  const pool = { totalCount: 3, idleCount: 2, waitingCount: 1 };
  metrics.watchPool(pool);
  const line = { database_pool_connections: 3, database_pool_idle_connections: 2, database_pool_waiting: 1 };
  expect(await written()).toMatchObject([line]);
  expect(await written()).toMatchObject([line]);
});

it('the metrics writer writes only a few of the process metrics', async () => {
  metrics.onModuleInit();
  const [line] = await written();
  const names = Object.keys(line ?? {}).filter((name) => /^(?:process|nodejs)_/.test(name));
  expect(names.sort()).toEqual([
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_heap_size_used_bytes',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ]);
});
