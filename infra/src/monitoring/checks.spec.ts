import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const copies = jest.fn<object[], []>();
const costs = jest.fn<object, [string]>();

const command = (name: string) =>
  class {
    readonly name = name;
  };

jest.mock(
  '@aws-sdk/client-rds',
  () => ({
    RDSClient: jest.fn(),
    async *paginateDescribeDBInstanceAutomatedBackups() {
      for (const copy of copies()) yield await Promise.resolve({ DBInstanceAutomatedBackups: [copy] });
    },
  }),
  { virtual: true },
);

jest.mock(
  '@aws-sdk/client-cost-explorer',
  () => ({
    CostExplorerClient: class {
      send({ name }: { name: string }) {
        return Promise.resolve(costs(name));
      }
    },
    GetCostAndUsageCommand: command('spent'),
    GetCostForecastCommand: command('forecast'),
  }),
  { virtual: true },
);

async function run(file: string, environment: Readonly<Record<string, string>>): Promise<void> {
  Object.assign(process.env, environment);
  const { handler } = jest.requireActual<{ handler: () => Promise<void> }>(file);
  await handler();
}

describe('the canary', () => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/missing' ? 404 : 401, { 'x-request-id': 'request-1' }).end();
  });
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  const probe = (...checks: readonly object[]) => run('./canary.cjs', { CHECKS: JSON.stringify(checks) });

  it('succeeds if every response has the expected status', async () => {
    await expect(probe({ url: `${origin}/v1/cards`, status: 401 })).resolves.toBeUndefined();
  });

  it('throws an error with the URL, the status and the request id of each unexpected response', async () => {
    const checks = ['/missing', '/v1/cards'].map((path) => ({ url: origin + path, status: 200 }));
    await expect(probe(...checks)).rejects.toThrow(
      `${origin}/missing returned 404 instead of 200 (request id request-1); ${origin}/v1/cards returned 401`,
    );
  });

  it('throws an error with each URL that does not respond', async () => {
    await expect(probe({ url: 'http://127.0.0.1:1/ping', status: 200 })).rejects.toThrow(
      'http://127.0.0.1:1/ping did not respond',
    );
  });
});

describe('the backup copy check', () => {
  const MINUTE_MS = 60_000;
  const copyOf = (DBInstanceIdentifier: string, minutes: number) => ({
    DBInstanceIdentifier,
    RestoreWindow: { LatestTime: new Date(Date.now() - minutes * MINUTE_MS) },
  });
  const check = () =>
    run('./backup-copies.cjs', { COPY_REGION: 'eu-west-1', DATABASES: 'one,two', MAX_AGE_MINUTES: '180' });

  it('succeeds if each database has a recent copy, even if older copies exist', async () => {
    copies.mockReturnValue([
      copyOf('one', 10),
      copyOf('one', 9000),
      copyOf('two', 170),
      copyOf('other', 9000),
    ]);
    await expect(check()).resolves.toBeUndefined();
  });

  it('throws an error that names the databases without a recent copy', async () => {
    copies.mockReturnValue([copyOf('one', 200), { DBInstanceIdentifier: 'three' }]);
    await expect(check()).rejects.toThrow('The copy of one is 200 minutes old; two has no copy in eu-west-1');
  });
});

describe('the budget check', () => {
  const check = (spent: string, forecast: () => object) => {
    jest.spyOn(console, 'log').mockReturnValue();
    const ResultsByTime = [{ Total: { UnblendedCost: { Amount: spent } } }];
    costs.mockImplementation((name) => (name === 'forecast' ? forecast() : { ResultsByTime }));
    return run('./budget.cjs', { BUDGET_USD: '100' });
  };
  const amount = (Amount: string) => () => ({ Total: { Amount } });

  it('succeeds if the costs are below 80 % of the budget, and the forecast is within the budget', async () => {
    await expect(check('79.9', amount('20'))).resolves.toBeUndefined();
  });

  it('fails if the costs reach 80 % of the budget', async () => {
    await expect(check('80', amount('1'))).rejects.toThrow(
      '80 USD spent this month, 81 forecast, 100 planned',
    );
  });

  it('fails if the sum of the costs and the forecast exceeds the budget', async () => {
    await expect(check('50', amount('51'))).rejects.toThrow('101 forecast');
  });

  it('succeeds for a new account, which has no forecast yet', async () => {
    const unavailable = Object.assign(new Error('no data'), { name: 'DataUnavailableException' });
    const forecast = () => {
      throw unavailable;
    };
    await expect(check('10', forecast)).resolves.toBeUndefined();
  });
});
