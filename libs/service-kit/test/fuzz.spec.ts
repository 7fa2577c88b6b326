import { once } from 'node:events';
import fc from 'fast-check';
import { problem } from '#contracts/vocabulary';
import { connectTo } from './raw-connection.ts';
import { RunningLibrary } from './running-library.ts';

const REQUESTS = 2_000;
const AT_ONCE = 20;
const SEED = Number(process.env.CONFORMANCE_SEED) || 20_261_126;

const bytes = fc.string({ unit: 'binary-ascii', maxLength: 30 });
const wild = (...usual: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...usual) }, bytes);

const header = fc
  .tuple(
    wild(
      'host',
      'Host',
      'content-length',
      'transfer-encoding',
      'content-type',
      'content-encoding',
      'expect',
      'te',
      'connection',
      'upgrade',
      'accept',
      'x-request-id',
      'range',
      'authorization',
    ),
    fc.constantFrom(': ', ':', ' : ', ''),
    wild(
      'a',
      '',
      '0',
      '5',
      '-1',
      'chunked',
      'gzip',
      'gzip, chunked',
      'application/json',
      '100-continue',
      'upgrade',
      'close',
      '*/*',
      'bytes=0-1',
      'a:b:c',
      'é',
    ),
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r\n '),
  )
  .map((parts) => parts.join(''));

const malformed = fc
  .tuple(
    wild('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'CONNECT', 'TRACE', 'PRI', 'get', 'M-SEARCH'),
    wild(
      ' /ping',
      ' /v1/books',
      ' /v1/books/atlas',
      ' /shelf',
      ' *',
      ' http://a/ping',
      ' //',
      ' /%ZZ',
      ' /docs',
      ' a:1',
      '',
    ),
    wild(' HTTP/1.1', ' HTTP/1.0', ' HTTP/2.0', ' HTTP/1', '', ' FTP/1.1'),
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'),
    fc.array(header, { maxLength: 6 }),
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', ''),
    wild('', '{"title":"a"}', '0\r\n\r\n', '5\r\nabcde\r\n0\r\n\r\n', 'zz\r\n', 'title=a'),
  )
  .map(([method, target, version, end, headers, empty, body]) =>
    [method, target, version, end, ...headers, empty, body].join(''),
  );

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

async function responsesTo(request: string): Promise<string> {
  const socket = connectTo(library);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // The connection is reset if the service closes it before all bytes are read.
  socket.on('error', () => undefined);
  socket.end(request, 'latin1');
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

function faultOf(sent: string): string | undefined {
  if (sent === '') return undefined;
  const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(sent) ?? [];
  const [head = '', body = ''] = sent.split('\r\n\r\n');
  if (!/^[1-4]/.test(status)) return `status ${status || 'missing'}`;
  if (!status.startsWith('4') || body === '') return undefined;
  if (!/^content-type: application\/problem\+json/im.test(head)) return 'no problem';
  const [json = ''] = /^\{.*?\}(?=HTTP|$)/s.exec(body) ?? [];
  return problem.safeParse(JSON.parse(json)).success ? undefined : 'another body';
}

it(`a service responds to ${REQUESTS} random requests with a problem or a success, and keeps running`, async () => {
  const requests = fc.sample(malformed, { numRuns: REQUESTS, seed: SEED });
  const faults: { readonly request: string; readonly fault: string }[] = [];
  let silent = 0;
  const work = async (): Promise<void> => {
    for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
      const sent = await responsesTo(request);
      if (sent === '') silent += 1;
      const fault = faultOf(sent);
      if (fault !== undefined) faults.push({ request, fault });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(faults).toEqual([]);
  // The service sends nothing if a request has no bytes, or after a reset.
  expect(silent).toBeLessThan(REQUESTS / 20);
  expect((await library.request('GET', '/ping')).status).toBe(200);
});
