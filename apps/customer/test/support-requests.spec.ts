import { customerContract } from '#contracts/customer';
import { type TestResponse, TEST_NOW, TestService, expectInvalid } from '#libs/testing';
import { SupportRequestEntity } from '../src/support-requests/support-request.entity.ts';
import { service } from '../src/service.ts';
import { send } from './support.ts';

const { createSupportRequest } = customerContract.operations;
const PATHS = [createSupportRequest.path, createSupportRequest.referencePath ?? ''];
const WRITTEN = { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' };
const ANNA = { sub: 'user-anna', account_ids: ['company-ab', 'company-cd'] };

let customer: TestService;

beforeAll(async () => {
  customer = await TestService.start(service, { environment: { TRUSTED_PROXIES: '1' } });
});

afterAll(() => customer.stop());

it('the service stores times in milliseconds', async () => {
  const rows: unknown = await customer.dataSource.query(
    `SELECT datetime_precision FROM information_schema.columns
     WHERE table_name = 'support_requests' AND column_name = 'created_at'`,
  );
  expect(rows).toEqual([{ datetime_precision: 3 }]);
});

describe('a request that is sent as JSON', () => {
  it.each(PATHS)('is stored by POST %s, which returns a reference', async (path) => {
    const answer = await sendJson(WRITTEN, path);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/customer/receipts/${referenceOf(answer)}`);
    expect(referenceOf(answer)).toMatch(/^QS(-[0-9B-DF-HJKMNP-TV-Z]{4}){3}$/);
    expect(await stored(answer)).toEqual({
      reference: referenceOf(answer),
      ...WRITTEN,
      userId: null,
      accountIds: [],
      createdAt: TEST_NOW,
    });
  });

  it('is stored with the user and the accounts from the token', async () => {
    const answer = await sendJson(WRITTEN, PATHS[0], await customer.issuer.mint(ANNA));
    expect(await stored(answer)).toMatchObject({
      userId: 'user-anna',
      accountIds: ['company-ab', 'company-cd'],
    });
  });

  it('is stored without an account if a machine sends it', async () => {
    const token = await customer.issuer.mintMachine('reporter', 'memberships.read');
    const answer = await sendJson(WRITTEN, PATHS[0], token);
    expect(await stored(answer)).toMatchObject({ userId: null, accountIds: [] });
  });

  it('is stored without whitespace around its texts, but keeps whitespace inside the texts', async () => {
    const message = 'First line\n\n\tSecond line, 10 % & "quoted" — åäö 🙂';
    const answer = await sendJson({ contact: '  070-123 45 67 ', message: `\n ${message} \n` });
    expect(await stored(answer)).toMatchObject({ contact: '070-123 45 67', message });
  });

  it('is stored in NFC, without invisible characters and full card numbers', async () => {
    const answer = await sendJson({
      contact: '\u202Eanna\u200B@company-ab.example\uFEFF',
      message: 'Mitt kort A\u030A 4111\u00A01111\u00A01111\u00A01111 👩\u200D💻',
    });
    expect(await stored(answer)).toMatchObject({
      contact: 'anna@company-ab.example',
      message: 'Mitt kort Å •••• 1111 👩\u200D💻',
    });
  });

  it('accepts a message of the maximum length, and rejects a longer message', async () => {
    const longest = { contact: 'å'.repeat(200), message: '語'.repeat(5_000) };
    expect(await stored(await sendJson(longest))).toMatchObject(longest);
    expectInvalid(await sendJson({ ...longest, contact: 'å'.repeat(201) }), 'body/contact');
    expectInvalid(await sendJson({ ...longest, message: '語'.repeat(5_001) }), 'body/message');
  });

  it.each([
    ['no fields', {}, ['/contact', '/message']],
    ['an empty contact', { ...WRITTEN, contact: '' }, ['/contact']],
    ['a message of spaces', { ...WRITTEN, message: ' \n\t ' }, ['/message']],
    ['a contact of invisible characters', { ...WRITTEN, contact: '\u200B\u2060\uFEFF' }, ['/contact']],
    ['null', { ...WRITTEN, message: null }, ['/message']],
    ['a number', { ...WRITTEN, contact: 46 }, ['/contact']],
    ['a list', { ...WRITTEN, message: ['a'] }, ['/message']],
    ['a NUL', { ...WRITTEN, message: 'a\u0000b' }, ['/message']],
    ['a line break in the contact', { ...WRITTEN, contact: 'a\nb' }, ['/contact']],
    ['an unknown field', { ...WRITTEN, account_id: 'company-ab' }, ['/account_id']],
    ['a list around it', [WRITTEN], ['']],
  ])('is rejected with %s', async (_, body, pointers) => {
    expectInvalid(await sendJson(body), ...pointers.map((pointer) => `body${pointer}`));
  });
});

it('a request is not stored if its token is invalid', async () => {
  const before = await count();
  const form = new URLSearchParams(WRITTEN).toString();
  const answers = [
    await sendJson(WRITTEN, PATHS[0], 'not.a.token'),
    await send(customer, PATHS[1] ?? '', 'application/x-www-form-urlencoded', form, 'not.a.token'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(await count()).toBe(before);
});

function sendJson(body: unknown, path = PATHS[0] ?? '', token?: string): Promise<TestResponse> {
  return send(customer, path, 'application/json', JSON.stringify(body), token);
}

function referenceOf(answer: TestResponse): string {
  return createSupportRequest.responses[201].schema.parse(answer.body).data.reference;
}

function stored(answer: TestResponse): Promise<SupportRequestEntity> {
  return customer.dataSource
    .getRepository(SupportRequestEntity)
    .findOneByOrFail({ reference: referenceOf(answer) });
}

function count(): Promise<number> {
  return customer.dataSource.getRepository(SupportRequestEntity).count();
}
