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

it('lists the changes, who is affected, and only the examples that differ', () => {
  const report = reportOn(before, documented('name', { hub: 'Hub' }));
  expect(report).toContain('2 changes. **1 breaking.**');
  expect(report).toContain('### hub: POST /v1/hubs');
  expect(report).toContain('- **Breaking:** POST /v1/hubs: field colour of response 200 is no longer sent.');
  expect(report).toContain('- POST /v1/hubs: field name of response 200 was added.');
  expect(report).toContain('Affected: the frontends');
  expect(report).toContain('response 200, one');
  expect(report.indexOf('"colour": "A hub"')).toBeLessThan(report.indexOf('"name": "Hub"'));
  expect(report).not.toContain('the request');
});

it.each([
  ['the request, one', { sent: 'now' }, ['"sent": "sent"', '"sent": "now"']],
  ['response 409, NO', { detail: 'Now' }, ['"detail": "No"', '"detail": "Now"']],
  ['response 200, one', { hub: 'Now' }, ['"colour": "A hub"', '"colour": "Now"']],
])('shows %s before and after if nothing else changed', (place, parts, [old = '', now = '']) => {
  const report = reportOn(before, documented('colour', parts));
  expect(report).toContain('Only examples changed.');
  expect(report).toContain(place);
  expect(report.indexOf(old)).toBeGreaterThan(0);
  expect(report.indexOf(now)).toBeGreaterThan(report.indexOf(old));
});

it('shows the first examples and lists the names of the others', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const more = Object.fromEntries(names.map((name) => [name, { value: { colour: `example ${name}` } }]));
  const report = reportOn(before, documented('colour', { more }));
  expect(report).toContain('example d');
  expect(report).not.toContain('example e');
  expect(report).toContain('More examples changed: response 200, e.');
});

it('says that nothing changed', () => {
  expect(reportOn(before, before)).toContain('No contract changed.');
});
