import { accountContract } from '#contracts/account';
import { customerContract } from '#contracts/customer';
import { Client } from '../src/client.ts';

describe('the edge', () => {
  let client: Client;

  beforeAll(async () => {
    client = await Client.connect();
  });

  it('lets the default service answer what no route claims', async () => {
    expect((await client.request('GET', '/ping')).body).toMatchObject({ data: { service: 'account' } });
    const { status, body } = await client.request('GET', '/v1/nothing');
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
  });

  it('leaves methods to the service, which says what it takes', async () => {
    const { status, headers } = await client.request('DELETE', '/v1/cards');
    expect([status, headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('returns the request id that it was given, and makes one of what is not safe', async () => {
    const given = 'mobile-0123456789';
    const { headers } = await client.request('GET', '/ping', { headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id')).toBe(given);
    const unsafe = await client.request('GET', '/ping', { headers: { 'x-request-id': 'a b;c'.repeat(100) } });
    expect(unsafe.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has nothing at a path that is for machines, whoever asks', async () => {
    const { path } = accountContract.operations.listMemberships;
    const answer = await client.get('company-ab', `${path}?user_id=user-anna`);
    expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
  });

  it('takes a support request from the form to its receipt', async () => {
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
