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
    amount: {
      properties: {
        amount: { type: 'integer', minimum: 50_000, maximum: 90_000 },
        currency: { enum: ['SEK'] },
      },
    },
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

/** By default, the document follows all rules. */
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
      { name: header, in: 'header', description: 'An id for traces', schema: text },
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
const bodyWith = (properties: object): Parts => ({
  requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
});
const ofAccount = { type: 'object', properties: { account_id: text } };
const one = { properties: { data: hub }, required: ['data'] };
const example = { some: { value: { data: {} } } };

type Planted = [name: string, rule: string, parts: Parts];

const faulty: Planted[] = [
  ['a path without a version', 'path-shape', { path: '/hubs' }],
  ['a list in the singular', 'path-shape', { path: '/v1/hub' }],
  ['a singular before an id', 'path-shape', { path: '/v1/hub/{hub_id}', envelope: one, examples: example }],
  ['a resource in camelCase', 'path-shape', { path: '/v1/bigHubs' }],
  ['a sub-resource in snake_case', 'path-shape', { path: '/v1/hubs/big_spokes' }],
  ['a parameter in camelCase', 'snake-case-names', { parameter: 'accountId' }],
  ['a property in camelCase', 'snake-case-names', property('hubId', text)],
  ['an amount with the type number', 'money-is-money', property('amount', { type: 'number' })],
  ['a limit with the type integer', 'money-is-money', property('credit_limit', { type: 'integer' })],
  ['a sum with the type string', 'money-is-money', property('spent', text)],
  ['a copy of the schema Money', 'money-is-money', property('spent', money)],
  [
    'an amount with a minimum, but without a maximum',
    'money-is-money',
    property('spent', {
      properties: { amount: { type: 'integer', minimum: 1 }, currency: { enum: ['SEK'] } },
    }),
  ],
  [
    'a nullable number with the name of an amount',
    'money-is-money',
    property('spent', { anyOf: [{ type: 'number' }, { type: 'null' }] }),
  ],
  ['an error that is not a problem', 'errors-are-problems', { error: { ...problem, content: jsonContent } }],
  ['an error without a body', 'errors-are-problems', { error: { description: 'Not allowed' } }],
  ['an HTML error of an operation without a form', 'errors-are-problems', { error: html, requestBody: body }],
  [
    'a list without a page',
    'lists-have-pages',
    {
      envelope: { properties: { data: { type: 'array', items: hub } }, required: ['data'] },
      examples: { some: { value: { data: [] } } },
    },
  ],
  [
    'a list with an optional page',
    'lists-have-pages',
    {
      envelope: { properties: { data: { type: 'array', items: hub }, page }, required: ['data'] },
    },
  ],
  [
    'a list with a page of another schema',
    'lists-have-pages',
    {
      envelope: {
        properties: { data: { type: 'array', items: hub }, page: { type: 'object' } },
        required: ['data', 'page'],
      },
    },
  ],
  ['a list without the parameter limit', 'lists-have-pages', { pageParameters: ['cursor'] }],
  ['a list without the parameter cursor', 'lists-have-pages', { pageParameters: ['limit'] }],
  ['an account in an object of the body', 'accounts-are-checked', bodyWith({ payer: ofAccount })],
  [
    'an account in a list of the body',
    'accounts-are-checked',
    bodyWith({ shares: { type: 'array', items: ofAccount } }),
  ],
  [
    'an account in an alternative of the body',
    'accounts-are-checked',
    bodyWith({ payer: { anyOf: [{ type: 'null' }, { type: 'object', properties: { of: ofAccount } }] } }),
  ],
  [
    'a problem with another schema',
    'errors-are-problems',
    { error: problemAs({ schema: { type: 'object' } }) },
  ],
  ['an error without an example', 'responses-have-examples', { error: problemAs({ examples: {} }) }],
  ...['remaining', 'total', 'paid', 'amount_due', 'available_credit', 'total_paid'].map((name): Planted => [
    `an integer with the name ${name}`,
    'money-is-money',
    property(name, { type: 'integer' }),
  ]),
  ...['balance', 'spend', 'spent', 'price', 'annual_fee'].map((name): Planted => [
    `a number with the name ${name}`,
    'money-is-money',
    property(name, { type: 'number' }),
  ]),
  ['a nullable total', 'money-is-money', property('total', { type: ['integer', 'null'] })],
  ['a parameter without a description', 'descriptions-are-readable', { description: '' }],
  ['a parameter with a description of one word', 'descriptions-are-readable', { description: 'Account' }],
  [
    'a parameter with a description in lower case',
    'descriptions-are-readable',
    { description: 'whose hubs' },
  ],
  [
    'a parameter with jargon in its description',
    'descriptions-are-readable',
    { description: 'The DTO of hubs, or null' },
  ],
  [
    'a response with a description of one word',
    'descriptions-are-readable',
    { error: { ...problem, description: 'Forbidden' } },
  ],
  [
    'a response with jargon in its description',
    'descriptions-are-readable',
    { error: { ...problem, description: 'The string is null' } },
  ],
  ['a response without an example', 'responses-have-examples', { examples: {} }],
  ['a summary without a period', 'summary-is-a-sentence', { summary: 'Lists the hubs of a company' }],
  ['a summary in lower case', 'summary-is-a-sentence', { summary: 'lists the hubs of a company.' }],
  ['a summary of three words', 'summary-is-a-sentence', { summary: 'Lists the hubs.' }],
  ['a summary with jargon', 'summary-is-a-sentence', { summary: 'Returns the hubs as JSON.' }],
];

const good: [name: string, parts: Parts][] = [
  ['a list', {}],
  ['a single resource', { envelope: one, examples: example }],
  ['a sub-resource', { path: '/v1/big-hubs/{hub_id}/spokes' }],
  ['one resource for each company', { path: '/v1/hub', envelope: one, examples: example }],
  ['a part of one resource', { path: '/v1/hub/overview', envelope: one, examples: example }],
  ['a reference path', { path: '/hub/list', operationId: 'listHubsByReferencePath' }],
  ['a due date', property('due', { type: 'string', format: 'date' })],
  ['a boolean with the name paid', property('paid', { type: 'boolean' })],
  ['a count', property('total_count', { type: 'integer' })],
  [
    'a problem that extends the schema Problem',
    {
      error: problemAs({ schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { title: 'No' }] } }),
    },
  ],
  ['jargon between backticks', { description: 'The `null` of the previous page' }],
  ['an account at the top of the body', bodyWith({ account_id: text, payer: text })],
  ['an HTML page', { path: '/hubs_page', success: html }],
  ['an HTML error of an HTML page', { path: '/hubs_page', success: html, error: html }],
  ['an HTML error of a form', { error: html, requestBody: form }],
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
  if (!stdout.startsWith('{')) throw new Error(`Redocly failed: ${stderr}`);
  // Redocly prints one report per file, without a separator.
  return stdout
    .split(/(?<=^\})/m)
    .filter((report) => report.trim() !== '')
    .flatMap((report) => reportSchema.parse(JSON.parse(report)).problems);
}

it.each(faulty)('the rules for documents reject %s', (name, rule) => {
  expect(broken.get(fileOf(name))).toEqual([`qred/${rule}`]);
});

it.each(good)('the rules for documents accept %s', (name) => {
  expect(broken.get(fileOf(name))).toBeUndefined();
});
