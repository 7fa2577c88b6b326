import { exampleChanges } from './example-changes.ts';
import { markdownReport } from './markdown-report.ts';
import { type DocumentsByService, serviceChanges } from '../breaking-changes/service-changes.ts';

const text = { type: 'string' };
const json = (schema: unknown, examples: object) => ({
  content: { 'application/json': { schema, examples } },
});

function documented(property: string, { hub = 'A hub', sent = 'sent', detail = 'No', more = {} }) {
  const schema = { type: 'object', properties: { [property]: text } };
  const post = {
    operationId: 'addHub',
    'x-access': 'member',
    requestBody: json({}, { one: { value: { sent } } }),
    responses: {
      200: json(schema, { one: { value: { [property]: hub } }, ...more }),
      409: { $ref: '#/components/responses/Conflict' },
    },
  };
  const Conflict = { content: { 'application/problem+json': { examples: { NO: { value: { detail } } } } } };
  const document = {
    openapi: '3.1.0',
    paths: { '/v1/hubs': { post } },
    components: { responses: { Conflict } },
  };
  return new Map([['hub', document]]);
}

function reportOn(before: DocumentsByService, after: DocumentsByService): string {
  const changes = serviceChanges(before, after, { manifests: [], screens: [] });
  return markdownReport(changes, exampleChanges(before, after));
}

const before = documented('colour', {});

it('the report lists the changes, the affected callers and the changed examples', () => {
  const report = reportOn(before, documented('name', { hub: 'Hub' }));
  expect(report).toContain('2 changes. **1 breaking.**');
  expect(report).toContain('### hub: POST /v1/hubs');
  expect(report).toContain('- **Breaking:** field colour of response 200 is no longer sent.');
  expect(report).toContain('- field name of response 200 was added.');
  expect(report).toContain('Affected: the frontends');
  expect(report).toContain('response 200, one');
  expect(report.indexOf('"colour": "A hub"')).toBeLessThan(report.indexOf('"name": "Hub"'));
  expect(report).not.toContain('the request');
});

it.each([
  ['the request, one', { sent: 'now' }, ['"sent": "sent"', '"sent": "now"']],
  ['response 409, NO', { detail: 'Now' }, ['"detail": "No"', '"detail": "Now"']],
  ['response 200, one', { hub: 'Now' }, ['"colour": "A hub"', '"colour": "Now"']],
])(
  'the report shows the old and the new version of a changed example: %s',
  (place, parts, [old = '', now = '']) => {
    const report = reportOn(before, documented('colour', parts));
    expect(report).toContain('Only examples changed.');
    expect(report).toContain(place);
    expect(report.indexOf(old)).toBeGreaterThan(0);
    expect(report.indexOf(now)).toBeGreaterThan(report.indexOf(old));
  },
);

it('the report shows the first examples in full, and only the names of the other examples', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const more = Object.fromEntries(names.map((name) => [name, { value: { colour: `example ${name}` } }]));
  const report = reportOn(before, documented('colour', { more }));
  expect(report).toContain('example d');
  expect(report).not.toContain('example e');
  expect(report).toContain('More examples changed:\n\n- response 200, e');
});

it('the report says that no contract changed', () => {
  expect(reportOn(before, before)).toContain('No contract changed.');
});

describe('the report about a new operation', () => {
  const example = (value: unknown) => ({ value });
  const errors = (...codes: string[]) => ({
    content: {
      'application/problem+json': {
        examples: Object.fromEntries(codes.map((code) => [code, example({ code })])),
      },
    },
  });
  const request = { sent: 'once' };
  const post = {
    operationId: 'addHub',
    'x-access': 'member',
    requestBody: json({}, { one: example(request), forbidden: example(request) }),
    responses: {
      200: json({}, { one: example({ name: 'Hub' }) }),
      400: errors('INVALID_REQUEST'),
      409: errors(
        'HUB_IS_FROZEN_FOR_THE_SEASON',
        'HUB_IS_ALREADY_IN_ANOTHER_TOWN',
        'HUB_IS_NOT_OPEN_ON_HOLIDAYS',
      ),
    },
  };
  const documents = new Map([
    ['hub', { openapi: '3.1.0', paths: { '/v1/hubs/{hub_id}/openings/{opening_id}': { post } } }],
  ]);
  const report = reportOn(new Map(), documents);

  it('shows the successful response first, and merges identical requests', () => {
    expect(report.indexOf('New: response 200, one')).toBeLessThan(report.indexOf('New: the request'));
    expect(report).toContain('New: the request, one and forbidden');
    expect(report.match(/"sent": "once"/g)).toHaveLength(1);
  });

  it('lists the errors of the operation, and omits errors that all operations share', () => {
    expect(report).toContain('New errors:\n\n- response 409: HUB_IS_FROZEN_FOR_THE_SEASON,');
    expect(report).not.toContain('INVALID_REQUEST');
    expect(report).not.toContain('"code"');
  });

  it('fits 80 columns', () => {
    expect(Math.max(...report.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});
