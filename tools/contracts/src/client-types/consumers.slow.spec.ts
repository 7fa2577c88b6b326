import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { App, root } from './testing/app.ts';

const TIME_TO_BUILD_MS = 120_000;

const call = `
import { type ApiClientOptions, ApiProblem, createApiClient } from '@qred/api-client';

declare const options: ApiClientOptions;
declare const signal: NonNullable<Parameters<ReturnType<typeof createApiClient>['get']>[1]>['signal'];
const api = createApiClient(options);

export async function lastFour(): Promise<string[]> {
  const { data } = await api.get('/v1/cards', { query: { account_id: 'company-ab' }, signal });
  for await (const row of api.pages('/v1/transactions', { query: { account_id: 'company-ab' } }))
    row.amount.amount.toFixed();
  return data.map((card) => card.card_id);
}

export const codeOf = (error: unknown) => (error instanceof ApiProblem ? error.code : undefined);
`;

const mistakes = `
// @ts-expect-error: there is no such path
void api.get('/v1/nothing');
// @ts-expect-error: a number is no account
void api.get('/v1/cards', { query: { account_id: 1 } });
`;

/** Global types as in React Native, which has no lib.dom. */
const nativeGlobals = `
interface Request { readonly native: 'request'; }
interface Response { readonly native: 'response'; }
declare var Request: { prototype: Request };
declare var Response: { prototype: Response };
`;

let app: App;

beforeAll(() => {
  app = new App();
}, TIME_TO_BUILD_MS);

afterAll(() => app.remove());

function check(name: string, text: string, options: readonly string[]): string {
  const file = app.write(name, text);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--target', 'es2022'];
  const args = [tsc, file, ...flags, ...options];
  return spawnSync(process.execPath, args, { cwd: app.folder, encoding: 'utf8' }).stdout;
}

const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
const nodenext = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const native = ['--lib', 'es2022'];
const browser = ['--lib', 'es2022,dom'];

describe('the published package compiles', () => {
  it.each([
    ['a browser with a bundler', [...bundler, ...browser]],
    ['a browser with Node resolution', [...nodenext, ...browser]],
    ['React Native with a bundler', [...bundler, ...native]],
    ['React Native with Node resolution', [...nodenext, ...native]],
  ])('for %s', (_, options) => {
    expect(check('call.ts', call + mistakes, options)).toBe('');
  });

  it("if the `fetch` option uses React Native's types", () => {
    const own = `
import type { ApiClientOptions } from '@qred/api-client';
export const fetch: ApiClientOptions['fetch'] = (request) =>
  Promise.resolve({ native: request.native === 'request' ? 'response' : 'response' });
// @ts-expect-error: a text is no response
export const wrong: ApiClientOptions['fetch'] = () => Promise.resolve('text');
`;
    app.write('native.d.ts', nativeGlobals);
    expect(check('own.ts', own, [...bundler, ...native, 'native.d.ts'])).toBe('');
  });
});
