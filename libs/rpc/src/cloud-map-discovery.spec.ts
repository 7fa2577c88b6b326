import type { DiscoverInstancesCommand, HttpInstanceSummary } from '@aws-sdk/client-servicediscovery';
import { RETRY_AFTER_MS, CloudMapDiscovery, DISCOVERY_TTL_MS } from './cloud-map-discovery.ts';

type Output = { readonly Instances?: HttpInstanceSummary[] };

class FakeCloudMap {
  readonly requests: DiscoverInstancesCommand['input'][] = [];
  destroyed = false;
  respond: () => Promise<Output> = () => Promise.resolve(instances('10.0.1.1'));

  send(command: DiscoverInstancesCommand): Promise<Output> {
    this.requests.push(command.input);
    return this.respond();
  }

  destroy(): void {
    this.destroyed = true;
  }
}

function instances(...ips: string[]): Output {
  return {
    Instances: ips.map((ip) => ({ Attributes: { AWS_INSTANCE_IPV4: ip, AWS_INSTANCE_PORT: '3003' } })),
  };
}

let cloudMap: FakeCloudMap;
let discovery: CloudMapDiscovery;
let now: number;

beforeEach(() => {
  cloudMap = new FakeCloudMap();
  now = 1_000_000;
  discovery = new CloudMapDiscovery('qred.local', 'http', cloudMap, () => now);
});

const down = (): Promise<Output> => Promise.reject(new Error('Cloud Map is down'));

it('CloudMapDiscovery requests only the healthy instances in its namespace', async () => {
  cloudMap.respond = () => Promise.resolve(instances('10.0.1.1', '10.0.1.2'));
  await expect(discovery.instancesOf('card')).resolves.toEqual([
    'http://10.0.1.1:3003',
    'http://10.0.1.2:3003',
  ]);
  expect(cloudMap.requests).toEqual([
    { NamespaceName: 'qred.local', ServiceName: 'card', HealthStatus: 'HEALTHY' },
  ]);
});

it('CloudMapDiscovery leaves out instances that lack an address', async () => {
  cloudMap.respond = () =>
    Promise.resolve({
      Instances: [
        { Attributes: { AWS_INSTANCE_PORT: '3003' } },
        {},
        ...(instances('10.0.1.1').Instances ?? []),
      ],
    });
  await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
});

it('CloudMapDiscovery caches a response until it expires, and for at most five seconds', async () => {
  expect(DISCOVERY_TTL_MS).toBeLessThanOrEqual(5_000);
  await discovery.instancesOf('card');
  now += DISCOVERY_TTL_MS - 1;
  await discovery.instancesOf('card');
  expect(cloudMap.requests).toHaveLength(1);
  now += 1;
  cloudMap.respond = () => Promise.resolve(instances('10.0.1.9'));
  await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.9:3003']);
  expect(cloudMap.requests).toHaveLength(2);
});

it('CloudMapDiscovery caches the instances of each service separately', async () => {
  await discovery.instancesOf('card');
  await discovery.instancesOf('invoice');
  expect(cloudMap.requests.map(({ ServiceName }) => ServiceName)).toEqual(['card', 'invoice']);
});

it('CloudMapDiscovery sends only one request per service at a time, even for simultaneous calls', async () => {
  const { promise, resolve } = Promise.withResolvers<Output>();
  cloudMap.respond = () => promise;
  const waiting = [1, 2, 3].map(async () => discovery.instancesOf('card'));
  resolve(instances('10.0.1.1'));
  await expect(Promise.all(waiting)).resolves.toEqual(Array(3).fill(['http://10.0.1.1:3003']));
  expect(cloudMap.requests).toHaveLength(1);
});

describe('CloudMapDiscovery while Cloud Map fails', () => {
  it('returns the last list, and waits before the next request to Cloud Map', async () => {
    await discovery.instancesOf('card');
    now += 60_000;
    cloudMap.respond = down;
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
    now += RETRY_AFTER_MS - 1;
    await discovery.instancesOf('card');
    expect(cloudMap.requests).toHaveLength(2);
    now += 1;
    cloudMap.respond = () => Promise.resolve(instances('10.0.1.2'));
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.2:3003']);
  });

  it('rejects if there is no earlier list, and tries again at the next call', async () => {
    cloudMap.respond = down;
    await expect(discovery.instancesOf('card')).rejects.toThrow('no instance of card is known');
    cloudMap.respond = () => Promise.resolve(instances('10.0.1.1'));
    await expect(discovery.instancesOf('card')).resolves.toHaveLength(1);
  });
});

describe('CloudMapDiscovery while Cloud Map does not respond', () => {
  it('returns the last list to every caller after a short wait', async () => {
    await discovery.instancesOf('card');
    now += DISCOVERY_TTL_MS;
    const late = Promise.withResolvers<Output>();
    cloudMap.respond = () => late.promise;
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
    await expect(
      Promise.race([discovery.instancesOf('card'), new Promise((resolve) => setImmediate(resolve, 'waits'))]),
    ).resolves.toEqual(['http://10.0.1.1:3003']);
    expect(cloudMap.requests).toHaveLength(2);

    late.resolve(instances('10.0.1.2'));
    await late.promise;
    await new Promise(setImmediate);
    expect(await discovery.instancesOf('card')).toEqual(['http://10.0.1.2:3003']);
  });

  it('rejects if there is no earlier list', async () => {
    cloudMap.respond = () => new Promise(() => undefined);
    await expect(discovery.instancesOf('card')).rejects.toThrow('no instance of card is known');
  });
});

describe('CloudMapDiscovery while Cloud Map knows no instance', () => {
  it('rejects instead of returning instances that no longer exist', async () => {
    await discovery.instancesOf('card');
    now += DISCOVERY_TTL_MS;
    cloudMap.respond = () => Promise.resolve({});
    await expect(discovery.instancesOf('card')).rejects.toThrow('no healthy instance of card');
  });

  it('sends a new request to Cloud Map after a short time', async () => {
    cloudMap.respond = () => Promise.resolve(instances());
    await expect(discovery.instancesOf('card')).rejects.toThrow('no healthy instance of card');
    cloudMap.respond = () => Promise.resolve(instances('10.0.1.1'));
    now += RETRY_AFTER_MS;
    await expect(discovery.instancesOf('card')).resolves.toHaveLength(1);
  });
});

it('CloudMapDiscovery closes its Cloud Map client', () => {
  discovery.close();
  expect(cloudMap.destroyed).toBe(true);
});
