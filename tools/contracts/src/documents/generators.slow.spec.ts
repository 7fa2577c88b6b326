import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadManifests } from '#libs/manifest';
import { publicDocument } from './public-document.ts';

const root = resolve(__dirname, '../../../..');
const TIME_TO_GENERATE_MS = 120_000;
const DOCUMENT = 'api.yaml';

/** Code that reads the cards of a company through the generated code, and makes one mistake. */
const generators = [
  {
    name: 'openapi-typescript',
    program: 'openapi-typescript/bin/cli.js',
    options: [DOCUMENT, '-o', 'generated/index.ts'],
    use: `
import type { paths } from './generated/index.ts';
type Listed = paths['/v1/cards']['get']['responses'][200]['content']['application/json'];
export const idOf = (listed: Listed): string[] => listed.data.map((card) => card.card_id);
// @ts-expect-error: a card has no such field
export const mistake = (listed: Listed) => listed.data.map((card) => card.nothing);
`,
  },
  {
    name: '@hey-api/openapi-ts',
    program: '@hey-api/openapi-ts/bin/run.js',
    options: ['-i', DOCUMENT, '-o', 'generated', '--no-log-file'],
    use: `
import { listCards } from './generated/index.ts';
export const idsOf = async (account_id: string): Promise<string[]> => {
  const { data } = await listCards({ query: { account_id }, throwOnError: true });
  return data.data.map((card) => card.card_id);
};
// @ts-expect-error: an account is required
void listCards({ query: {} });
`,
  },
];

const flags = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'esnext'];
const resolution = [
  '--moduleResolution',
  'bundler',
  '--allowImportingTsExtensions',
  '--lib',
  'es2022,dom,dom.iterable',
];

let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'generated-client-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, DOCUMENT), stringify(await publicDocument(loadManifests(root))));
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each(generators)(
  'compiles the client that $name generates from the public document',
  ({ program, options, use }) => {
    const run = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
    execFileSync(process.execPath, [join(root, 'node_modules', program), ...options], run);
    writeFileSync(join(folder, 'use.ts'), use);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, 'use.ts', ...flags, ...resolution], run);
    expect(stdout).toBe('');
  },
  TIME_TO_GENERATE_MS,
);
