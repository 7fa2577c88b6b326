import { connect } from 'node:tls';
import { ServiceConfig } from '#libs/configuration';
import { parseManifest } from '#libs/manifest';
import { Rpc, StaticDiscovery, trustOf } from '#libs/rpc';
import { CertificateAuthority } from '#libs/service-certificates';
import { Metrics } from '#libs/telemetry';
import { library } from './library.ts';
import { RunningLibrary } from './running-library.ts';

const SECRET = 'a-secret-of-the-stage-that-nobody-guesses';
const OTHER = 'a-secret-of-another-stage-that-is-as-long';
const book = { book_id: 'b1' };

let running: RunningLibrary;

beforeAll(async () => {
  running = await RunningLibrary.start({ TLS_SECRETS: SECRET });
  await running.migrate();
});

afterAll(() => running.stop());

/** Calls the library as a different service with these secrets, then closes the connections of that service. */
async function call(tlsSecrets: string): Promise<unknown> {
  const manifest = parseManifest({
    ...{ name: 'reader', purpose: 'Reads.', owner: '@qred/test', port: 3999 },
    calls: ['library'],
  });
  const config = new ServiceConfig(manifest, {
    AUTH_ISSUER: 'issuer',
    AUTH_AUDIENCE: 'audience',
    AUTH_JWKS_URL: 'http://127.0.0.1/jwks.json',
    SERVICE_ADDRESSES: `library=${running.service.url}`,
    TLS_SECRETS: tlsSecrets,
    RPC_DEADLINE_MS: '20000',
  });
  const discovery = new StaticDiscovery({ library: [running.service.url] });
  const rpc = new Rpc(config, discovery, new Metrics(), await trustOf(config));
  try {
    return await rpc.to(library).getBook(book);
  } finally {
    await rpc.onApplicationShutdown();
  }
}

it('a service responds to another service of the same stage over TLS', async () => {
  expect(running.service.url).toMatch(/^https:/);
  await expect(call(SECRET)).resolves.toMatchObject({ data: { book_id: 'b1' } });
});

it('a service with the old and the new secret can call a service that has only the old secret', async () => {
  await expect(call(`${OTHER},${SECRET}`)).resolves.toMatchObject({ data: { book_id: 'b1' } });
});

it('a service cannot call another service that has a different secret', async () => {
  await expect(call(OTHER)).rejects.toMatchObject({ name: 'RpcUnavailableError' });
});

it('a service does not respond to plain HTTP', async () => {
  await expect(fetch(running.service.url.replace('https:', 'http:'))).rejects.toThrow('fetch failed');
});

it.each([
  ['library', true],
  ['card', false],
])('the certificate of the service "library" is valid for the name %s: %s', async (servername, accepted) => {
  const ca = await (await CertificateAuthority.from(SECRET)).certificate();
  const outcome = await new Promise<boolean>((resolve) => {
    const { hostname: host, port } = new URL(running.service.url);
    const socket = connect({ host, port: Number(port), servername, ca }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });

  expect(outcome).toBe(accepted);
});

it('a service serves its health port without TLS, because the load balancer checks that port', async () => {
  expect((await running.health('/live')).status).toBe(200);
});
