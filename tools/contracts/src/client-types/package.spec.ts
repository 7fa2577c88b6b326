import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { App, root } from './testing/app.ts';

const source = join(root, 'libs/api-client/src');

/** The maximum size of the minified and compressed client in bytes, including openapi-fetch. */
const BUDGET = 4_608;
const TIME_TO_BUILD_MS = 120_000;

let app: App;

beforeAll(() => {
  app = new App();
}, TIME_TO_BUILD_MS);

afterAll(() => app.remove());

describe('the published package', () => {
  it('contains only the JavaScript and the declarations of each source file', () => {
    const options = { cwd: app.client, encoding: 'utf8', stdio: 'pipe' } as const;
    const packed = z
      .tuple([z.object({ files: z.array(z.object({ path: z.string() })) })])
      .parse(JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], options)));
    const modules = globSync('**/*.ts', { cwd: source })
      .filter((file) => !/\.spec\.ts$|^type-tests\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    const expected = modules.flatMap((name) => [`${name}.js`, `${name}.d.ts`]);
    expect(packed[0].files.map(({ path }) => path).toSorted()).toEqual(
      [...expected, 'README.md', 'package.json'].toSorted(),
    );
  });

  it('declares its entry points, its side effects and its registry', () => {
    expect(JSON.parse(readFileSync(join(app.client, 'package.json'), 'utf8'))).toMatchObject({
      name: '@qred/api-client',
      type: 'module',
      sideEffects: false,
      exports: { '.': { types: './index.d.ts', default: './index.js' } },
      publishConfig: { access: 'restricted' },
    });
  });

  it('imports only modules of the client and the declared dependencies', () => {
    const described = z
      .object({ private: z.never().optional(), dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(app.client, 'package.json'), 'utf8')));
    const files = globSync('**/*.{js,d.ts}', { cwd: app.client });
    const imported = files.flatMap((file) =>
      [...readFileSync(join(app.client, file), 'utf8').matchAll(/\bfrom ['"]([^'"]+)['"]/g)].map(
        ([, name]) => name,
      ),
    );
    const ours = imported.filter((name) => name?.startsWith('.'));
    expect(ours.filter((name) => !name?.endsWith('.js'))).toEqual([]);
    expect(new Set(imported.filter((name) => !name?.startsWith('.')))).toEqual(
      new Set(Object.keys(described.dependencies)),
    );
  });
});

describe('a bundle', () => {
  const whole = `export { createApiClient } from '@qred/api-client';`;

  it(`of the client is no larger than ${BUDGET} bytes`, () => {
    expect(gzipSync(bundle(whole, 'esm')).byteLength).toBeLessThanOrEqual(BUDGET);
  });

  it('imports no modules, not even Node modules', () => {
    expect(bundle(whole, 'esm')).not.toMatch(/\bimport\b|\brequire\(|node:/);
  });

  it('of a single function contains no other code of the client', () => {
    const part = bundle(`export { ApiProblem } from '@qred/api-client';`, 'esm');
    expect(part).toContain('ApiProblem');
    expect(part).not.toMatch(/Bearer|fetch|next_cursor/);
    expect(bundle(whole, 'esm')).toMatch(/Bearer/);
  });
});

const bundles = new Map<string, string>();

function bundle(code: string, format: 'esm' | 'iife'): string {
  const bundled = bundles.get(code + format) ?? runBundler(code, format);
  bundles.set(code + format, bundled);
  return bundled;
}

function runBundler(code: string, format: 'esm' | 'iife'): string {
  const entry = app.write(`${format}.js`, code);
  const cli = join(root, 'node_modules/rolldown/bin/cli.mjs');
  const out = join(app.folder, 'out', `${format}.js`);
  const flags = ['--minify', '--format', format, '--name', 'client', '--platform', 'browser'];
  execFileSync(process.execPath, [cli, entry, '-o', out, ...flags], { cwd: app.folder, stdio: 'pipe' });
  return readFileSync(out, 'utf8');
}

/** Like a Request in React Native, this class has plain fields and does not parse the URL. */
class PlainRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;

  constructor(
    readonly url: string,
    init: { method: string; headers: Headers; body?: unknown },
  ) {
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
  }
}

