import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SmokeProbe, edgeSmoke } from './edge-smoke.ts';

const sha = 'a'.repeat(40);

describe('edgeSmoke', () => {
  let server: Server;
  let responses: { status: number; body?: unknown }[];
  let paths: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      const { status, body } = responses[Math.min(paths.length, responses.length) - 1] ?? { status: 500 };
      response.writeHead(status).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    paths = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const check = (probe: SmokeProbe | undefined) => {
    const { port } = server.address() as AddressInfo;
    const edge = `http://127.0.0.1:${port}`;
    return edgeSmoke({
      edge: () => Promise.resolve(edge),
      probe: () => Promise.resolve(probe),
      pauseMs: 1,
    }).check('hub', sha);
  };
  const ping: SmokeProbe = { path: '/ping', status: 200, showsVersion: true };
  const pong = (service: string, version: string) => ({ status: 200, body: { data: { service, version } } });

  it('succeeds when the deployed version responds, even after several attempts', async () => {
    responses = [{ status: 503 }, pong('hub', 'old'), pong('hub', sha)];
    await check(ping);
    expect(paths).toEqual(['/ping', '/ping', '/ping']);
  });

  it('throws an error if a different version or service responds, or if the response is not JSON', async () => {
    responses = [pong('hub', 'old')];
    await expect(check(ping)).rejects.toThrow(`version old responded, not ${sha}`);
    responses = [pong('other', sha)];
    await expect(check(ping)).rejects.toThrow('other responded');
    responses = [{ status: 200 }];
    await expect(check(ping)).rejects.toThrow('GET /ping: failed');
  });

  it('sends no request if no operation of the service is reachable from outside', async () => {
    await check(undefined);
    expect(paths).toEqual([]);
  });

  it('throws an error if the response has an unexpected status', async () => {
    responses = [{ status: 401 }];
    await check({ path: '/v1/things', status: 401 });
    responses = [{ status: 404 }];
    await expect(check({ path: '/v1/things', status: 401 })).rejects.toThrow(
      'The smoke test of hub failed: GET /v1/things: expected 401, got 404',
    );
  });
});
