import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServedDocument, root } from './testing/served-document.ts';

const TIME_TO_GENERATE_MS = 120_000;

/**
 * Each program uses the generated code to list a company's cards, and prints their ids. Each program also contains one
 * type error.
 */
const generators = [
  {
    name: 'openapi-typescript',
    program: 'openapi-typescript/bin/cli.js',
    options: ['api.yaml', '-o', 'generated/index.ts'],
    use: `
import createClient from 'openapi-fetch';
import type { paths } from './generated/index.ts';
const api = createClient<paths>({ baseUrl: process.env.API, headers: { authorization: 'Bearer anything' } });
const { data } = await api.GET('/v1/cards', { params: { query: { account_id: 'company-ab' } } });
console.log(data?.data.map((card) => card.card_id).join());
// @ts-expect-error: a card has no such field
data?.data.map((card) => card.nothing);
`,
  },
  {
    name: '@hey-api/openapi-ts',
    program: '@hey-api/openapi-ts/bin/run.js',
    options: ['-i', 'api.yaml', '-o', 'generated', '--no-log-file'],
    use: `
import { listCards } from './generated/index.ts';
import { client } from './generated/client.gen.ts';
client.setConfig({ baseUrl: process.env.API, auth: () => 'anything' });
const { data } = await listCards({ query: { account_id: 'company-ab' }, throwOnError: true });
console.log(data.data.map((card) => card.card_id).join());
// @ts-expect-error: a card has no such field
data.data.map((card) => card.nothing);
`,
  },
  {
    name: 'openapi-typescript-codegen',
    program: 'openapi-typescript-codegen/bin/index.js',
    options: ['-i', 'api.yaml', '-o', 'generated', '--useUnionTypes'],
    use: `
import { CardService, OpenAPI } from './generated/index.ts';
OpenAPI.BASE = process.env.API ?? '';
OpenAPI.TOKEN = 'anything';
const { data } = await CardService.listCards('company-ab');
console.log(data.map((card) => card.card_id).join());
// @ts-expect-error: a card has no such field
data.map((card) => card.nothing);
`,
  },
  {
    name: 'orval',
    program: 'orval/dist/bin/orval.mjs',
    options: ['--input', 'api.yaml', '--output', 'generated/index.ts', '--client', 'fetch'],
    use: `
import { getListCardsUrl, type listCardsResponse200 } from './generated/index.ts';
const response = await fetch(process.env.API + getListCardsUrl({ account_id: 'company-ab' }), {
  headers: { authorization: 'Bearer anything' },
});
const { data }: listCardsResponse200['data'] = await response.json();
console.log(data.map((card) => card.card_id).join());
// @ts-expect-error: an account is required
getListCardsUrl({});
`,
  },
  {
    name: 'orval with zod',
    program: 'orval/dist/bin/orval.mjs',
    options: ['--input', 'api.yaml', '--output', 'generated/index.ts', '--client', 'zod'],
    use: `
import { CreateSupportRequestBody, ListCardsResponse } from './generated/index.ts';
CreateSupportRequestBody.parse({ contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' });
const response = await fetch(process.env.API + '/v1/cards?account_id=company-ab', {
  headers: { authorization: 'Bearer anything' },
});
const { data } = ListCardsResponse.parse(await response.json());
console.log(data.map((card) => card.card_id).join());
// @ts-expect-error: a card has no such field
data.map((card) => card.nothing);
`,
  },
];

const flags = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'esnext'];
const resolution = [
  '--moduleResolution',
  'bundler',
  '--allowImportingTsExtensions',
  '--types',
  'node',
  '--lib',
  'es2022,dom,dom.iterable',
];

let served: ServedDocument;

beforeAll(async () => {
  served = await ServedDocument.start();
});

afterEach(() => rmSync(join(served.folder, 'generated'), { recursive: true }));

afterAll(() => served.stop());

it.each(generators)(
  'the client that $name generates from the public document compiles and runs',
  async ({ program, options, use }) => {
    const run = { cwd: served.folder, encoding: 'utf8', stdio: 'pipe' } as const;
    execFileSync(process.execPath, [join(root, 'node_modules', program), ...options], run);
    const source = join(served.folder, 'use.ts');
    const bundle = join(served.folder, 'use.js');
    writeFileSync(source, use);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(spawnSync(process.execPath, [tsc, source, ...flags, ...resolution], run).stdout).toBe('');
    const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
    execFileSync(process.execPath, [rolldown, source, '--file', bundle, '--platform', 'node'], run);
    const env = { ...process.env, API: served.url };
    const { stdout } = await promisify(execFile)(process.execPath, [bundle], { env });
    expect(stdout.trim()).toBe('card-company-ab');
  },
  TIME_TO_GENERATE_MS,
);
