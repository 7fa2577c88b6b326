import { standardOutput } from '#libs/logging';
import { RunningLibrary } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

async function samplesOf({ service }: RunningLibrary): Promise<Record<string, number>> {
  const response = await fetch(`${service.healthUrl}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line): [string, number] => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

function requests(operation: string, method: string, status: number): string {
  return `http_server_request_duration_seconds_count{operation="${operation}",method="${method}",status="${status}"}`;
}

it('the metrics count requests by operation, method and status, but not by values that callers choose', async () => {
  for (const path of ['/v1/books/atlas', '/v1/books/atlas', '/v1/books/lost', '/v1/books', '/no', '/where']) {
    await library.request('GET', path);
  }
  const samples = await samplesOf(library);
  expect(samples).toMatchObject({
    [requests('getBook', 'GET', 200)]: 2,
    [requests('getBook', 'GET', 500)]: 1,
    [requests('listBooks', 'GET', 401)]: 1,
    [requests('none', 'GET', 404)]: 2,
  });
  expect(Object.keys(samples).filter((name) => /atlas|lost|where/.test(name))).toEqual([]);
});

it('the metrics include the database pool, the process and its event loop', async () => {
  const samples = await samplesOf(library);
  expect(samples.database_pool_connections).toBeGreaterThan(0);
  expect(samples).toHaveProperty('database_pool_idle_connections');
  expect(samples.database_pool_waiting).toBe(0);
  expect(samples).toHaveProperty('nodejs_eventloop_lag_p99_seconds');
  expect(samples.process_resident_memory_bytes).toBeGreaterThan(0);
});

it('the metrics have separate counts for each service in one process', async () => {
  const other = await RunningLibrary.start();
  await other.request('GET', '/v1/knock');
  expect(await samplesOf(other)).toHaveProperty([requests('knock', 'GET', 200)], 1);
  expect(await samplesOf(library)).not.toHaveProperty([requests('knock', 'GET', 200)]);
  await other.stop();
});

it('a service with CloudWatch metrics also writes metrics when it stops', async () => {
  const written: string[] = [];
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void written.push(line));
  const other = await RunningLibrary.start({ METRICS: 'emf' });
  await other.request('GET', '/v1/knock');
  await other.stop();
  jest.restoreAllMocks();
  const lines = written.filter((line) => line.includes('"_aws"')).map((line): unknown => JSON.parse(line));
  expect(lines).toContainEqual(
    expect.objectContaining({ Service: 'library', operation: 'knock', method: 'GET', status: '200' }),
  );
});
