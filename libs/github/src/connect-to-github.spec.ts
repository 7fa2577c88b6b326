import { type GitHub, connectToGitHub, gitHubSettings } from './connect-to-github.ts';
import { DeploymentRecords } from './deployment-records.ts';
import { exampleRecord, exampleSha } from './example-record.ts';
import { addRecord } from './testing/add-record.ts';
import { FakeGitHub } from './testing/fake-github.ts';

describe('connectToGitHub', () => {
  let github: FakeGitHub;

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => github.forget());

  afterAll(() => github.stop());

  const listFrom = (connection: GitHub) => new DeploymentRecords(connection).recent('production', 'card');
  const list = () => listFrom(github.connect());

  it('retries a failed request', async () => {
    github.refusals.push({ status: 502 }, { status: 503 });
    await addRecord(new DeploymentRecords(github.connect()), exampleRecord());
    expect(await list()).toHaveLength(1);
  });

  it('gives up after the third failure', async () => {
    github.refusals.push({ status: 502 }, { status: 502 }, { status: 502 });
    await expect(list()).rejects.toThrow(/502[^]*githubstatus/);
    expect(github.requests).toHaveLength(3);
  });

  const inAnHour = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

  it.each([
    [{ status: 401, message: 'Bad credentials' }, /401: Bad credentials\nGITHUB_TOKEN is invalid/],
    [{ status: 403, message: 'Resource not accessible by integration' }, /deployments: write/],
    [{ status: 404, message: 'Not Found' }, /repos\/qred\/platform\/[^]*Check GITHUB_REPOSITORY/],
    [{ status: 409, message: 'Conflict' }, /409: Conflict/],
    [{ status: 429, headers: { 'retry-after': '60' } }, /Try again in 60 s/],
    [
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(inAnHour.getTime() / 1000) },
      },
      new RegExp(`Try again after ${inAnHour.toISOString()}`),
    ],
    [
      {
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '61' },
      },
      /Try again in 61 s/,
    ],
  ])('does not retry after %j, and throws an error that says what to do', async (refusal, remedy) => {
    github.refusals.push(refusal);
    await expect(list()).rejects.toThrow(remedy);
    expect(github.requests).toHaveLength(1);
  });

  const secondaryLimit = {
    status: 429,
    message: 'You have exceeded a secondary rate limit',
    headers: { 'retry-after': '60' },
  };
  const primaryLimit = {
    status: 403,
    message: 'API rate limit exceeded',
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1780315200' },
  };

  it.each([secondaryLimit, primaryLimit])('waits for a rate limit that ends soon: %j', async (limit) => {
    github.refusals.push(limit, limit);
    expect(await list()).toEqual([]);
    expect(github.requests).toHaveLength(3);
  });

  it('gives up if the rate limit still applies after two waits', async () => {
    github.refusals.push(secondaryLimit, secondaryLimit, secondaryLimit);
    await expect(list()).rejects.toThrow('Try again in 60 s');
    expect(github.requests).toHaveLength(3);
  });

  it('says what to do if the commit is missing on GitHub', async () => {
    github.unknownCommits.add(exampleSha('a'));
    await expect(addRecord(new DeploymentRecords(github.connect()), exampleRecord())).rejects.toThrow(
      /No ref found[^]*push it first/,
    );
  });

  it('throws an error that names GITHUB_API_URL if the server is unreachable', async () => {
    const nowhere = github.connect({ apiUrl: 'http://127.0.0.1:1' });
    await expect(listFrom(nowhere)).rejects.toThrow(/does not respond.*Check GITHUB_API_URL/);
  });

  it.each(['silent', 'stalled'] as const)(
    'cancels an attempt at its time limit if the server is %s',
    async (fault) => {
      github.refusals.push({ fault }, { fault }, { fault });
      const impatient = connectToGitHub(github.settings, {
        timeoutMs: 20,
        retry: { retryAfterBaseValue: 1 },
      });
      await expect(listFrom(impatient)).rejects.toThrow(/does not respond \(.*timeout/);
      expect(github.requests).toHaveLength(3);
    },
  );

  it('throws an error for a truncated list instead of returning an empty list', async () => {
    github.refusals.push({ fault: 'truncated' }, { fault: 'truncated' }, { fault: 'truncated' });
    await expect(list()).rejects.toThrow('does not respond');
  });
});

describe('gitHubSettings', () => {
  it('reads the settings from the environment', () => {
    const environment = { GITHUB_REPOSITORY: 'qred/platform', GITHUB_TOKEN: 'secret' };
    expect(gitHubSettings(environment).apiUrl).toBe('https://api.github.com');
    expect(gitHubSettings({ ...environment, GITHUB_API_URL: 'https://github.qred.example/api/v3/' })).toEqual(
      {
        apiUrl: 'https://github.qred.example/api/v3',
        owner: 'qred',
        repo: 'platform',
        token: 'secret',
      },
    );
  });

  it('throws an error that names the missing variables', () => {
    expect(() => gitHubSettings({})).toThrow(/Set GITHUB_REPOSITORY to owner\/name, and GITHUB_TOKEN/);
    expect(() => gitHubSettings({ GITHUB_REPOSITORY: 'platform', GITHUB_TOKEN: 'secret' })).toThrow(
      /Set GITHUB_REPOSITORY to owner\/name\.$/,
    );
  });
});
