import { join } from 'node:path';
import { parseDoraArguments, reportDelivery } from './dora.ts';
import { FileRecords } from '../records/file-records.ts';
import { Git } from '../changes/git.ts';
import { render } from './report.ts';
import { record } from '../testing/records.ts';
import { TempRepository } from '../testing/temp-repository.ts';

const now = new Date('2026-06-15T12:00:00Z');

describe('parseDoraArguments', () => {
  it('reports on 90 days of production by default', () => {
    expect(parseDoraArguments([], now)).toEqual({
      stage: 'production',
      since: new Date('2026-03-17T12:00:00Z'),
      format: 'table',
    });
  });

  it('accepts a period, a stage, a service, a file of records and a format', () => {
    const args = [
      '--since',
      '2w',
      '--stage',
      'dev',
      '--service',
      'card',
      '--records',
      'a.jsonl',
      '--markdown',
    ];
    expect(parseDoraArguments(args, now)).toEqual({
      stage: 'dev',
      since: new Date('2026-06-01T12:00:00Z'),
      format: 'markdown',
      service: 'card',
      records: 'a.jsonl',
    });
    expect(parseDoraArguments(['--json'], now).format).toBe('json');
    expect(() => parseDoraArguments(['--json', '--markdown'], now)).toThrow('Choose one');
    expect(() => parseDoraArguments(['--nonsense'], now)).toThrow('--nonsense');
  });
});

describe('render', () => {
  const repository = new TempRepository();
  const records = new FileRecords(join(repository.root, '.local', 'records.jsonl'));
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
      await records.add(
        record({
          sha: head,
          built_operations: ['listCards'],
          ended_at: `2026-06-0${day}T12:00:00Z`,
          commits: [{ sha: `${day}`.repeat(40), time: `2026-06-0${day}T11:15:00Z` }],
          ...(day === 6 && { result: 'rolled_back' as const, reason: 'The | tasks did not become healthy' }),
        }),
      );
    }
    const broken = { stage: 'production', service: 'card', started_at: '2026-06-02T11:55:00.000Z' };
    await records.addIncident(broken, { at: '2026-06-02T13:00:00Z', description: 'Activation returns 500' });
  });

  afterAll(() => repository.delete());

  const report = () =>
    reportDelivery({ stage: 'production', since: new Date('2026-06-01T12:00:00Z') }, services, {
      records,
      git: new Git(repository.root),
      now,
    });

  it('renders a table with units', async () => {
    expect(render(await report(), 'table')).toBe(
      [
        'Delivery to production, 2026-06-01 12:00 UTC to 2026-06-15 12:00 UTC',
        '',
        'service  deployments            lead time              change failures        time to recovery       idea to code',
        'card     2.5 / week (5)         45 min (5)             33 % (6)               insufficient data (1)  insufficient data (1)',
        'invoice  insufficient data (0)  insufficient data (0)  insufficient data (0)  insufficient data (0)  insufficient data (0)',
        '',
        `card: not recovered from the deployment of ${repository.git('rev-parse', '--short=7', 'HEAD').trim()} that ended 2026-06-06 12:00 UTC, 9 d ago: The | tasks did not become healthy`,
        'card: not served yet: activateCard',
        'In brackets: the number of samples (deployments, commits, deployments, recoveries, operations). Times are medians; below five samples there is no figure.',
      ].join('\n'),
    );
  });

  it('renders Markdown and escapes what would break the table', async () => {
    const lines = render(await report(), 'markdown').split('\n');
    expect(lines[0]).toBe('### Delivery to production, 2026-06-01 12:00 UTC to 2026-06-15 12:00 UTC');
    expect(lines.slice(2, 6)).toEqual([
      '| service | deployments | lead time | change failures | time to recovery | idea to code |',
      '| --- | --- | --- | --- | --- | --- |',
      '| card | 2.5 / week (5) | 45 min (5) | 33 % (6) | insufficient data (1) | insufficient data (1) |',
      '| invoice | insufficient data (0) | insufficient data (0) | insufficient data (0) | insufficient data (0) | insufficient data (0) |',
    ]);
    expect(lines[7]).toContain('The \\| tasks');
  });

  it('renders JSON with null for too few samples', async () => {
    expect(JSON.parse(render(await report(), 'json'))).toEqual({
      stage: 'production',
      since: '2026-06-01T12:00:00.000Z',
      until: '2026-06-15T12:00:00.000Z',
      services: [
        {
          service: 'card',
          deployment_frequency: { per_week: 2.5, text: '2.5 / week', samples: 5 },
          lead_time_for_changes: { median_ms: 2_700_000, text: '45 min', samples: 5 },
          change_failure_rate: { rate: 2 / 6, failed: 2, text: '33 %', samples: 6 },
          time_to_recovery: {
            median_ms: null,
            text: 'insufficient data',
            samples: 1,
            open: [
              expect.objectContaining({
                failed_at: '2026-06-06T12:00:00Z',
                reason: 'The | tasks did not become healthy',
              }),
            ],
          },
          idea_to_code: { median_ms: null, text: 'insufficient data', samples: 1, waiting: ['activateCard'] },
        },
        expect.objectContaining({
          service: 'invoice',
          deployment_frequency: { per_week: null, text: 'insufficient data', samples: 0 },
        }),
      ],
    });
  });
});
