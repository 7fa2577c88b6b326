import { customerContract } from '#contracts/customer';
import { type TestResponse, TestService } from '#libs/testing';
import { SupportRequestEntity } from '../src/support-requests/support-request.entity.ts';
import { service } from '../src/service.ts';
import { newAddress, send, tagsOf, typedInto } from './support.ts';

const { showContactPage, createSupportRequest } = customerContract.operations;
const FORM = 'application/x-www-form-urlencoded';
const WRITTEN = { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' };

let customer: TestService;

beforeAll(async () => {
  customer = await TestService.start(service, { environment: { TRUSTED_PROXIES: '1' } });
});

beforeEach(() => customer.dataSource.getRepository(SupportRequestEntity).clear());

afterAll(() => customer.stop());

const count = () => customer.dataSource.getRepository(SupportRequestEntity).count();

function sendJson(key?: string, body: object = WRITTEN, token?: string): Promise<TestResponse> {
  return customer.request('POST', createSupportRequest.path, {
    body,
    headers: {
      'x-forwarded-for': newAddress(),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(token !== undefined && { token }),
  });
}

function sendForm(fields: Record<string, string>): Promise<TestResponse> {
  const body = new URLSearchParams(fields).toString();
  return send(customer, createSupportRequest.referencePath ?? '', FORM, body);
}

async function openForm(): Promise<string> {
  const headers = { 'x-forwarded-for': newAddress() };
  return keyIn(await customer.request('GET', showContactPage.path, { headers }));
}

function keyIn({ body }: TestResponse): string {
  const hidden = tagsOf(String(body), 'input').find(({ attributes }) => attributes.type === 'hidden');
  expect(hidden?.attributes.name).toBe('idempotency_key');
  return hidden?.attributes.value ?? '';
}

function referenceOf(answer: TestResponse): string {
  return createSupportRequest.responses[201].schema.parse(answer.body).data.reference;
}

describe('a request that is sent as JSON', () => {
  it('is stored once per idempotency key, and a repeated request returns the same reference', async () => {
    const [first, again] = [await sendJson('json-1'), await sendJson('json-1')];
    expect(referenceOf(again)).toBe(referenceOf(first));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await count()).toBe(1);
  });

  it('is stored each time if it has no idempotency key', async () => {
    expect(referenceOf(await sendJson())).not.toBe(referenceOf(await sendJson()));
    expect(await count()).toBe(2);
  });

  it('never returns the receipt of a different sender who used the same idempotency key', async () => {
    const [first] = [await sendJson('shared-key')];
    const guess = await sendJson('shared-key', { ...WRITTEN, message: 'Somebody else' });
    expect(guess).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(JSON.stringify(guess.body)).not.toContain(referenceOf(first));
    const member = await sendJson('shared-key', WRITTEN, await customer.token('company-ab'));
    expect(referenceOf(member)).not.toBe(referenceOf(first));
  });

  it('can use an idempotency key again if the first request with that key was invalid', async () => {
    expect((await sendJson('mended', { ...WRITTEN, message: '' })).status).toBe(400);
    expect((await sendJson('mended')).status).toBe(201);
  });
});

describe('the contact form', () => {
  it('has a new random idempotency key each time a person opens the form', async () => {
    const keys = [await openForm(), await openForm(), await openForm()];
    expect(new Set(keys).size).toBe(3);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('returns the same reference for both requests of a double click', async () => {
    const fields = { ...WRITTEN, idempotency_key: await openForm() };
    const clicks = await Promise.all([sendForm(fields), sendForm(fields), sendForm(fields)]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(clicks.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it('works without an idempotency key', async () => {
    expect((await sendForm(WRITTEN)).status).toBe(303);
  });

  it('keeps its idempotency key when it is shown again with errors', async () => {
    const key = await openForm();
    const page = await sendForm({ ...WRITTEN, message: '', idempotency_key: key });
    expect([page.status, keyIn(page)]).toEqual([422, key]);
    expect((await sendForm({ ...WRITTEN, idempotency_key: key })).status).toBe(303);
  });

  it.each(['', 'a b', 'k'.repeat(256)])(
    'is shown again with a new idempotency key instead of the invalid key %j',
    async (bad) => {
      const page = await sendForm({ ...WRITTEN, idempotency_key: bad });
      expect(page.status).toBe(422);
      expect(keyIn(page)).toMatch(/^[0-9a-f-]{36}$/);
      expect(typedInto(String(page.body), 'message')).toBe(WRITTEN.message);
    },
  );

  it('is shown again with a new idempotency key if the old key was already used for a different text', async () => {
    const key = await openForm();
    await sendForm({ ...WRITTEN, idempotency_key: key });
    const page = await sendForm({ ...WRITTEN, message: 'Another message', idempotency_key: key });
    expect(page.status).toBe(422);
    expect(typedInto(String(page.body), 'message')).toBe('Another message');
    const next = await sendForm({ ...WRITTEN, message: 'Another message', idempotency_key: keyIn(page) });
    expect(next.status).toBe(303);
    expect(await count()).toBe(2);
  });
});

it('the service adds one audit row for each request, without the sender and the text', async () => {
  const token = await customer.token('company-ab');
  const reference = referenceOf(await sendJson('audit-1', WRITTEN, token));
  await sendJson('audit-1', WRITTEN, token);
  const rows = await customer.dataSource.query<object[]>('SELECT * FROM audit_log WHERE entity_id = $1', [
    reference,
  ]);
  expect(rows).toMatchObject([{ actor_kind: 'member', actor_id: 'user-test', entity: 'support_request' }]);
  for (const text of Object.values(WRITTEN)) expect(JSON.stringify(rows)).not.toContain(text);
});
