import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeploymentRecords } from './deployment-records.ts';
import { exampleRecord } from './example-record.ts';
import { FakeGitHub } from './testing/fake-github.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * DAY_MS;
const now = new Date('2026-06-15T12:00:00Z');
const services = ['account', 'card', 'invoice'];
/** Callers also read the records of this many days before a period, to compute the period's figures. */
const LOOK_BACK_DAYS = 90;

// On a busy machine, each request of this test takes a quarter of a second.
jest.setTimeout(180_000);

describe('readDeployments', () => {
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
    } = exampleRecord({
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

  async function read({ days = 90, at = now, cached = true, stage = 'production', repo = 'platform' } = {}) {
    github.requests.length = 0;
    const records = new DeploymentRecords(github.connect({ repo }), {
      now: () => at.getTime(),
      cacheFile: cached ? file : undefined,
    });
    const since = new Date(at.getTime() - (days + LOOK_BACK_DAYS) * DAY_MS);
    const { finished } = await records.history({ stage, since });
    return { finished, requests: github.requests.length };
  }

  it('reads 90 days of deployments with at most 60 requests, or 30 with a cache', async () => {
    fill(10_000);
    const first = await read();
    expect(first.requests).toBeLessThanOrEqual(60);
    expect(first.finished.length).toBeGreaterThan(4_900);
    const second = await read();
    expect(second.requests).toBeLessThanOrEqual(30);
    expect(second.finished).toEqual(first.finished);
  });

  it('returns the same deployments with and without the cache, for any period', async () => {
    fill(1_500);
    await read();
    for (const days of [300, 30, 365]) {
      const expected = await read({ days, cached: false });
      const actual = await read({ days });
      expect(actual.finished).toEqual(expected.finished);
      expect(actual.requests).toBeLessThan(expected.requests);
    }
  });

  it('includes deployments after the last cache update, even if that update was months ago', async () => {
    fill(1_500);
    await read();
    const later = new Date(now.getTime() + 120 * DAY_MS);
    for (let index = 1_500; index < 1_900; index += 1)
      store(now.getTime() + ((index - 1_500) * 100 * DAY_MS) / 400, index);
    const expected = await read({ at: later, days: 200, cached: false });
    expect((await read({ at: later, days: 200 })).finished).toEqual(expected.finished);
  });

  it('ignores a damaged cache, and a cache of a different repository or stage', async () => {
    fill(1_500);
    const { finished } = await read();
    expect((await read({ stage: 'dev' })).finished).toEqual([]);
    await read();
    await expect(read({ repo: 'other' })).rejects.toThrow('Could not resolve');
    writeFileSync(file, '{"repository":');
    expect((await read()).finished).toEqual(finished);
  });
});
