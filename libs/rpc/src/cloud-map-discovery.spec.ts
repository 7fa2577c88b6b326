import type { DiscoverInstancesCommand, HttpInstanceSummary } from '@aws-sdk/client-servicediscovery';
import { ASK_AGAIN_MS, CloudMapDiscovery, DISCOVERY_TTL_MS } from './cloud-map-discovery.ts';

type Answer = { readonly Instances?: HttpInstanceSummary[] };

class FakeCloudMap {
  readonly questions: DiscoverInstancesCommand['input'][] = [];
  destroyed = false;
  answer: () => Promise<Answer> = () => Promise.resolve(instances('10.0.1.1'));

  send(command: DiscoverInstancesCommand): Promise<Answer> {
    this.questions.push(command.input);
    return this.answer();
  }

  destroy(): void {
    this.destroyed = true;
  }
}

function instances(...ips: string[]): Answer {
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
  discovery = new CloudMapDiscovery('qred.local', cloudMap, () => now);
});

const down = (): Promise<Answer> => Promise.reject(new Error('Cloud Map is down'));

it('asks for the healthy instances only, in its namespace', async () => {
  cloudMap.answer = () => Promise.resolve(instances('10.0.1.1', '10.0.1.2'));
  await expect(discovery.instancesOf('card')).resolves.toEqual([
    'http://10.0.1.1:3003',
    'http://10.0.1.2:3003',
  ]);
  expect(cloudMap.questions).toEqual([
    { NamespaceName: 'qred.local', ServiceName: 'card', HealthStatus: 'HEALTHY' },
  ]);
});

it('leaves out instances that lack an address', async () => {
  cloudMap.answer = () =>
    Promise.resolve({
      Instances: [
        { Attributes: { AWS_INSTANCE_PORT: '3003' } },
        {},
        ...(instances('10.0.1.1').Instances ?? []),
      ],
    });
  await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
});

it('believes an answer until its time is over, and at most five seconds', async () => {
  expect(DISCOVERY_TTL_MS).toBeLessThanOrEqual(5_000);
  await discovery.instancesOf('card');
  now += DISCOVERY_TTL_MS - 1;
  await discovery.instancesOf('card');
  expect(cloudMap.questions).toHaveLength(1);
  now += 1;
  cloudMap.answer = () => Promise.resolve(instances('10.0.1.9'));
  await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.9:3003']);
  expect(cloudMap.questions).toHaveLength(2);
});

it('keeps the answers of services apart', async () => {
  await discovery.instancesOf('card');
  await discovery.instancesOf('invoice');
  expect(cloudMap.questions.map(({ ServiceName }) => ServiceName)).toEqual(['card', 'invoice']);
});

it('asks one question at a time, however many wait for its answer', async () => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  cloudMap.answer = () => promise;
  const waiting = [1, 2, 3].map(async () => discovery.instancesOf('card'));
  resolve(instances('10.0.1.1'));
  await expect(Promise.all(waiting)).resolves.toEqual(Array(3).fill(['http://10.0.1.1:3003']));
  expect(cloudMap.questions).toHaveLength(1);
});

describe('when Cloud Map fails', () => {
  it('goes on with the last answer, and asks again only after a while', async () => {
    await discovery.instancesOf('card');
    now += 60_000;
    cloudMap.answer = down;
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
    now += ASK_AGAIN_MS - 1;
    await discovery.instancesOf('card');
    expect(cloudMap.questions).toHaveLength(2);
    now += 1;
    cloudMap.answer = () => Promise.resolve(instances('10.0.1.2'));
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.2:3003']);
  });

  it('fails where there is no last answer, and asks anew the next time', async () => {
    cloudMap.answer = down;
    await expect(discovery.instancesOf('card')).rejects.toThrow('no instance of card is known');
    cloudMap.answer = () => Promise.resolve(instances('10.0.1.1'));
    await expect(discovery.instancesOf('card')).resolves.toHaveLength(1);
  });
});

describe('when Cloud Map hangs', () => {
  it('returns the last list soon, to every caller', async () => {
    await discovery.instancesOf('card');
    now += DISCOVERY_TTL_MS;
    const late = Promise.withResolvers<Answer>();
    cloudMap.answer = () => late.promise;
    await expect(discovery.instancesOf('card')).resolves.toEqual(['http://10.0.1.1:3003']);
    await expect(
      Promise.race([discovery.instancesOf('card'), new Promise((resolve) => setImmediate(resolve, 'waits'))]),
    ).resolves.toEqual(['http://10.0.1.1:3003']);
    expect(cloudMap.questions).toHaveLength(2);

    late.resolve(instances('10.0.1.2'));
    await late.promise;
    await new Promise(setImmediate);
    expect(await discovery.instancesOf('card')).toEqual(['http://10.0.1.2:3003']);
  });

  it('fails if there is no last list', async () => {
    cloudMap.answer = () => new Promise(() => undefined);
    await expect(discovery.instancesOf('card')).rejects.toThrow('no instance of card is known');
  });
});

describe('when Cloud Map knows no instance', () => {
  it('fails rather than go on with instances that are gone', async () => {
    await discovery.instancesOf('card');
    now += DISCOVERY_TTL_MS;
    cloudMap.answer = () => Promise.resolve({});
    await expect(discovery.instancesOf('card')).rejects.toThrow('no healthy instance of card');
  });

  it('asks again before long', async () => {
    cloudMap.answer = () => Promise.resolve(instances());
    await expect(discovery.instancesOf('card')).rejects.toThrow('no healthy instance of card');
    cloudMap.answer = () => Promise.resolve(instances('10.0.1.1'));
    now += ASK_AGAIN_MS;
    await expect(discovery.instancesOf('card')).resolves.toHaveLength(1);
  });
});

it('closes the client', () => {
  discovery.close();
  expect(cloudMap.destroyed).toBe(true);
});
