import { exampleRecord as record, exampleSha as sha } from '#libs/github';
import { Git } from '../changes/git.ts';
import { MemoryRecords } from '../testing/memory-records.ts';
import { TempRepository } from '../testing/temp-repository.ts';
import { reportDelivery } from './dora.ts';
import { render } from './report.ts';

const now = new Date('2026-06-15T12:00:00Z');

describe('reportDelivery', () => {
  it('omits an operation that was already deployed before the period', async () => {
    const operations = ['listCards', 'activateCard', 'freezeCard', 'closeCard', 'orderCard', 'listLimits'];
    const old = record({
      sha: sha('1'),
      built_operations: ['listCards'],
      ended_at: '2025-06-01T12:00:00Z',
    });
    const recent = record({
      sha: sha('2'),
      previous_sha: sha('1'),
      built_operations: operations,
      ended_at: '2026-06-10T12:00:00Z',
    });
    const commit = { sha: sha('a'), time: '2025-05-01T12:00:00Z' };
    const git = {
      firstWith: () => Promise.resolve(commit),
      filesThatHad: () => Promise.resolve([]),
      firstOf: () => Promise.resolve(undefined),
    };
    const records = {
      history: () => Promise.resolve({ finished: [recent], unfinished: [] }),
      attemptOf: (_stage: string, _service: string, version: string) =>
        Promise.resolve([old, recent].find((each) => each.sha === version)),
    };
    const since = new Date('2026-06-01T12:00:00Z');
    const services = [{ service: 'card', operations }];
    const report = await reportDelivery({ stage: 'production', since }, services, { records, git, now });
    expect(report.total.ideaToCode.samples).toBe(5);
  });
});

describe('render', () => {
  const repository = new TempRepository();
  const records = new MemoryRecords();
  const services = [
    { service: 'card', operations: ['listCards', 'activateCard', 'ping'] },
    { service: 'invoice', operations: ['ping'] },
  ];

  beforeAll(async () => {
    const head = repository.commit(
      {
        'libs/contracts/card/openapi.yaml': '  operationId: listCards\n  operationId: activateCard\n',
      },
      '2026-06-01T10:00:00Z',
    );
    for (const day of [1, 2, 3, 4, 5, 6]) {
      records.finished.push(
        record({
          sha: head,
          built_operations: ['listCards'],
          ended_at: `2026-06-0${day}T12:00:00Z`,
          commits: [{ sha: `${day}`.repeat(40), time: `2026-06-0${day}T11:15:00Z` }],
          ...(day === 6 && {
            result: 'rolled_back' as const,
            exposed_at: '2026-06-06T11:55:00Z',
            reason: 'The | tasks did not become healthy',
          }),
        }),
      );
    }
    const broken = { stage: 'production', service: 'card', started_at: '2026-06-02T11:55:00.000Z' };
    const incident = { started_at: '2026-06-02T13:00:00Z', description: 'Activation returns 500' };
    await records.saveIncident(broken, incident);
    const { ended_at: _, result: __, ...killed } = record({ sha: head, ended_at: '2026-06-07T12:00:00Z' });
    records.unfinished.push(killed);
  });

  afterAll(() => repository.delete());

  const report = () =>
    reportDelivery({ stage: 'production', since: new Date('2026-06-01T12:00:00Z') }, services, {
      records,
      git: new Git(repository.root),
      now,
    });

  it("renders DORA's metrics and our own metrics as two tables with units and totals", async () => {
    const head = repository.git('rev-parse', '--short=7', 'HEAD').trim();
    expect(render(await report(), 'table').split('\n')).toEqual([
      'Delivery to production, 2026-06-01 12:00 UTC to 2026-06-15 12:00 UTC',
      '',
      'service       deployments            lead time              recovery time          change fail rate       rework rate',
      `────────────  ${Array.from({ length: 5 }, () => '─'.repeat(21)).join('  ')}`,
      'card          2.5 / week (5)         45 min (5)             insufficient data (1)  33 % (6)               0 % (6)',
      'invoice       insufficient data (0)  insufficient data (0)  insufficient data (0)  insufficient data (0)  insufficient data (0)',
      'all services  2.5 / week (5)         45 min (5)             insufficient data (1)  33 % (6)               0 % (6)',
      '',
      'Not a metric of DORA:',
      '',
      'service       idea to code',
      `────────────  ${'─'.repeat(21)}`,
      'card          insufficient data (1)',
      'invoice       insufficient data (0)',
      'all services  insufficient data (1)',
      '',
      `card: ${head} hurts users since 2026-06-02 13:00 UTC, 13 d: Activation returns 500`,
      `card: the deployment of ${head} that started 2026-06-07 11:55 UTC, 8 d ago, has no outcome: it runs or was killed`,
      'card: not served yet: activateCard',
      expect.stringMatching(
        /^In brackets: the number of samples .*below five samples there is no figure\.$/,
      ) as string,
    ]);
  });

  it('renders Markdown and escapes characters that would break the table', async () => {
    const { services: figures, ...rest } = await report();
    const [first] = figures;
    if (!first) throw new Error('The report has no service');
    const odd = { sha: 'a'.repeat(40), since: now, reason: 'The | tasks' };
    const lines = render({ ...rest, services: [{ ...first, openFailures: [odd] }] }, 'markdown').split('\n');
    expect(lines[0]).toBe('### Delivery to production, 2026-06-01 12:00 UTC to 2026-06-15 12:00 UTC');
    expect(lines.slice(2, 5)).toEqual([
      '| service | deployments | lead time | recovery time | change fail rate | rework rate |',
      '| --- | --- | --- | --- | --- | --- |',
      '| card | 2.5 / week (5) | 45 min (5) | insufficient data (1) | 33 % (6) | 0 % (6) |',
    ]);
    expect(lines.join('\n')).toContain('The \\| tasks');
  });

  it('renders JSON with null for figures that have too few samples', async () => {
    expect(JSON.parse(render(await report(), 'json'))).toMatchObject({
      stage: 'production',
      period: { since: '2026-06-01T12:00:00.000Z', until: '2026-06-15T12:00:00.000Z' },
      services: [
        {
          service: 'card',
          deploymentFrequency: { value: 2.5, samples: 5 },
          leadTime: { value: 2_700_000, samples: 5 },
          changeFailRate: { value: 2 / 6, counted: 2, samples: 6 },
          recoveryTime: { value: null, samples: 1 },
          reworkRate: { value: 0, counted: 0, samples: 6 },
          ideaToCode: { value: null, samples: 1 },
          openFailures: [{ since: '2026-06-02T13:00:00.000Z', reason: 'Activation returns 500' }],
          waitingIdeas: ['activateCard'],
        },
        { service: 'invoice', deploymentFrequency: { value: null, samples: 0 } },
      ],
      total: { deploymentFrequency: { value: 2.5, samples: 5 } },
      unfinished: [{ service: 'card', kind: 'deployment', started_at: '2026-06-07T11:55:00.000Z' }],
    });
  });
});
