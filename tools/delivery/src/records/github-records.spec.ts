import { GitHubRecords } from './github-records.ts';
import type { DeploymentRecord } from './record.ts';
import { type FakeDeployment, FakeGitHub } from '../testing/fake-github.ts';
import { record, sha } from '../testing/records.ts';

const DEPLOYMENTS = '/repos/qred/platform/deployments';

describe('GitHubRecords', () => {
  let github: FakeGitHub;
  let records: GitHubRecords;
  let warnings: string[];

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    warnings = [];
    records = new GitHubRecords(github.connect(), {
      logUrl: 'https://github.com/qred/platform/actions/runs/1',
      warn: (message) => warnings.push(message),
    });
  });

  afterAll(async () => {
    await github.stop();
  });

  /** Stores a deployment at GitHub without a request. */
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

  /** Stores deployments of card, one a minute. */
  function storeMany(count: number, fields: Partial<DeploymentRecord> = {}): void {
    for (let minute = 0; minute < count; minute += 1) {
      const ended_at = new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
      store(record({ ended_at, ...fields }), { created_at: ended_at });
    }
  }

  it('creates a deployment of the stage with a readable status', async () => {
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

  it('leaves the deployments of other services active', async () => {
    await records.add(record({ service: 'account', stage: 'dev' }));
    await records.add(record({ service: 'card', stage: 'dev' }));
    expect(github.deployments.map(({ statuses }) => statuses.at(-1)?.state)).toEqual(['success', 'success']);
  });

  it('shortens long texts in the status but not in the record', async () => {
    const reason = 'why '.repeat(100);
    await records.add(record({ result: 'failure', reason }));
    expect(github.deployments[0]?.statuses[0]?.description).toHaveLength(140);
    expect(await records.list({ stage: 'production' })).toMatchObject([{ reason }]);
  });

  it('reads all pages', async () => {
    storeMany(205);
    expect(await records.list({ stage: 'production' })).toHaveLength(205);
  });

  it('reads no further back than requested', async () => {
    storeMany(205);
    github.requests.length = 0;
    const since = new Date(Date.UTC(2026, 5, 1, 0, 200));
    expect(await records.list({ stage: 'production', since })).toHaveLength(5);
    expect(github.requests).toEqual([`GET ${DEPLOYMENTS}`]);
  });

  it('sends one request for the last success', async () => {
    storeMany(205);
    github.requests.length = 0;
    expect(await records.lastSuccessful('production', 'card')).toMatchObject({
      ended_at: '2026-06-01T03:24:00.000Z',
    });
    expect(github.requests).toEqual([`GET ${DEPLOYMENTS}`]);
  });

  it('finds a success behind a page of failures', async () => {
    store(record({ sha: sha('1'), ended_at: '2026-05-01T10:00:00Z' }));
    storeMany(120, { result: 'failure' });
    expect(await records.lastSuccessful('production', 'card')).toMatchObject({ sha: sha('1') });
  });

  it('skips deployments that GitHub creates for a job', async () => {
    await records.add(record());
    store('', { task: 'deploy' });
    expect(await records.list({ stage: 'production' })).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('skips an invalid record with a warning', async () => {
    store({ service: 'card' }, { id: 99 });
    expect(await records.list({ stage: 'production' })).toEqual([]);
    expect(warnings.join()).toMatch(/Skipped GitHub deployment 99, which has no valid record/);
  });
});
