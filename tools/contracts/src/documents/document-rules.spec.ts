import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../../..');
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
  description: 'Not allowed',
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: { NO: { value: { code: 'NO' } } },
    },
  },
};
const problemAs = (media: object) => ({
  ...problem,
  content: { 'application/problem+json': { ...problem.content['application/problem+json'], ...media } },
});
const html = { description: 'A page', content: { 'text/html': { schema: text } } };
const page = { $ref: '#/components/schemas/Page' };
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
  description?: string;
  pageParameters?: readonly string[];
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
  description = 'Whose hubs',
  pageParameters = ['limit', 'cursor'],
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
      { name: parameter, in: 'query', description, schema: text },
      { name: header, in: 'header', description: 'What to find it by', schema: text },
      ...pageParameters.map((name) => ({ name, in: 'query', description: 'Which page', schema: text })),
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
    components: {
      schemas: {
        Money: money,
        Page: { type: 'object', properties: { next_cursor: text } },
        Problem: { type: 'object', properties: { code: text } },
      },
    },
  };
}

const property = (name: string, schema: object): Parts => ({
  item: { type: 'object', properties: { [name]: schema } },
  examples: { some: { value: { data: [], page: {} } } },
});
const form = { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } };
const body = { content: { 'application/json': { schema: { type: 'object' } } } };
const jsonContent = { 'application/json': { schema: { type: 'object' }, examples: { no: { value: {} } } } };
const one = { properties: { data: hub }, required: ['data'] };
const example = { some: { value: { data: {} } } };

type Planted = [name: string, rule: string, parts: Parts];

const faulty: Planted[] = [
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
  ['an error that is no problem', 'errors-are-problems', { error: { ...problem, content: jsonContent } }],
  ['an error without a body', 'errors-are-problems', { error: { description: 'Not allowed' } }],
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
  [
    'a list whose page is another',
    'lists-have-pages',
    {
      envelope: {
        properties: { data: { type: 'array', items: hub }, page: { type: 'object' } },
        required: ['data', 'page'],
      },
    },
  ],
  ['a list that can not be asked how long', 'lists-have-pages', { pageParameters: ['cursor'] }],
  ['a list that can not be gone on with', 'lists-have-pages', { pageParameters: ['limit'] }],
  ['an error of another schema', 'errors-are-problems', { error: problemAs({ schema: { type: 'object' } }) }],
  ['an error without an example', 'answers-have-examples', { error: problemAs({ examples: {} }) }],
  ...['remaining', 'total', 'paid', 'amount_due', 'available_credit', 'total_paid'].map((name): Planted => [
    `a number that is called ${name}`,
    'money-is-money',
    property(name, { type: 'integer' }),
  ]),
  ...['balance', 'spend', 'spent', 'price', 'annual_fee'].map((name): Planted => [
    `a number under the name of ${name}`,
    'money-is-money',
    property(name, { type: 'number' }),
  ]),
  ['a total that can be null', 'money-is-money', property('total', { type: ['integer', 'null'] })],
  ['a parameter without a description', 'descriptions-are-readable', { description: '' }],
  ['a parameter described in a word', 'descriptions-are-readable', { description: 'Account' }],
  ['a parameter described in lower case', 'descriptions-are-readable', { description: 'whose hubs' }],
  [
    'a parameter described in jargon',
    'descriptions-are-readable',
    { description: 'The DTO of hubs, or null' },
  ],
  [
    'an answer that is described in a word',
    'descriptions-are-readable',
    { error: { ...problem, description: 'Forbidden' } },
  ],
  [
    'an answer that is described in jargon',
    'descriptions-are-readable',
    { error: { ...problem, description: 'The string is null' } },
  ],
  ['an answer without an example', 'answers-have-examples', { examples: {} }],
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
  ['a day on which it is due', property('due', { type: 'string', format: 'date' })],
  ['whether it is paid', property('paid', { type: 'boolean' })],
  ['how many in total there are', property('total_count', { type: 'integer' })],
  [
    'an error that is a problem and more',
    {
      error: problemAs({ schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { title: 'No' }] } }),
    },
  ],
  ['a field that is quoted', { description: 'The `null` of the previous page' }],
  ['a page', { path: '/hubs_page', success: html }],
  ['an error page of a page', { path: '/hubs_page', success: html, error: html }],
  ['a form that is shown again', { error: html, requestBody: form }],
  ['a ping', { path: '/ping', operationId: 'pingHubs', envelope: one, examples: {} }],
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

it.each(faulty)('rejects %s', (name, rule) => {
  expect(broken.get(fileOf(name))).toEqual([`qred/${rule}`]);
});

it.each(good)('accepts %s', (name) => {
  expect(broken.get(fileOf(name))).toBeUndefined();
});