/** As in React Native, an AbortSignal has no `reason`. */
class PlainAbortController {
  private readonly listeners = new Set<() => void>();

  readonly signal = {
    aborted: false,
    addEventListener: (_: string, listener: () => void) => this.listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => this.listeners.delete(listener),
  };

  abort(): void {
    this.signal.aborted = true;
    for (const listener of this.listeners) listener();
  }
}

describe("the client with only React Native's globals", () => {
  const card = { card_id: 'card-company-ab' };
  const answers: Record<string, Response> = {};
  const sent: PlainRequest[] = [];

  /**
   * The context has only the globals of React Native: no URL, process, Buffer, structuredClone or AbortSignal.timeout.
   */
  const run = (code: string): unknown => {
    const context = createContext({
      Request: PlainRequest,
      Headers,
      Response,
      FormData,
      AbortController: PlainAbortController,
      setTimeout,
      clearTimeout,
      answer: (request: PlainRequest) => {
        sent.push(request);
        return Promise.resolve(answers[request.url.split('/v1/')[1] ?? '']);
      },
    });
    runInContext(bundle(`export * from '@qred/api-client';`, 'iife'), context);
    return runInContext(
      `const api = client.createApiClient({ baseUrl: 'https://api.example', token: () => 'secret', fetch: answer });
      (async () => { ${code} })()`,
      context,
    );
  };

  it('sends requests with the fetch function in its options', async () => {
    answers['cards?account_id=company-ab'] = Response.json({ data: [card] });
    const body = await run(`return api.get('/v1/cards', { query: { account_id: 'company-ab' } })`);
    expect(body).toEqual({ data: [card] });
    expect(sent.at(-1)?.headers.get('authorization')).toBe('Bearer secret');
  });

  it('sends a body, and rejects with the problem in the response', async () => {
    const headers = { 'content-type': 'application/problem+json' };
    answers['cards/a%20b/activation'] = Response.json({ code: 'CARD_BLOCKED' }, { status: 409, headers });
    const code = await run(
      `return api.post('/v1/cards/{card_id}/activation', { path: { card_id: 'a b' }, body: { last_four: '4242' } })
        .catch((error) => error instanceof client.ApiProblem && error.code)`,
    );
    expect(code).toBe('CARD_BLOCKED');
    expect(sent.at(-1)).toMatchObject({ method: 'POST', body: '{"last_four":"4242"}' });
  });

  it('reads all pages', async () => {
    const page = (next_cursor: string | null) => ({ data: [card], page: { next_cursor, total_count: null } });
    answers['accounts'] = Response.json(page('next'));
    answers['accounts?cursor=next'] = Response.json(page(null));
    const count = await run(
      `let count = 0; for await (const one of api.pages('/v1/accounts')) count++; return count;`,
    );
    expect(count).toBe(2);
  });

  it('rejects an aborted call even if the AbortSignal has no reason', async () => {
    const message = await run(
      `const signal = { aborted: true, addEventListener() {}, removeEventListener() {} };
      return api.get('/v1/accounts', { signal }).catch((error) => error.message)`,
    );
    expect(message).toBe('The call was aborted');
  });

  it('rejects with UNREACHABLE if there is no response before the timeout', async () => {
    const code = await run(
      `const slow = client.createApiClient({
        baseUrl: 'https://api.example', token: () => 'secret', fetch: () => new Promise(() => {}), timeoutMs: 10,
      });
      return slow.get('/v1/accounts').catch((error) => error.code)`,
    );
    expect(code).toBe('UNREACHABLE');
  });
});
