import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = resolve(__dirname, '../../..');

/** What an app pays for the client (bytes, minified and compressed), openapi-fetch included. */
const BUDGET = 4_096;

describe('the bundle for a browser', () => {
  let folder: string;
  let bundle: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-client-'));
    const file = join(folder, 'client.js');
    const entry = join(root, 'libs/api-client/src/index.ts');
    const cli = join(root, 'node_modules/rolldown/bin/cli.mjs');
    const flags = ['--minify', '--format', 'esm', '--platform', 'browser'];
    execFileSync(process.execPath, [cli, entry, '-o', file, ...flags], { cwd: root, stdio: 'pipe' });
    bundle = readFileSync(file, 'utf8');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`is no larger than ${BUDGET} bytes`, () => {
    expect(gzipSync(bundle).byteLength).toBeLessThanOrEqual(BUDGET);
  });

  it('needs no module of Node, and nothing that is not in it', () => {
    expect(bundle).toContain('createApiClient');
    expect(bundle).not.toMatch(/\bimport\b|\brequire\(|node:/);
  });
});
