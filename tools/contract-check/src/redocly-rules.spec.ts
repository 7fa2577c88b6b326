import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'qred-rules-'));
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const reportSchema = z.object({
  problems: z.array(
    z.object({
      ruleId: z.string(),
      message: z.string(),
      location: z.array(z.object({ source: z.object({ ref: z.string() }) })),
    }),
  ),
});

const text = { type: 'string' };
const money = { type: 'object', properties: { amount: { type: 'integer' }, currency: text } };
const problem = {
  description: 'No',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
};
const html = { description: 'A page', content: { 'text/html': { schema: text } } };
const page = { type: 'object', properties: { next_cursor: text } };
const hub = {
  type: 'object',
  properties: {
    hub_id: text,
    total_amount: { $ref: '#/components/schemas/Money' },
    spend: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
    credit_limit: { type: 'string', enum: ['ok', 'unavailable'] },
  },
};

interface Parts {
  path?: string;
  operationId?: string;
  summary?: string;
  parameter?: string;
  header?: string;
  item?: object;
  envelope?: object;
  examples?: object;
  success?: object;
  error?: object;
  requestBody?: object;
}

/** A small document that follows the rules, but for the parts that are given. */
function documentWith({
  path = '/v1/hubs',
  operationId = 'listHubs',
  summary = 'Lists the hubs of a company.',
  parameter = 'account_id',
  header = 'X-Trace',
  item = hub,
  envelope = { properties: { data: { type: 'array', items: item }, page }, required: ['data', 'page'] },
  examples = { some: { value: { data: [], page: { next_cursor: '' } } } },
  success = {
    description: 'The hubs',
    content: { 'application/json': { schema: { type: 'object', ...envelope }, examples } },
  },
  error = problem,
  requestBody,
}: Parts): object {
  const get = {
    operationId,
    summary,
    parameters: [
      { name: parameter, in: 'query', schema: text },
      { name: header, in: 'header', schema: text },
    ],
    ...(requestBody && { requestBody }),
    responses: { 200: success, 400: error },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Hubs', version: '1' },
    servers: [{ url: '/' }],
    security: [],
    paths: { [path]: { [requestBody ? 'post' : 'get']: get } },
    components: { schemas: { Money: money } },
  };
}

const property = (name: string, schema: object): Parts => ({
  item: { type: 'object', properties: { [name]: schema } },
  examples: { some: { value: { data: [], page: {} } } },
});
const form = { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } };
const body = { content: { 'application/json': { schema: { type: 'object' } } } };
const one = { properties: { data: hub }, required: ['data'] };
const example = { some: { value: { data: {} } } };

const faulty: [name: string, rule: string, parts: Parts][] = [
  ['a path without a version', 'path-shape', { path: '/hubs' }],
  ['a resource in the singular', 'path-shape', { path: '/v1/hub' }],
  ['a resource in camelCase', 'path-shape', { path: '/v1/bigHubs' }],
  ['a sub-resource in snake_case', 'path-shape', { path: '/v1/hubs/big_spokes' }],
  ['a parameter in camelCase', 'snake-case-names', { parameter: 'accountId' }],
  ['a property in camelCase', 'snake-case-names', property('hubId', text)],
  ['an amount that is a number', 'money-is-money', property('amount', { type: 'number' })],
  ['a limit that is an integer', 'money-is-money', property('credit_limit', { type: 'integer' })],
  ['a sum that is a text', 'money-is-money', property('spent', text)],
  ['a copy of Money', 'money-is-money', property('spent', money)],
  [
    'a number that can be null',
    'money-is-money',
    property('spent', { anyOf: [{ type: 'number' }, { type: 'null' }] }),
  ],
  ['an error that is no problem', 'errors-are-problems', { error: { ...problem, content: body.content } }],
  ['an error without a body', 'errors-are-problems', { error: { description: 'No' } }],
  ['an error page where no form is taken', 'errors-are-problems', { error: html, requestBody: body }],
  [
    'a list without a page',
    'lists-have-pages',
    {
      envelope: { properties: { data: { type: 'array', items: hub } }, required: ['data'] },
      examples: { some: { value: { data: [] } } },
    },
  ],
  [
    'a list whose page can be missing',
    'lists-have-pages',
    {
      envelope: { properties: { data: { type: 'array', items: hub }, page }, required: ['data'] },
    },
  ],
  ['an answer without an example', 'successes-have-examples', { examples: {} }],
  ['a summary without a period', 'summary-is-a-sentence', { summary: 'Lists the hubs of a company' }],
  ['a summary in lower case', 'summary-is-a-sentence', { summary: 'lists the hubs of a company.' }],
  ['a summary of three words', 'summary-is-a-sentence', { summary: 'Lists the hubs.' }],
  ['a summary with jargon', 'summary-is-a-sentence', { summary: 'Returns the hubs as JSON.' }],
];

const good: [name: string, parts: Parts][] = [
  ['a list', {}],
  ['a single thing', { envelope: one, examples: example }],
  ['a part of a thing', { path: '/v1/big-hubs/{hub_id}/spokes' }],
  ['a resource without a plural', { path: '/v1/spend' }],
  ['a reference path', { path: '/hub/list', operationId: 'listHubsByReferencePath' }],
  ['a page', { path: '/hubs_page', success: html }],
  ['a form that is shown again', { error: html, requestBody: form }],
  ['a ping', { path: '/ping', operationId: 'ping', envelope: one, examples: {} }],
];

const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.json`;
const broken = new Map<string, string[]>();

beforeAll(() => {
  for (const [name, , parts] of faulty) plant(name, parts);
  for (const [name, parts] of good) plant(name, parts);
  const files = [...faulty, ...good].map(([name]) => join(folder, fileOf(name)));
  for (const { ruleId, location } of lint(files)) {
    if (!ruleId.startsWith('qred/')) continue;
    const file = location[0]?.source.ref.split('/').at(-1) ?? '';
    broken.set(file, [...new Set([...(broken.get(file) ?? []), ruleId])]);
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

function plant(name: string, parts: Parts): void {
  writeFileSync(join(folder, fileOf(name)), JSON.stringify(documentWith(parts)));
}

function lint(files: readonly string[]) {
  const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const options = ['lint', ...files, '--config', join(root, 'redocly.yaml'), '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...options, '--max-problems', '1000'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (!stdout.startsWith('{')) throw new Error(`redocly could not lint: ${stderr}`);
  // One report after the other, each of a file.
  return stdout
    .split(/(?<=^\})/m)
    .filter((report) => report.trim() !== '')
    .flatMap((report) => reportSchema.parse(JSON.parse(report)).problems);
}

it.each(faulty)('refuses %s', (name, rule) => {
  expect(broken.get(fileOf(name))).toEqual([`qred/${rule}`]);
});

it.each(good)('has nothing against %s', (name) => {
  expect(broken.get(fileOf(name))).toBeUndefined();
});
