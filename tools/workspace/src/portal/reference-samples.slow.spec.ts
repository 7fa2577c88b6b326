import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { LOCAL_EDGE_PORT, loadManifests } from '#libs/manifest';
import { loadContracts } from '#libs/contract-catalog';
import { freePort } from '#libs/stand-ins';
import { publicDocument } from '#tools/contracts';
import { LocalProgram } from '../testing/local-program.ts';
import { referenceDocument } from './reference-document.ts';

const run = promisify(execFile);
const workspace = resolve(__dirname, '../../../..');
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ 'x-codeSamples': z.array(z.object({ label: z.string(), source: z.string() })).optional() }),
    ),
  ),
});

jest.setTimeout(120_000);

/** The folder of an app that has installed the client. */
let app: string;
/** TypeScript samples, by operation such as `POST /v1/cards`. */
let samples: Map<string, string>;

beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'qred-samples-'));
  mkdirSync(join(app, 'node_modules/@qred'), { recursive: true });
  symlinkSync(join(workspace, 'libs/api-client'), join(app, 'node_modules/@qred/api-client'));
  symlinkSync(join(workspace, 'node_modules/@types'), join(app, 'node_modules/@types'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }));
  const manifests = loadManifests(workspace);
  const document = referenceDocument(await publicDocument(manifests), await loadContracts(manifests));
  const { paths } = documentSchema.parse(document);
  samples = new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { 'x-codeSamples': found = [] }]) =>
        found.map(({ source }): [string, string] => [`${method.toUpperCase()} ${path}`, source]),
      ),
    ),
  );
});

afterAll(() => rmSync(app, { recursive: true }));

function sampleOf(operation: string): string {
  const sample = samples.get(operation);
  if (sample === undefined) throw new Error(`${operation} has no sample`);
  return sample;
}

it('every code sample in the API reference compiles as a separate program', () => {
  const files = [...samples.values()].map((sample, index) => {
    const file = join(app, `sample-${index}.ts`);
    writeFileSync(file, sample);
    return file;
  });
  expect(files.length).toBeGreaterThan(5);
  const compiler = join(workspace, 'node_modules/typescript-7/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'esnext', '--module', 'nodenext', '--types', 'node'];
  const lenient = ['--skipLibCheck', '--allowImportingTsExtensions'];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, ...lenient, ...files], {
    cwd: app,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

it('a code sample from the API reference prints the response of the mock', async () => {
  const port = String(await freePort());
  const mock = new LocalProgram(workspace, ['tools/local-stack/src/mock/mock.main.ts'], {
    ...process.env,
    EDGE_PORT: port,
  });
  try {
    await mock.waitForOutput(/The mock is up on (\S+)/);
    const sample = sampleOf('GET /v1/accounts/{account_id}/overview');
    const file = join(app, 'example.ts');
    writeFileSync(file, sample.replace(`:${LOCAL_EDGE_PORT}`, `:${port}`));
    const { stdout } = await run(process.execPath, [file], {
      env: { ...process.env, TOKEN: 'anything', FORCE_COLOR: '0' },
    });
    expect(stdout).toContain("account_name: 'Company AB'");
  } finally {
    await mock.stop();
  }
});
