import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../..');
const services = loadManifests(root).map(({ name }) => name);

/**
 * Makes a process print the names of loaded packages, in order. The names come from paths in node_modules, and from
 * source comments in bundles.
 */
const printPackages = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  const packagesIn = (text) => text.matchAll(/(?<=node_modules\\/)(?:@[^/\\s]+\\/)?[^/\\s]+(?=\\/)/g);
  registerHooks({
    load(url, context, next) {
      const result = next(url, context);
      const regions = String(result.source ?? '').matchAll(/^\\/\\/(?:#region)? (.*node_modules.*)$/gm);
      for (const [text] of [[url], ...regions]) for (const [name] of packagesIn(text)) loaded.add(name);
      return result;
    },
  });
  process.on('exit', () => console.log(JSON.stringify([...loaded])));
`;

/**
 * Returns packages in the order of loading. The invalid environment makes the service exit after all packages are
 * loaded.
 */
async function packagesOf(service: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const main = resolve(root, 'dist/apps', service, 'main.js');
  const preload = `data:text/javascript,${encodeURIComponent(printPackages)}`;
  const { code, stdout } = await run(['--import', preload, main], environment);
  expect(stdout).toContain('cannot start because its environment is not valid');
  expect(code).toBe(1);
  // The process also writes its log at exit, before or after this line.
  const packages = stdout.split('\n').find((line) => line.startsWith('['));
  return JSON.parse(packages ?? '') as string[];
}

function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ code: unknown; stdout: string }>((settle) => {
    execFile(process.execPath, args, { env }, (error, stdout) => settle({ code: error?.code, stdout }));
  });
}

/** Leaves out @opentelemetry/api, because that package has no effect alone and prom-client also loads it. */
const isTracing = (name: string): boolean =>
  name.startsWith('@opentelemetry/') && name !== '@opentelemetry/api';
const isTraced = (name: string): boolean => /^(?:@nestjs\/.*|fastify|pg|pg-pool|typeorm|undici)$/.test(name);

it('a service without an endpoint for traces does not load OpenTelemetry', async () => {
  const packages = await packagesOf(services[0] ?? '', {});
  expect(packages).toContain('typeorm');
  expect(packages.filter(isTracing)).toEqual([]);
});

it.each(services)(
  'the service %s loads all of OpenTelemetry before the packages that it traces',
  async (service) => {
    const packages = await packagesOf(service, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    expect(packages).toContain('@opentelemetry/instrumentation-pg');
    expect(packages).toContain('typeorm');
    expect(packages.findLastIndex(isTracing)).toBeLessThan(packages.findIndex(isTraced));
  },
);
