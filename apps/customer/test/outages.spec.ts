import { DataSource } from 'typeorm';
import { customerContract } from '#contracts/customer';
import { platformProblems, problem } from '#contracts/vocabulary';
import { type TestResponse, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { newAddress, send, typedInto } from './support.ts';

const { createSupportRequest, showReceipt } = customerContract.operations;
const FORM = 'application/x-www-form-urlencoded';
const TYPED = { contact: 'anna@company-ab.example', message: '\n "Hej" </textarea><b>& så vidare' };
const RECEIPT = showReceipt.path.replace('{reference}', 'QS-0000-0000-0000');

let customer: TestService;

beforeAll(async () => {
  customer = await TestService.start(service, { environment: { TRUSTED_PROXIES: '1' } });
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => customer.stop());

function failWith(code: string): void {
  const failure = Object.assign(new Error('secret of the database'), { code });
  jest.spyOn(DataSource.prototype, 'createQueryRunner').mockImplementation(() => {
    throw failure;
  });
}

function sendForm(): Promise<TestResponse> {
  return send(customer, createSupportRequest.path, FORM, new URLSearchParams(TYPED).toString());
}

function expectFormBack(answer: TestResponse): void {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const page = String(answer.body);
  expect(typedInto(page, 'contact')).toBe(TYPED.contact);
  expect(typedInto(page, 'message')).toBe(TYPED.message);
  expect(page).toContain('Your message may not have been sent');
  expect(page).not.toMatch(/<b>|secret/);
}

it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53300', '55P03', '57014', '40P01'])(
  'the form shows the typed text again if the database fails with %s',
  async (code) => {
    failWith(code);
    expectFormBack(await sendForm());
  },
);

it('the form shows the typed text again if the table is locked', async () => {
  const lock = customer.dataSource.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE support_requests IN ACCESS EXCLUSIVE MODE');
  const answer = await sendForm();
  await lock.rollbackTransaction();
  await lock.release();
  expectFormBack(answer);
});

it('while the database fails, the service returns a page to browsers and a problem to programs', async () => {
  failWith('ECONNREFUSED');
  const page = await customer.request('GET', RECEIPT, { headers: { 'x-forwarded-for': newAddress() } });
  expect(page.status).toBe(503);
  expect(page.headers.get('retry-after')).not.toBeNull();
  expect(page.body).toContain('not available right now');
  const json = await send(customer, createSupportRequest.path, 'application/json', JSON.stringify(TYPED));
  expect(problem.parse(json.body).code).toBe(platformProblems.unavailable.code);
  expect(json.headers.get('retry-after')).not.toBeNull();
});
