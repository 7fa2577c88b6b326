import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { Metrics } from '#libs/telemetry';
import { booksContract } from './test/books.contract.ts';
import { ScriptedServer, ok } from './test/scripted-server.ts';
import { BREAKER_FAILURES } from './instance-breaker.ts';
import { RpcUnavailableError } from './rpc-error.ts';
import { Rpc } from './rpc.ts';
import { StaticDiscovery } from './static-discovery.ts';

const args = { shelf: 's1', book_id: 'b1' };
const MIB = 1024 * 1024;

let server: ScriptedServer;
let rpc: Rpc;

beforeEach(async () => {
  server = await ScriptedServer.start(() => ok({ data: { book_id: 'b1', binding: 'paperback' } }));
  rpc = rpcOf(['books']);
});

afterEach(async () => {
  await rpc.onApplicationShutdown();
  await server.stop();
});

function rpcOf(calls: readonly string[]): Rpc {
  const manifest = parseManifest({
    name: 'reader',
    purpose: 'Reads.',
    owner: '@qred/test',
    port: 3999,
    calls,
  });
  const config = new ServiceConfig(manifest, {
    AUTH_ISSUER: 'issuer',
    AUTH_AUDIENCE: 'audience',
    AUTH_JWKS_URL: 'http://127.0.0.1/jwks.json',
    SERVICE_ADDRESSES: `books=${server.url}`,
    RPC_DEADLINE_MS: '60000',
  });
  return new Rpc(config, new StaticDiscovery({ books: [server.url] }), new Metrics());
}

function responseOf(bytes: number): () => ReturnType<typeof ok> {
  return () => ok({ data: { book_id: 'b1', binding: 'paperback', text: 'x'.repeat(bytes) } });
}

it('Rpc throws for a service that the manifest does not declare', () => {
  expect(() => rpcOf(['other']).to(booksContract)).toThrow('reader calls books, but its service.json');
});

it('Rpc returns a client of a declared service', async () => {
  await expect(rpc.to(booksContract).getBook(args)).resolves.toMatchObject({ data: { book_id: 'b1' } });
});

it('Rpc shares one breaker between all clients of an instance', async () => {
  server.script = () => 'reset';
  for (let call = 0; call < 2 * BREAKER_FAILURES; call += 1) {
    await expect(rpc.to(booksContract).getBook(args)).rejects.toThrow(RpcUnavailableError);
  }
  expect(server.seen).toHaveLength(BREAKER_FAILURES);
});

it('Rpc reads a response of 3 MiB', async () => {
  server.script = responseOf(3 * MIB);
  await expect(rpc.to(booksContract).getBook(args)).resolves.toMatchObject({ data: { book_id: 'b1' } });
});

it('Rpc rejects a response of more than 4 MiB, and does not retry', async () => {
  server.script = responseOf(4 * MIB);
  await expect(rpc.to(booksContract).getBook(args)).rejects.toThrow(RpcUnavailableError);
  expect(server.seen).toHaveLength(1);
});

it('Rpc closes its connections at shutdown', async () => {
  await rpc.to(booksContract).getBook(args);
  await rpc.onApplicationShutdown();
  while ((await server.openConnections()) > 0) await new Promise(setImmediate);
  await expect(rpc.to(booksContract).getBook(args)).rejects.toThrow(RpcUnavailableError);
  rpc = rpcOf(['books']);
});

it('the error of a missing address names the service and its variable', () => {
  expect(() => new StaticDiscovery({}).instancesOf('books')).toThrow(
    'SERVICE_ADDRESSES has no address for books',
  );
});
