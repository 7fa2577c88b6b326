import { customerContract } from '#contracts/customer';
import { Client } from '../src/client.ts';

describe('the edge', () => {
  let client: Client;

  beforeAll(async () => {
    client = await Client.connect();
  });

  it('forwards ping to the default service', async () => {
    expect((await client.request('GET', '/ping')).body).toMatchObject({ data: { service: 'account' } });
  });

  it.each(['/v1/nothing', '/docs', '/docs-json', '/docs-yaml', '/live', '/ready', '/metrics', '/v1/cards/'])(
    'returns 404 for a path that no contract exposes: %s',
    async (path) => {
      const { status, headers, body } = await client.request('GET', path);
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
      expect(body).toMatchObject({
        code: 'NOT_FOUND',
        request_id: headers.get('x-request-id'),
        instance: path,
      });
    },
  );

  it('forwards a request with a wrong method to the service, which lists the allowed methods', async () => {
    const { status, headers } = await client.request('DELETE', '/v1/cards');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('returns the request id that the caller sent, and replaces an unsafe id', async () => {
    const given = 'stop-1';
    const { headers } = await client.request('GET', '/ping', { headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id')).toBe(given);
    const unsafe = await client.request('GET', '/ping', { headers: { 'x-request-id': 'a b;c'.repeat(100) } });
    expect(unsafe.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    '/v1/spend/overview',
    '/v1/memberships',
    '/v1/%6demberships',
    '/%76%31/memberships',
    '/v1/membership%73',
  ])('returns 404 for an internal path in any encoding and with any token: %s', async (path) => {
    const token = await client.token('company-ab');
    const response = await fetch(`${client.edgeUrl}${path}?user_id=user-anna`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  });

  it('forwards a support request, from the form to its receipt', async () => {
    const { showContactPage, createSupportRequest } = customerContract.operations;
    const page = await client.request('GET', showContactPage.path);
    expect(page.body).toContain(`action="${createSupportRequest.referencePath}"`);
    const sent = await client.request('POST', createSupportRequest.referencePath ?? '', {
      body: new URLSearchParams({ contact: 'anna@example.com', message: 'Hello' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(sent.status).toBe(303);
    const receipt = await client.request('GET', sent.headers.get('location') ?? '');
    expect([receipt.status, receipt.body]).toEqual([200, expect.stringMatching(/QS-/)]);
  });
});
