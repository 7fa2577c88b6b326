import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { freePort } from '#libs/stand-ins';
import { workspaceRoot } from '../config/workspace-root.ts';

/** Like the load balancer, this client doesn't verify the certificate. */
const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
const pinsOf = (file: string): string[] =>
  readFileSync(join(workspaceRoot, file), 'utf8').match(/^FROM (?!--).*@sha256:.*$/gm) ?? [];

describe('the image of the mock for a stage', () => {
  let folder: string;
  const build = (into: string): unknown =>
    execFileSync(process.execPath, [join(__dirname, 'build.main.ts'), '--out', into]);
  let running: ChildProcess | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qred-stage-mock-'));
    build(folder);
  });

  afterEach(() => running?.kill('SIGKILL'));

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await dispatcher.close();
  });

  async function start(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
    // The image contains no packages, so the test runs the program in a folder without packages.
    running = spawn(process.execPath, ['main.mjs'], { cwd: folder, env: environment });
    if (running.stdout) await once(running.stdout, 'data');
    return running;
  }

  it('serves operations over TLS to callers with any token, and exits on SIGTERM', async () => {
    const port = await freePort();
    const mock = await start({ HOST: '127.0.0.1', PORT: String(port), TLS: 'on' });
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`https://127.0.0.1:${port}${path}`, { dispatcher, headers });

    expect((await get('/ping')).status).toBe(200);
    expect((await get('/v1/accounts')).status).toBe(401);
    expect((await get('/v1/accounts', { authorization: 'Bearer any' })).status).toBe(200);
    mock.kill('SIGTERM');
    expect(await once(mock, 'exit')).toEqual([0, null]);
  });

  it('serves operations over HTTP if TLS is off', async () => {
    const port = await freePort();
    await start({ HOST: '127.0.0.1', PORT: String(port), TLS: 'off' });

    expect((await fetch(`http://127.0.0.1:${port}/ping`)).status).toBe(200);
  });

  it('contains the same program whenever it is built from the same sources', () => {
    const again = mkdtempSync(join(tmpdir(), 'qred-stage-mock-'));
    build(again);
    const program = readFileSync(join(again, 'main.mjs'), 'utf8');
    rmSync(again, { recursive: true });

    expect(program).toBe(readFileSync(join(folder, 'main.mjs'), 'utf8'));
    expect(program).not.toContain(workspaceRoot);
  });

  it('uses the same base images as the services', () => {
    const pins = pinsOf('tools/local-stack/src/stage-mock/Dockerfile');

    expect(pins).toHaveLength(2);
    expect(pins).toEqual(pinsOf('Dockerfile'));
  });
});
