import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';
import { App, root } from './testing/app.ts';

const TIME_TO_BUILD_MS = 120_000;

/** React Native takes Request, Headers and Response from whatwg-fetch. `respond` replaces the network. */
const program = `
import 'whatwg-fetch';
import { AbortController } from 'abort-controller/dist/abort-controller';
import { ApiProblem, createApiClient } from '@qred/api-client';

globalThis.AbortController = AbortController;
globalThis.FormData = class FormData {};
globalThis.console = { assert: () => undefined };

// The timers of the hermes program run at once, regardless of their delay.
const soon = globalThis.setTimeout;
globalThis.setTimeout = (callback, delay = 0) => {
  const timer = { isCleared: false, due: Date.now() + delay };
  const poll = () => {
    if (timer.isCleared) return;
    if (Date.now() < timer.due) soon(poll);
    else callback();
  };
  soon(poll);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  if (timer) timer.isCleared = true;
};

const sent = [];
const last = () => sent[sent.length - 1];
const json = (status, body, type = 'application/json') =>
  Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } }));
const problem = (status, code) => json(status, { code, detail: code, request_id: 'r1' }, 'application/problem+json');
const api = (respond, options) =>
  createApiClient({
    baseUrl: 'https://api.example',
    token: () => 'secret',
    fetch: (request) => {
      sent.push(request);
      return respond(request);
    },
    ...options,
  });
const failure = (call) => call.then(() => undefined, (error) => error);

const query = { account_id: 'company-ab' };
const activation = ['/v1/cards/{card_id}/activation', { path: { card_id: 'a b' }, body: { last_four: '4242' } }];
const checks = {
  async read() {
    const { data } = await api(() => json(200, { data: [{ card_id: 'c1' }] })).get('/v1/cards', { query });
    const { url, headers } = last();
    return { data, url, authorization: headers.get('authorization') };
  },
  async problem() {
    const error = await failure(api(() => problem(409, 'CARD_BLOCKED')).post(...activation));
    const { url, method } = last();
    return { isProblem: error instanceof ApiProblem, code: error.code, requestId: error.requestId, method, url };
  },
  async timeout() {
    const error = await failure(api(() => new Promise(() => {}), { timeoutMs: 20 }).get('/v1/cards', { query }));
    return { code: error.code, isStopped: last().signal.aborted };
  },
  async network() {
    const before = sent.length;
    const broken = api(() => Promise.reject(new TypeError('Network request failed')));
    const { code } = await failure(broken.post(...activation));
    const keys = sent.slice(before).map(({ headers }) => headers.get('idempotency-key'));
    return { code, attempts: keys.length, hasOneKey: typeof keys[0] === 'string' && keys[0] === keys[1] };
  },
  async pages() {
    const page = (cursor) => json(200, { data: [{ cursor }], page: { next_cursor: cursor, total_count: null } });
    const rows = [];
    const paged = api(({ url }) => page(url.includes('cursor=next') ? null : 'next'));
    for await (const row of paged.pages('/v1/accounts')) rows.push(row.cursor);
    return rows;
  },
  async abort() {
    const controller = new AbortController();
    const call = failure(api(() => new Promise(() => {})).get('/v1/cards', { query, signal: controller.signal }));
    controller.abort();
    return (await call).message;
  },
  async halfCharacter() {
    await api(() => json(200, { data: [] })).get('/v1/cards', { query: { account_id: 'cut\\uD83D' } });
    return last().url;
  },
};

async function run() {
  const results = {};
  for (const [name, check] of Object.entries(checks)) results[name] = await check();
  return results;
}
run().then((results) => print(JSON.stringify(results)), (error) => print(error.cause?.stack ?? error.stack));
`;

const folders: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux64-bin',
  darwin: 'osx-bin',
  win32: 'win64-bin',
};
const hermesProgram = (path: string, name: string) =>
  join(root, 'node_modules', path, folders[process.platform] ?? '', name);

let app: App;

beforeAll(() => {
  app = new App();
  for (const name of ['whatwg-fetch', 'abort-controller']) app.link(name);
  const cli = join(root, 'node_modules/rolldown/bin/cli.mjs');
  const flags = ['-o', 'bundle.js', '--format', 'iife', '--platform', 'browser'];
  const options = { cwd: app.folder, stdio: 'pipe' } as const;
  execFileSync(process.execPath, [cli, app.write('program.js', program), ...flags], options);
}, TIME_TO_BUILD_MS);

afterAll(() => app.remove());

/**
 * Creates the same bundle as the preset of Metro, the bundler of React Native. `default` is for a Hermes
 * version without classes. `hermes-stable` is for the Hermes version in the current React Native.
 */
function transformed(profile: 'default' | 'hermes-stable'): string {
  const preset = join(root, 'node_modules/@react-native/babel-preset');
  const options = {
    unstable_transformProfile: profile,
    disableImportExportTransform: true,
    enableBabelRuntime: false,
  };
  const code = transformSync(readFileSync(join(app.folder, 'bundle.js'), 'utf8'), {
    babelrc: false,
    configFile: false,
    compact: false,
    sourceType: 'script',
    presets: [[preset, options]],
  })?.code;
  return app.write(`${profile}.js`, code ?? '');
}

it('the client compiles for the Hermes version of React Native', () => {
  const compiler = hermesProgram('hermes-compiler/hermesc', 'hermesc');
  const bytecode = join(app.folder, 'bundle.hbc');
  const args = ['-O', '-emit-binary', '-out', bytecode, transformed('hermes-stable')];
  execFileSync(compiler, args, { stdio: 'pipe' });
  expect(readFileSync(bytecode).byteLength).toBeGreaterThan(10_000);
});

describe('the client on Hermes 0.12, the newest version on npm,', () => {
  let results: unknown;

  beforeAll(() => {
    const hermes = hermesProgram('hermes-engine-cli', 'hermes');
    results = JSON.parse(execFileSync(hermes, [transformed('default')], { encoding: 'utf8' }));
  });

  it.each([
    [
      'resolves a read to its body',
      'read',
      {
        data: [{ card_id: 'c1' }],
        url: 'https://api.example/v1/cards?account_id=company-ab',
        authorization: 'Bearer secret',
      },
    ],
    [
      'rejects a write with the problem',
      'problem',
      {
        isProblem: true,
        code: 'CARD_BLOCKED',
        requestId: 'r1',
        method: 'POST',
        url: 'https://api.example/v1/cards/a%20b/activation',
      },
    ],
    [
      'rejects a call and aborts its request if no response comes in time',
      'timeout',
      { code: 'UNREACHABLE', isStopped: true },
    ],
    [
      'retries a failed write with the same idempotency key',
      'network',
      { code: 'UNREACHABLE', attempts: 2, hasOneKey: true },
    ],
    ['reads all pages', 'pages', ['next', null]],
    ['rejects an aborted call', 'abort', 'The call was aborted'],
    [
      'replaces an incomplete surrogate pair in a query',
      'halfCharacter',
      'https://api.example/v1/cards?account_id=cut%EF%BF%BD',
    ],
  ])('%s', (_, check, expected) => {
    expect(results).toHaveProperty(check, expected);
  });
});
