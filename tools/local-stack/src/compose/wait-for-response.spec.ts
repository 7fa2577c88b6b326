import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#libs/stand-ins';
import { waitForResponse } from './wait-for-response.ts';

describe('waitForResponse', () => {
  let server: Server;
  let requests = 0;
  let firstSuccess = 0;

  beforeEach(async () => {
    requests = 0;
    server = createServer((_, response) => {
      requests += 1;
      response.writeHead(requests < firstSuccess ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('resolves at the first successful response', async () => {
    firstSuccess = 3;
    await waitForResponse(url(), 20_000);
    expect(requests).toBe(3);
  });

  it('fails if no response is successful before the time limit', async () => {
    firstSuccess = Infinity;
    await expect(waitForResponse(url(), 1)).rejects.toThrow('did not respond');
    expect(requests).toBeGreaterThan(0);
  });

  it('fails if no server listens on the port', async () => {
    await expect(waitForResponse(`http://127.0.0.1:${await freePort()}`, 1)).rejects.toThrow(
      'did not respond',
    );
  });
});
