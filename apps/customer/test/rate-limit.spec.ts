import { customerContract } from '#contracts/customer';
import { platformProblems, problem } from '#contracts/vocabulary';
import { type TestResponse, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { typedInto } from './support.ts';

const { showContactPage, createSupportRequest, showReceipt } = customerContract.operations;
const LIMIT = 60;
const WRITTEN = { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' };

let customer: TestService | undefined;

afterEach(() => customer?.stop());

async function startBehind(proxies: number): Promise<TestService> {
  customer = await TestService.start(service, {
    environment: { TRUSTED_PROXIES: String(proxies), RATE_LIMIT_PER_MINUTE: undefined },
  });
  return customer;
}

it('the service accepts 60 calls a minute to each operation from the same address, even if X-Forwarded-For changes', async () => {
  const direct = await startBehind(0);
  const show = (call: number) =>
    direct.request('GET', showContactPage.path, { headers: { 'x-forwarded-for': `10.0.0.${call}` } });
  expect(await statusesOf(LIMIT, show)).toEqual([200]);
  const refused = await show(61);
  expectTooMany(refused);
  const other = await direct.request('GET', showReceipt.path.replace('{reference}', 'QS-1'));
  expect(other.status).toBe(404);
});

it('the service counts each guess of a reference towards the rate limit', async () => {
  const direct = await startBehind(0);
  const guess = (call: number) =>
    direct.request('GET', showReceipt.path.replace('{reference}', `QS-${call}`));
  expect(await statusesOf(LIMIT, guess)).toEqual([404]);
  expectTooMany(await guess(61));
});

it('the service shows the typed text again if one address has sent too many forms', async () => {
  const direct = await startBehind(0);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(WRITTEN).toString();
  const sendForm = () => direct.request('POST', createSupportRequest.path, { headers, body });
  expect(await statusesOf(LIMIT, sendForm)).toEqual([303]);
  const refused = await sendForm();
  expectTooMany(refused);
  expect(typedInto(String(refused.body), 'message')).toBe(WRITTEN.message);
});

async function statusesOf(calls: number, call: (index: number) => Promise<TestResponse>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: calls }, (_, index) => call(index)));
  return [...new Set(answers.map(({ status }) => status))];
}

function expectTooMany(answer: TestResponse): void {
  expect(answer.status).toBe(429);
  if (typeof answer.body === 'string') expect(answer.body).toContain('Wait a minute');
  else expect(problem.parse(answer.body).code).toBe(platformProblems.tooManyRequests.code);
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
}
