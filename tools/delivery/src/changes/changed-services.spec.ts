import { join } from 'node:path';
import type { AffectedProjects } from './affected-projects.ts';
import { type ServiceChange, changedServices, commitsInDeployment } from './changed-services.ts';
import { FileRecords } from '../records/file-records.ts';
import { Git } from './git.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { addRecord, record, sha } from '../testing/records.ts';
import { TempRepository } from '../testing/temp-repository.ts';

/** Replaces Nx: each folder under apps is a project, and every project depends on libs. */
class ProjectsByFolder implements AffectedProjects {
  readonly questions: string[] = [];

  constructor(
    private readonly repository: TempRepository,
    private readonly projects: readonly string[],
  ) {}

  between(base: string, head: string): Promise<ReadonlySet<string>> {
    this.questions.push(`${base}..${head}`);
    const files = this.repository.git('diff', '--name-only', base, head).split('\n');
    const isTouched = (project: string): boolean =>
      files.some((file) => file.startsWith(`apps/${project}/`) || file.startsWith('libs/'));
    return Promise.resolve(new Set(this.projects.filter(isTouched)));
  }
}

describe('changedServices', () => {
  const services = ['card', 'invoice', 'account'];
  let repository: TempRepository;
  let records: FileRecords;
  let affected: ProjectsByFolder;
  let git: Git;
  let time: number;

  beforeEach(() => {
    repository = new TempRepository();
    records = new FileRecords(join(repository.root, '.local', 'records.jsonl'));
    repository.write('.gitignore', '.local\n');
    affected = new ProjectsByFolder(repository, services);
    git = new Git(repository.root);
    time = Date.parse('2026-06-01T10:00:00Z');
  });

  afterEach(() => repository.delete());

  const judge = (head: string, stage = 'production'): Promise<ServiceChange[]> =>
    changedServices({ services, stage, head }, { records, history: git, affected });

  const namesOf = (changes: readonly ServiceChange[]): string[] =>
    changes.filter(({ changed }) => changed).map(({ service }) => service);

  async function deployed(names: readonly string[], commit: string, fields: Partial<DeploymentRecord> = {}) {
    for (const service of names) {
      time += 60_000;
      await addRecord(
        records,
        record({ service, sha: commit, ended_at: new Date(time).toISOString(), ...fields }),
      );
    }
  }

  it('includes the changes of a failed earlier deployment', async () => {
    const first = repository.commit({
      'apps/card/a.ts': '1',
      'apps/invoice/a.ts': '1',
      'apps/account/a.ts': '1',
    });
    await deployed(services, first);

    const second = repository.commit({ 'apps/card/a.ts': '2' });
    expect(namesOf(await judge(second))).toEqual(['card']);
    await deployed(['card'], second, { result: 'failure', reason: 'The migration failed' });

    const third = repository.commit({ 'apps/invoice/a.ts': '2' });
    expect(await judge(third)).toEqual([
      expect.objectContaining({ service: 'card', changed: true, previousSha: first }),
      expect.objectContaining({ service: 'invoice', changed: true, previousSha: first }),
      expect.objectContaining({ service: 'account', changed: false, previousSha: first }),
    ]);

    await deployed(['card', 'invoice'], third);
    const fourth = repository.commit({ 'docs/a.md': '1' });
    expect(namesOf(await judge(fourth))).toEqual([]);
  });

  it('deploys again what ECS rolled back', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    await deployed(services, first);
    const second = repository.commit({ 'apps/card/a.ts': '2' });
    await deployed(['card'], second, { result: 'rolled_back' });
    expect(namesOf(await judge(second))).toEqual(['card']);
  });

  it('compares with the version that a person rolled back to', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    await deployed(services, first);
    const second = repository.commit({ 'apps/card/a.ts': '2' });
    await deployed(services, second);
    await deployed(['card'], first, { kind: 'rollback' });
    const third = repository.commit({ 'apps/invoice/a.ts': '2' });
    expect(namesOf(await judge(third))).toEqual(['card', 'invoice']);
  });

  it('compares each stage with the version that runs there', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    await deployed(services, first);
    await deployed(services, first, { stage: 'dev' });
    const second = repository.commit({ 'apps/card/a.ts': '2' });
    await deployed(['card'], second, { stage: 'dev' });
    expect(namesOf(await judge(second, 'dev'))).toEqual([]);
    expect(namesOf(await judge(second, 'production'))).toEqual(['card']);
  });

  it('deploys services without a record and keeps their order', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    await deployed(['invoice'], first);
    expect(await judge(first)).toEqual([
      { service: 'card', changed: true, previousSha: null, reason: 'nothing was deployed to production yet' },
      { service: 'invoice', changed: false, previousSha: first, reason: `${first.slice(0, 7)} already runs` },
      {
        service: 'account',
        changed: true,
        previousSha: null,
        reason: 'nothing was deployed to production yet',
      },
    ]);
    expect(affected.questions).toEqual([]);
  });

  it('deploys if the running commit is unknown', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    repository.git('checkout', '--quiet', '-b', 'hotfix');
    const hotfix = repository.commit({ 'apps/card/a.ts': 'fixed' });
    repository.git('checkout', '--quiet', 'main');
    const second = repository.commit({ 'docs/a.md': '1' });
    await deployed(['card'], hotfix);
    await deployed(['invoice'], sha('0'));
    await deployed(['account'], first);
    expect(await judge(second)).toMatchObject([
      {
        service: 'card',
        changed: true,
        reason: expect.stringContaining('is not in the history of') as string,
      },
      {
        service: 'invoice',
        changed: true,
        reason: expect.stringContaining('is not in this repository') as string,
      },
      { service: 'account', changed: false },
    ]);
  });

  it('lists the commits of a deployment that affect the service', async () => {
    const first = repository.commit({ 'apps/card/a.ts': '1' });
    repository.commit({ 'apps/invoice/a.ts': '2' });
    const own = repository.commit({ 'apps/card/a.ts': '2' }, '2026-06-01T08:00:00Z');
    const shared = repository.commit({ 'libs/a.ts': '2' }, '2026-06-02T08:00:00Z');
    const head = repository.commit({ 'docs/a.md': '1' });
    const brought = (previousSha: string | null) =>
      commitsInDeployment({ service: 'card', previousSha }, head, { history: git, affected });
    expect(await brought(first)).toEqual([
      { sha: own, time: '2026-06-01T08:00:00.000Z' },
      { sha: shared, time: '2026-06-02T08:00:00.000Z' },
    ]);
    expect(await brought(null)).toEqual([]);
    expect(await brought(sha('0'))).toEqual([]);
  });
});
