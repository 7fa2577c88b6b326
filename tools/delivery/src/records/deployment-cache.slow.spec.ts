import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportDelivery } from '../figures/dora.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { record, services } from '../testing/records.ts';
import { DeploymentCache } from './deployment-cache.ts';
import { GitHubRecords } from './github-records.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * DAY_MS;
const now = new Date('2026-06-15T12:00:00Z');

// A busy machine takes a quarter of a second for each of the requests.
jest.setTimeout(180_000);

describe('the figures from GitHub', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-cache-'));
  let github: FakeGitHub;
  let file: string;
  let count = 0;

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    count += 1;
    file = join(directory, `${count}.json`);
  });

  afterAll(async () => {
    await github.stop();
    rmSync(directory, { recursive: true });
  });

  /** Stores the deployments of a year. */
  function fill(deployments: number): void {
    for (let index = 0; index < deployments; index += 1)
      store(now.getTime() - YEAR_MS + (index * YEAR_MS) / deployments, index);
  }

  function store(time: number, index: number): void {
    const created_at = new Date(time).toISOString();
    const sha = index.toString(16).padStart(40, '0');
    const {
      ended_at: _,
      result: __,
      ...attempt
    } = record({
      service: services[index % services.length] ?? '',
      started_at: created_at,
      sha,
      previous_sha: index < services.length ? null : (index - services.length).toString(16).padStart(40, '0'),
      commits: [{ sha, time: new Date(time - ((index % 97) * DAY_MS) / 24).toISOString() }],
    });
    const ended = new Date(time + 600_000).toISOString();
    const result = index % 50 === 0 ? 'rolled_back' : 'success';
    const incident = `incident ${ended} until ${new Date(time + 2_000_000).toISOString()}: It is down`;
    github.deployments.push({
      id: index + 1,
      sha,
      task: `deploy:${attempt.service}`,
      environment: 'production',
      payload: attempt,
      created_at,
      isProduction: true,
      statuses: [`${result} ${ended}`, ...(index % 40 === 1 ? [incident] : [])].map((description) => ({
        state: 'success',
        description,
        log_url: '',
        created_at: ended,
      })),
    });
  }

  async function report({ days = 90, at = now, cached = true } = {}) {
    github.requests.length = 0;
    const records = new GitHubRecords(github.connect(), {
      now: () => at.getTime(),
      cache: cached ? new DeploymentCache(file) : undefined,
    });
    const git = { firstWith: none, filesThatHad: () => Promise.resolve([]), firstOf: none };
    const since = new Date(at.getTime() - days * DAY_MS);
    const names = services.map((service) => ({ service, operations: ['aThing'] }));
    const figures = await reportDelivery({ stage: 'production', since }, names, { records, git, now: at });
    return { figures, requests: github.requests.length };
  }

  const none = () => Promise.resolve(undefined);

  it('of 10,000 deployments a year take at most 60 requests for 90 days, and at most 30 the next time', async () => {
    fill(10_000);
    const first = await report();
    expect(first.requests).toBeLessThanOrEqual(60);
    expect(first.figures.total.deploymentFrequency.samples).toBeGreaterThan(2_300);
    const second = await report();
    expect(second.requests).toBeLessThanOrEqual(30);
    expect(second.figures).toEqual(first.figures);
  });

  it('are the same from the cache as without it, whatever was read before', async () => {
    fill(1_500);
    await report();
    for (const days of [300, 30, 365]) {
      const expected = await report({ days, cached: false });
      const actual = await report({ days });
      expect(actual.figures).toEqual(expected.figures);
      expect(actual.requests).toBeLessThan(expected.requests);
    }
  });

  it('read what happened since the cache was written, months later too', async () => {
    fill(1_500);
    await report();
    const later = new Date(now.getTime() + 120 * DAY_MS);
    for (let index = 1_500; index < 1_900; index += 1)
      store(now.getTime() + ((index - 1_500) * 100 * DAY_MS) / 400, index);
    const expected = await report({ at: later, days: 200, cached: false });
    expect((await report({ at: later, days: 200 })).figures).toEqual(expected.figures);
  });

  it('ignore a damaged cache and one of another repository or stage', async () => {
    fill(1_500);
    const { figures } = await report();
    writeFileSync(file, '{"repository":');
    expect((await report()).figures).toEqual(figures);
    const cache = new DeploymentCache(file);
    expect(await cache.load('qred/platform', 'production')).toBeDefined();
    expect(await cache.load('qred/platform', 'dev')).toBeUndefined();
    expect(await cache.load('qred/other', 'production')).toBeUndefined();
  });
});
