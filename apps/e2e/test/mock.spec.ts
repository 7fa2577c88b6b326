import { resolve } from 'node:path';
import { z } from 'zod';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { Mock } from '#tools/local-stack';
import { Client } from '../src/client.ts';

const root = resolve(__dirname, '../../..');

/** Leaves out fields that differ for every request, such as the request id. */
const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z.unknown(),
  })
  .partial();

const HEADERS = ['allow', 'cache-control', 'content-type', 'www-authenticate', 'x-content-type-options'];

type Send = (method: string, path: string, body?: string) => Promise<unknown>;

let mock: Mock;
let sendToMock: Send;
let sendToServices: Send;

beforeAll(async () => {
  const manifests = loadManifests(root);
  mock = await Mock.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts: await loadContracts(manifests),
    defaultService: defaultService(manifests).name,
  });
  const client = await Client.connect();
  const token = await client.token('company-ab');
  sendToMock = senderTo(mock.url, token);
  sendToServices = senderTo(client.edgeUrl, token);
});

afterAll(() => mock.stop());

function senderTo(url: string, token: string): Send {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)])),
      body: text === '' ? 'none' : response.ok ? 'some' : problem.parse(JSON.parse(text)),
    };
  };
}

describe('the mock responds like the services to', () => {
  it.each(
    [
      ['GET', '/v1/nothing'],
      ['HEAD', '/v1/nothing'],
      ['OPTIONS', '/v1/nothing'],
      ['DELETE', '/v1/cards'],
      ['OPTIONS', '/v1/cards'],
      ['OPTIONS', '/customer/contact'],
      ['HEAD', '/v1/cards/card-company-ab/activation'],
      ['HEAD', '/v1/cards?account_id=company-ab'],
      ['HEAD', '/v1/cards'],
      ['GET', '/v1/cards?account_id=company-ab'],
      ['GET', '/v1/cards?account_id=company-ab&account_id=company-ab'],
      ['GET', '/v1/cards?account_id=company-ab&cursor=made-up'],
      ['GET', '/v1/invoices?account_id=company-ab&status=gone'],
      ['GET', '/v1/invoices?account_id=company-ab&colour=red'],
      ['GET', '/v1/transactions?account_id=company-ab&from=2026-06-02&to=2026-06-01'],
      ['GET', '/v1/transactions?account_id=company-ab&from=2026-02-30'],
      ['GET', '/v1/transactions?account_id=company-ab&limit=0'],
      ['GET', '/v1/accounts/%ZZ'],
      ['POST', '/v1/cards/card-company-ab/activation', '{'],
      ['POST', '/v1/cards/card-company-ab/activation', JSON.stringify('x'.repeat(70_000))],
    ].map(([method = '', path = '', body]) => ({ method, path, body })),
  )('$method $path', async ({ method, path, body }) => {
    expect(await sendToMock(method, path, body)).toEqual(await sendToServices(method, path, body));
  });
});
