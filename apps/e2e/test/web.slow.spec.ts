import { setTimeout as delay } from 'node:timers/promises';
import { Phone } from '../src/phone.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

/**
 * The lifetime of a token. The lifetime is long enough for a sign-in on a busy machine, and so short that a test can
 * wait until the token expires.
 */
const TOKEN_SECONDS = 20;

let stack: TestStack;
let phone: Phone;
const tokens: (string | undefined)[] = [];

beforeAll(async () => {
  stack = await startTestStack({}, { tokenSeconds: TOKEN_SECONDS });
  phone = await Phone.start();
  phone.page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/')) tokens.push(request.headers().authorization);
  });
  await phone.signIn(`http://localhost:${stack.ports.edge}/`, 'user-anna');
  await phone.page.getByText('5 400/10 000 kr').waitFor();
}, 60_000);

afterAll(async () => {
  await phone.stop();
  await stack.stop();
});

function service(name: string) {
  const found = stack.services.get(name);
  if (!found) throw new Error(`There is no service ${name}`);
  return found;
}

it.each([
  ['transaction', 'Your transactions can’t be shown right now.', '54 more items in transaction view'],
  ['card', 'Your card can’t be shown right now.', 'Not activated'],
])(
  'after the service %s is killed, the app marks the data of that service as unavailable until the service runs again',
  async (name, message, content) => {
    const { page } = phone;
    service(name).signal('SIGKILL');
    await page.reload();
    await page.getByText(message).waitFor();
    expect(await page.getByText('Invoice due').count()).toBe(1);
    expect(await page.getByText(content).count()).toBe(0);
    service(name).serve();
    await page.getByText(content).waitFor();
    await page.getByText(message).waitFor({ state: 'detached' });
  },
  60_000,
);

it('the app renews the token before it expires, and the user notices nothing', async () => {
  const { page } = phone;
  const [first] = tokens;
  await delay(TOKEN_SECONDS * 1_000);
  await page.getByLabel('Company').selectOption({ label: 'Company CD' });
  await page.getByText('18 250/25 000 kr').waitFor();
  expect(tokens.at(-1)).not.toBe(first);
  await page.getByLabel('Company').selectOption({ label: 'Company AB' });
  await page.getByText('5 400/10 000 kr').waitFor();
}, 60_000);

describe('the activation', () => {
  async function activate(digits: string, expiry: string): Promise<void> {
    const { page } = phone;
    await page.getByLabel('Last four digits').fill(digits);
    await page.getByLabel('Valid through').fill(expiry);
    await page.getByRole('button', { name: 'Activate card' }).click();
  }

  it('names each invalid field before it sends a request', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: 'Activate card' }).click();
    await activate('42', '06/2');
    await page.getByText('Enter four digits.').waitFor();
    expect(await page.getByLabel('Last four digits').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Enter the month and the year, such as 06/35.').waitFor();
  });

  it('tells the user that wrong details do not match the card, and keeps the form', async () => {
    const { page } = phone;
    await activate('0000', '06/35');
    await page.getByText('These details do not match your card.').waitFor();
    expect(await page.getByLabel('Last four digits').inputValue()).toBe('0000');
  });

  it('succeeds with the right details, and the home screen then shows the active card', async () => {
    const { page } = phone;
    await activate('4242', '06/35');
    await page.getByText('Your card is active.').waitFor();
    await page.getByText('4242').waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByText('5 400/10 000 kr').waitFor();
    expect(await page.getByRole('link', { name: 'Activate card' }).count()).toBe(0);
  });
});

it('the app sends a message to support, and shows the reference number', async () => {
  const { page } = phone;
  await page.getByRole('link', { name: 'Contact Qred’s support' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.field-error').first().waitFor();
  await page.getByLabel('How can we reach you?').fill('anna@example.com');
  await page.getByLabel('What is it about?').fill('My card has not arrived yet.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/QS-/).waitFor();
});

it('the app violates no Content-Security-Policy and throws no error', () => {
  expect(phone.faults).toEqual([]);
});
