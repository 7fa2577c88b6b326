import { markdownReport } from './markdown-report.ts';
import { serviceChanges } from './service-changes.ts';

function documented(properties: Record<string, unknown>, value: Record<string, string>) {
  const schema = { type: 'object', properties };
  const content = { 'application/json': { schema, examples: { one: { value } } } };
  const get = { 'x-access': 'member', responses: { 200: { content } } };
  return new Map([['hub', { openapi: '3.1.0', paths: { '/v1/hubs': { get } } }]]);
}

const text = { type: 'string' };
const before = documented({ hub_id: text, colour: text }, { hub_id: 'one', colour: 'red' });
const after = documented({ hub_id: text, name: text }, { hub_id: 'one', name: 'Hub' });

it('tells what changed, for whom, and shows both examples', () => {
  const report = markdownReport(serviceChanges(before, after, []), before, after);
  expect(report).toContain('2 changed. **1 breaking.**');
  expect(report).toContain('### hub: GET /v1/hubs');
  expect(report).toContain('- **Breaking:** GET /v1/hubs: the answer 200.colour is no longer answered.');
  expect(report).toContain('- GET /v1/hubs: the answer 200.name is new');
  expect(report).toContain('Affected: the frontends');
  expect(report.indexOf('"colour": "red"')).toBeLessThan(report.indexOf('"name": "Hub"'));
});

it('says so where nothing changed', () => {
  expect(markdownReport([], before, before)).toContain('No contract changed.');
});
