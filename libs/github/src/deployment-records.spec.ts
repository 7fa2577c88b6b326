import { DeploymentRecords, type RecordFilter, openRecords } from './deployment-records.ts';
import { exampleRecord as record, exampleSha as sha } from './example-record.ts';
import type { DeploymentRecord } from './record.ts';
import { formatOutcome } from './status.ts';
import { addRecord } from './testing/add-record.ts';
import { type FakeDeployment, FakeGitHub } from './testing/fake-github.ts';

const DEPLOYMENTS = '/repos/qred/platform/deployments';

describe('DeploymentRecords', () => {
  let github: FakeGitHub;
  let records: DeploymentRecords;
  let warnings: string[];

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    warnings = [];
    records = new DeploymentRecords(github.connect(), {
      logUrl: 'https://github.com/qred/platform/actions/runs/1',
      warn: (message) => warnings.push(message),
    });
  });

  afterAll(async () => {
    await github.stop();
  });

  function store(payload: unknown, fields: Partial<FakeDeployment> = {}): void {
    github.deployments.push({
      id: github.deployments.length + 1,
      sha: sha('a'),
      task: 'deploy:card',
      environment: 'production',
      payload,
      created_at: '2026-06-01T12:00:00Z',
      isProduction: true,
      statuses: [],
      ...fields,
    });
  }

  function storeFinished(
    { ended_at, result, ...attempt }: DeploymentRecord,
    fields: Partial<FakeDeployment> = {},
  ): void {
    const description = formatOutcome({ ended_at, result });
    const status = { state: 'success', description, log_url: '', created_at: ended_at };
    store(attempt, { ...fields, statuses: [status] });
  }

  const list = async (filter: RecordFilter) => (await records.history(filter)).finished;

  function storeMany(count: number, fields: Partial<DeploymentRecord> = {}): void {
    for (let minute = 0; minute < count; minute += 1) {
      const ended_at = new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
      storeFinished(record({ ended_at, ...fields }), { created_at: ended_at });
    }
  }

  it('creates a GitHub deployment for the stage, with a readable status', async () => {
    await addRecord(records, record({ result: 'failure', reason: 'The migration ended with status 1' }));
    expect(github.deployments).toMatchObject([
      {
        sha: sha('a'),
        task: 'deploy:card',
        environment: 'production',
        statuses: [
          { state: 'in_progress', description: 'card: deployment started' },
          {
            state: 'failure',
            description: 'failure 2026-06-01T10:05:00Z: The migration ended with status 1',
            log_url: 'https://github.com/qred/platform/actions/runs/1',
          },
        ],
      },
    ]);
  });

  it('keeps the deployments of other services active', async () => {
    await addRecord(records, record({ service: 'account', stage: 'dev' }));
    await addRecord(records, record({ service: 'card', stage: 'dev' }));
    expect(github.deployments.map(({ statuses }) => statuses.at(-1)?.state)).toEqual(['success', 'success']);
  });

  it('shortens a long reason, because GitHub limits descriptions', async () => {
    await addRecord(records, record({ result: 'failure', reason: 'why '.repeat(100) }));
    expect(github.deployments[0]?.statuses.at(-1)?.description).toHaveLength(140);
    const [failed] = await list({ stage: 'production' });
    expect(failed?.reason).toMatch(/^why why .*…$/);
  });

  it('shows an attempt as in progress until it has an outcome', async () => {
    const { ended_at, result, ...attempt } = record();
    const started = await records.start(attempt);
    expect(github.deployments[0]?.statuses).toMatchObject([{ state: 'in_progress' }]);
    await started.finish({ ended_at, result });
    expect(github.deployments[0]?.statuses.at(-1)).toMatchObject({ state: 'success' });
  });

  it('shows an incident as a failure until it ends', async () => {
    await addRecord(records, record());
    const incident = { started_at: '2026-06-01T15:00:00Z', description: 'Activation returns 500' };
    await records.saveIncident(record(), incident);
    expect(github.deployments[0]?.statuses.at(-1)).toMatchObject({ state: 'failure' });
    await records.saveIncident(record(), { ...incident, ended_at: '2026-06-01T16:00:00Z' });
    expect(github.deployments[0]?.statuses.at(-1)).toMatchObject({ state: 'success' });
  });

  it('returns an attempt once, even if a repeated request stored it twice', async () => {
    const { ended_at: _, result: __, ...attempt } = record();
    store(attempt);
    await addRecord(records, record());
    expect(await records.history({ stage: 'production' })).toEqual({ finished: [record()], unfinished: [] });
  });

  it('throws an error if GitHub does not know the repository', async () => {
    const elsewhere = new DeploymentRecords(github.connect({ repo: 'other' }));
    await expect(elsewhere.history({ stage: 'production' })).rejects.toThrow(
      'Could not resolve to a Repository',
    );
  });

  describe('with commits', () => {
    const merged = '2026-06-01T11:00:00Z';
    const commits = ['1', '2', '3'].map((digit) => ({ sha: sha(digit), time: merged }));

    it('uses the pull request that was merged first, if several contain a commit', async () => {
      github.pulls.set(sha('1'), [
        { number: 9, mergedAt: '2026-06-02T11:00:00Z', authored: ['2026-05-01T11:00:00Z'] },
        { number: 7, mergedAt: merged, authored: ['2026-05-29T11:00:00Z', '2026-05-28T11:00:00Z', merged] },
      ]);
      github.pulls.set(sha('2'), [{ number: 8, mergedAt: null, authored: ['2026-05-01T11:00:00Z'] }]);
      await addRecord(records, record({ commits }));
      const [stored] = await list({ stage: 'production' });
      expect(stored?.commits).toEqual([
        { ...commits[0], pull_request: { number: 7, first_commit_at: '2026-05-28T11:00:00.000Z' } },
        commits[1],
        commits[2],
      ]);
    });

    it('reads the pull requests of up to 50 commits with one request', async () => {
      await addRecord(records, record());
      expect(github.requests).not.toContain('POST /graphql');
      const many = Array.from({ length: 51 }, (_, index) => ({
        sha: index.toString(16).padStart(40, '0'),
        time: merged,
      }));
      await addRecord(records, record({ commits: many }));
      expect(github.requests.filter((request) => request === 'POST /graphql')).toHaveLength(2);
    });

    it('stores no pull requests and logs a warning if the token cannot read them', async () => {
      github.refusals.push({ status: 403, message: 'Resource not accessible by integration' });
      await addRecord(records, record({ commits }));
      expect(await list({ stage: 'production' })).toMatchObject([{ commits }]);
      expect(warnings.join()).toMatch(/Lead times of this deployment begin at the merge.*not accessible/);
    });
  });

  it('reads all pages of deployments', async () => {
    storeMany(205);
    expect(await list({ stage: 'production' })).toHaveLength(205);
  });

  it('reads only the pages of the requested period and the six hours before it', async () => {
    storeMany(1_000);
    github.requests.length = 0;
    const since = new Date(Date.UTC(2026, 5, 1, 0, 990));
    expect(await list({ stage: 'production', since })).toHaveLength(10);
    // A page has 100 deployments. The requests cover six hours before `since`, because an attempt that
    // started earlier may have ended after `since`.
    expect(github.requests).toEqual(Array.from({ length: 4 }, () => 'POST /graphql'));
  });

  it('finds the running version with two requests', async () => {
    storeMany(205);
    github.requests.length = 0;
    expect(await records.recent('production', 'card')).toMatchObject([
      { ended_at: '2026-06-01T03:24:00.000Z' },
    ]);
    expect(github.requests).toEqual([`GET ${DEPLOYMENTS}`, `GET ${DEPLOYMENTS}/205/statuses`]);
  });

  it('finds the last success, even if a full page of failures follows', async () => {
    storeFinished(record({ sha: sha('1'), ended_at: '2026-05-01T10:00:00Z' }));
    storeMany(120, { result: 'failure' });
    expect((await records.recent('production', 'card'))[0]).toMatchObject({ sha: sha('1') });
  });

  it('skips the deployments that GitHub creates for jobs', async () => {
    await addRecord(records, record());
    store('', { task: 'deploy' });
    expect(await list({ stage: 'production' })).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('skips an invalid record, and logs a warning', async () => {
    store({ service: 'card' }, { id: 99 });
    expect(await list({ stage: 'production' })).toEqual([]);
    expect(warnings.join()).toMatch(/Skipped GitHub deployment 99, which has no valid record/);
  });
});

describe('openRecords', () => {
  it('throws an Error that names the missing variables', () => {
    expect(() => openRecords({})).toThrow('Set GITHUB_REPOSITORY to owner/name, and GITHUB_TOKEN');
  });

  it('links records to the workflow run', async () => {
    const github = await FakeGitHub.start();
    const { apiUrl, token } = github.settings;
    const records = openRecords({
      GITHUB_REPOSITORY: 'qred/platform',
      GITHUB_TOKEN: token,
      GITHUB_API_URL: apiUrl,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '7',
    });
    const { ended_at: _, result: __, ...attempt } = record();
    await records.start(attempt);
    expect(github.deployments[0]?.statuses).toMatchObject([
      { log_url: 'https://github.com/qred/platform/actions/runs/7' },
    ]);
    await github.stop();
  });
});
