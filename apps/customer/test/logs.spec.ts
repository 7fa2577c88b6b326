import { customerContract, message } from '#contracts/customer';
import { standardOutput } from '#libs/logging';
import { type TestResponse, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { send } from './support.ts';

const { createSupportRequest } = customerContract.operations;
const FORM = 'application/x-www-form-urlencoded';
const WRITTEN = { contact: 'anna-the-sender@company-ab.example', message: 'My very private trouble' };
const TOO_LONG = { ...WRITTEN, message: WRITTEN.message.repeat(message.maxLength ?? 0).slice(0, 6_000) };

let output = '';
let customer: TestService;

beforeAll(async () => {
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void (output += line));
  customer = await TestService.start(service, {
    environment: { TRUSTED_PROXIES: '1', LOG_LEVEL: 'info' },
  });
});

afterEach(() => {
  for (const secret of [WRITTEN.contact, encodeURIComponent(WRITTEN.contact), 'private', 'eyJ'])
    expect(output).not.toContain(secret);
});

afterAll(async () => {
  await customer.stop();
  jest.restoreAllMocks();
});

it.each([
  ['is stored', WRITTEN, [201, 303]],
  ['is refused', TOO_LONG, [400, 422]],
])('the service logs a request that %s, but not the text of the sender', async (_, written, statuses) => {
  const answers = [await sendJson(written), await sendForm(written)];
  expect(answers.map(({ status }) => status)).toEqual(statuses);
  for (const answer of answers) expect(loggedWith(answer)).toContain('request completed');
});

it.each([
  '/customer/receipt/QS-7K3M-9PTW-XB4F',
  '/customer/receipts;a=b/QS-7K3M-9PTW-XB4F',
  '/x/QS-7K3M-9PTW-XB4F',
])('the service removes the reference from a misspelled path before it logs the path: %s', async (path) => {
  const answer = await customer.request('GET', path);
  expect(answer.status).toBe(404);
  expect(loggedWith(answer)).not.toContain('QS-7K3M');
  expect(loggedWith(answer)).toMatch(/"path":"\/\w+\/…"/);
});

it('the service leaves out the reference when it logs a request for a receipt', async () => {
  const answers = [
    '/customer/receipts/QS-7K3M-9PTW-XB4F',
    '/customer/receipts/QS-7K3M-9PTW-XB4F?utm_source=mail',
    '/customer/%72eceipts/QS-7K3M-9PTW-XB4F/',
    '/Customer//Receipts/QS-7K3M-9PTW-XB4F',
    '/customer/./x/../receipts/QS-7K3M-9PTW-XB4F',
  ].map((path) => customer.request('GET', path));
  for (const answer of await Promise.all(answers))
    expect(loggedWith(answer)).toContain('"path":"/customer/receipts/{reference}"');
  await customer.request('GET', '/customer/receipts/QS-7K3M-9PTW-XB4F%zz');
  expect(output).not.toContain('7K3M');
});

it('the service logs why it could not store a request, but not the text of the sender', async () => {
  await customer.dataSource.query(
    'ALTER TABLE support_requests ADD CONSTRAINT closed CHECK (false) NOT VALID',
  );
  for (const answer of [await sendJson(WRITTEN), await sendForm(WRITTEN)]) {
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('closed');
    expect(loggedWith(answer)).toContain('violates check constraint');
  }
});

async function sendJson(written: typeof WRITTEN): Promise<TestResponse> {
  const token = await customer.token('company-ab');
  return send(customer, createSupportRequest.path, 'application/json', JSON.stringify(written), token);
}

function sendForm(written: typeof WRITTEN): Promise<TestResponse> {
  const path = createSupportRequest.referencePath ?? '';
  return send(customer, path, FORM, new URLSearchParams(written).toString());
}

function loggedWith(answer: TestResponse): string {
  const requestId = answer.headers.get('x-request-id') ?? '';
  return output
    .split('\n')
    .filter((line) => line.includes(requestId))
    .join('\n');
}
