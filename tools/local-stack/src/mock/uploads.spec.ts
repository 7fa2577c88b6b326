import { request as httpRequest } from 'node:http';
import { z } from 'zod';
import {
  announcedFile,
  contract,
  data,
  identifier,
  json,
  operation,
  uploadAddress,
} from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { ContractCaller } from '#libs/testing';
import { Mock } from './mock.ts';

const receipt = z.object({ receipt_id: identifier, year: z.int(), upload: uploadAddress });
const PUBLISHED = { content_type: 'image/jpeg', size_bytes: 482_133 };
const FILE = Buffer.from('a scanned receipt');
const ANNOUNCED = { content_type: 'application/pdf', size_bytes: FILE.length };

const receipts = contract('receipts', {
  attachReceipt: operation({
    method: 'POST',
    path: '/v1/receipts',
    summary: 'Attaches a receipt.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    query: { account_id: identifier },
    body: {
      year: z.string().optional(),
      photo: announcedFile({ types: ['image/jpeg', 'application/pdf'], maxBytes: 10_000_000 }),
    },
    responses: { 201: json('The receipt', data(receipt)) },
    examples: {
      filled: {
        summary: 'A receipt',
        query: { account_id: 'company-ab' },
        body: { photo: PUBLISHED },
        response: {
          data: {
            receipt_id: 'receipt-company-ab',
            year: 2026,
            upload: {
              url: 'https://files.example/uploads/receipt-company-ab?content_type=image%2Fjpeg&size_bytes=482133',
              headers: { 'Content-Type': 'image/jpeg', 'If-None-Match': '*' },
              expires_at: '2026-06-15T12:05:00Z',
            },
          },
        },
      },
    },
  }),
});

let mock: Mock;
let caller: ContractCaller;

beforeAll(async () => {
  mock = await Mock.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts: [receipts],
    defaultService: 'receipts',
  });
  caller = new ContractCaller([receipts], mock.url);
});

afterAll(() => mock.stop());

async function announce(photo = ANNOUNCED): Promise<z.output<typeof uploadAddress>> {
  const { body } = await caller.request('POST', '/v1/receipts?account_id=company-ab', {
    token: 'any',
    body: { photo },
  });
  return data(receipt).parse(body).data.upload;
}

async function send(headers: Record<string, string> = {}, body = FILE): Promise<string> {
  const upload = await announce();
  const response = await fetch(upload.url, {
    method: 'PUT',
    headers: { ...upload.headers, ...headers },
    body: new Uint8Array(body),
  });
  return `${response.status} ${await response.text()}`;
}

it('the mock accepts a file at the upload URL in the response', async () => {
  expect(await send()).toBe('200 ');
});

it('the mock accepts a file even if a field has different types in the request and in the response', async () => {
  const { body } = await caller.request('POST', '/v1/receipts?account_id=company-ab', {
    token: 'any',
    body: { year: '2025', photo: ANNOUNCED },
  });
  const { url, headers } = data(receipt).parse(body).data.upload;
  expect((await fetch(url, { method: 'PUT', headers, body: new Uint8Array(FILE) })).status).toBe(200);
});

it('the mock accepts a file at the upload URL in a published example', async () => {
  const { url, headers } = await announce(PUBLISHED);
  const body = new Uint8Array(PUBLISHED.size_bytes);
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
});

it.each([
  ['the wrong type', { 'Content-Type': 'image/jpeg' }, FILE],
  ['the wrong size', {}, FILE.subarray(1)],
  ['a missing header', { 'If-None-Match': '' }, FILE],
])('for a file with %s, the mock returns the same error as S3', async (_, headers, body) => {
  expect(await send(headers, body)).toBe('403 <Error><Code>SignatureDoesNotMatch</Code></Error>');
});

it('the mock rejects a file without a Content-Length header', async () => {
  const { url, headers } = await announce();
  const status = await new Promise((resolve, reject) => {
    const put = httpRequest(url, { method: 'PUT', headers }, ({ statusCode }) => resolve(statusCode));
    put.on('error', reject);
    put.flushHeaders();
    put.end(FILE);
  });
  expect(status).toBe(411);
});

it('the mock allows pages of every origin to send a file', async () => {
  const { url } = await announce();
  const response = await fetch(url, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' },
  });
  expect(response.headers.get('access-control-allow-methods')).toBe('PUT');
  expect(response.headers.get('access-control-allow-headers')).toContain('If-None-Match');
});

it('the mock rejects a request that announces a file that is too large', async () => {
  const { status } = await caller.request('POST', '/v1/receipts?account_id=company-ab', {
    token: 'any',
    body: { photo: { ...ANNOUNCED, size_bytes: 10_000_001 } },
  });
  expect(status).toBe(400);
});
