import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#libs/stand-ins';
import { untilAnswers } from './until-answers.ts';

describe('waiting for a good answer', () => {
  let server: Server;
  let asked = 0;
  let firstGood = 0;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(asked < firstGood ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('ends with the first that is good', async () => {
    firstGood = 3;
    await untilAnswers(url(), 20_000);
    expect(asked).toBe(3);
  });

  it('fails when there is none in time', async () => {
    firstGood = Infinity;
    await expect(untilAnswers(url(), 1)).rejects.toThrow('no good answer');
    expect(asked).toBeGreaterThan(0);
  });

  it('fails when nobody listens', async () => {
    await expect(untilAnswers(`http://127.0.0.1:${await freePort()}`, 1)).rejects.toThrow('no good answer');
  });
});
