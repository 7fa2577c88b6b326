import { gitHubSettings } from './github-api.ts';
import { GitHubRecords } from './github-records.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { record, sha } from '../testing/records.ts';

const DEPLOYMENTS = '/repos/qred/platform/deployments';

describe('deployment records at GitHub', () => {
  let github: FakeGitHub;
  let records: GitHubRecords;
  let warnings: string[];

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    warnings = [];
    records = new GitHubRecords(github.settings, {
      pauseMs: 1,
      logUrl: 'https://github.com/qred/platform/actions/runs/1',
      warn: (message) => warnings.push(message),
    });
  });

  afterAll(async () => {
    await github.stop();
  });

  /** As many deployments of card, one a minute, as no page holds. */
  async function addMany(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      github.now = new Date(Date.UTC(2026, 5, 1, 0, minute));
      await records.add(record({ ended_at: github.now.toISOString() }));
    }
  }

  it('are deployments of the stage with a readable status', async () => {
    await records.add(record({ result: 'failure', reason: 'The migration ended with status 1' }));
    expect(github.deployments).toMatchObject([
      {
        sha: sha('a'),
        task: 'deploy:card',
        environment: 'production',
        statuses: [
          {
            state: 'failure',
            description: 'The migration ended with status 1',
            log_url: 'https://github.com/qred/platform/actions/runs/1',
          },
        ],
      },
    ]);
  });

  it('leave the deployments of other services active', async () => {
    await records.add(record({ service: 'account', stage: 'dev' }));
    await records.add(record({ service: 'card', stage: 'dev' }));
    expect(github.deployments.map(({ statuses }) => statuses.at(-1)?.state)).toEqual(['success', 'success']);
  });

  it('shorten long texts in the status but not in the record', async () => {
    const reason = 'why '.repeat(100);
    await records.add(record({ result: 'failure', reason }));
    expect(github.deployments[0]?.statuses[0]?.description).toHaveLength(140);
    expect(await records.list({ stage: 'production' })).toMatchObject([{ reason }]);
  });

  it('are read from all pages', async () => {
    await addMany(205);
    expect(await records.list({ stage: 'production' })).toHaveLength(205);
  });

  it('are not read further back than requested', async () => {
    await addMany(205);
    github.requests.length = 0;
    const since = new Date(Date.UTC(2026, 5, 1, 0, 200));
    expect(await records.list({ stage: 'production', since })).toHaveLength(5);
    expect(github.requests).toEqual([`GET ${DEPLOYMENTS}`]);
  });

  it('need one request for the last success', async () => {
    await addMany(205);
    github.requests.length = 0;
    expect(await records.lastSuccessful('production', 'card')).toMatchObject({
      ended_at: '2026-06-01T03:24:00.000Z',
    });
    expect(github.requests).toEqual([`GET ${DEPLOYMENTS}`]);
  });

  it('find a success behind a page of failures', async () => {
    await records.add(record({ sha: sha('1'), ended_at: '2026-05-01T10:00:00Z' }));
    for (let minute = 0; minute < 120; minute += 1)
      await records.add(
        record({ result: 'failure', ended_at: new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString() }),
      );
    expect(await records.lastSuccessful('production', 'card')).toMatchObject({ sha: sha('1') });
  });

  it('skip deployments that GitHub creates for a job', async () => {
    await records.add(record());
    github.deployments.push({
      id: 99,
      sha: sha('a'),
      task: 'deploy',
      environment: 'production',
      payload: '',
      created_at: '2026-06-01T12:00:00Z',
      isProduction: true,
      statuses: [],
    });
    expect(await records.list({ stage: 'production' })).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('skip an invalid record with a warning', async () => {
    github.deployments.push({
      id: 99,
      sha: sha('a'),
      task: 'deploy:card',
      environment: 'production',
      payload: { service: 'card' },
      created_at: '2026-06-01T12:00:00Z',
      isProduction: true,
      statuses: [],
    });
    expect(await records.list({ stage: 'production' })).toEqual([]);
    expect(warnings.join()).toMatch(/Deployment 99 at GitHub carries no valid record/);
  });

  it('retry when GitHub fails', async () => {
    github.refusals.push({ status: 502 }, { status: 503 });
    await records.add(record());
    expect(await records.list({ stage: 'production' })).toHaveLength(1);
  });

  it.each([
    [{ status: 401, message: 'Bad credentials' }, /Bad credentials\nGITHUB_TOKEN is not valid/],
    [{ status: 403, message: 'Resource not accessible by integration' }, /deployments: write/],
    [
      { status: 404, message: 'Not Found' },
      /There is no repository qred\/platform, or GITHUB_TOKEN may not see it/,
    ],
    [
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1780315200' },
      },
      /try again after 2026-06-01T12:00:00.000Z/,
    ],
    [{ status: 429, headers: { 'retry-after': '60' } }, /try again in 60 s/],
  ])('say what to do after the refusal %j', async (refusal, remedy) => {
    github.refusals.push(refusal);
    await expect(records.list({ stage: 'production' })).rejects.toThrow(remedy);
    expect(github.requests).toHaveLength(1);
  });

  it('say what to do about a commit that is unknown to GitHub', async () => {
    github.unknownCommits.add(sha('a'));
    await expect(records.add(record())).rejects.toThrow(/No ref found[^]*push it first/);
  });

  it('give up after the third failure', async () => {
    github.refusals.push({ status: 502 }, { status: 502 }, { status: 502 });
    await expect(records.list({ stage: 'production' })).rejects.toThrow(/502[^]*githubstatus/);
    expect(github.requests).toHaveLength(3);
  });

  it('report an unreachable server', async () => {
    const nowhere = new GitHubRecords({ ...github.settings, apiUrl: 'http://127.0.0.1:1' }, { pauseMs: 1 });
    await expect(nowhere.list({ stage: 'production' })).rejects.toThrow(/does not answer.*GITHUB_API_URL/);
  });
});

describe('the settings for GitHub', () => {
  it('come from the environment', () => {
    const environment = { GITHUB_REPOSITORY: 'qred/platform', GITHUB_TOKEN: 'secret' };
    expect(gitHubSettings(environment).apiUrl).toBe('https://api.github.com');
    expect(gitHubSettings({ ...environment, GITHUB_API_URL: 'https://github.qred.example/api/v3/' })).toEqual(
      {
        apiUrl: 'https://github.qred.example/api/v3',
        repository: 'qred/platform',
        token: 'secret',
      },
    );
  });

  it('are required', () => {
    expect(() => gitHubSettings({})).toThrow(/set GITHUB_REPOSITORY to owner\/name, and GITHUB_TOKEN/);
    expect(() => gitHubSettings({ GITHUB_REPOSITORY: 'platform', GITHUB_TOKEN: 'secret' })).toThrow(
      /set GITHUB_REPOSITORY to owner\/name\. Or name a file/,
    );
  });
});
