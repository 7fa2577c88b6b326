import { gzipSync } from 'node:zlib';
import { findAccessibilityViolations } from '#libs/testing';
import { Phone } from '../src/phone.ts';

const { E2E_EDGE_URL = '' } = process.env;
const HOME = `${E2E_EDGE_URL.replace('127.0.0.1', 'localhost')}/`;
/** In bytes, compressed. */
const JAVASCRIPT_LIMIT = 150_000;

describe('the phone screen on the stack that npm start runs', () => {
  let phone: Phone;
  const scripts = new Set<string>();

  beforeAll(async () => {
    phone = await Phone.start();
    phone.page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.add(response.url());
    });
    await phone.signIn(HOME, 'user-anna');
  });

  afterAll(() => phone.stop());

  it('shows the figures of the wireframe for Company AB', async () => {
    const { page } = phone;
    await page.getByText('5 400/10 000 kr').waitFor();
    expect(await page.getByLabel('Company').inputValue()).toBe('company-ab');
    expect(await page.getByRole('link', { name: 'Invoice due' }).count()).toBe(1);
    expect(
      await page.getByRole('region', { name: 'Latest transactions' }).getByRole('listitem').count(),
    ).toBe(3);
    expect(await page.getByRole('link', { name: '54 more items in transaction view' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Contact Qred’s support' }).count()).toBe(1);
  });

  it('shows the image of the card from object storage', async () => {
    const width = await phone.page.evaluate(
      "document.querySelector('.card-art img').decode().then(() => document.querySelector('.card-art img').naturalWidth)",
    );
    expect(width).toBe(1012);
  });

  it("switches to the user's other company, and back", async () => {
    const { page } = phone;
    await page.getByLabel('Company').selectOption({ label: 'Company CD' });
    await page.getByText('18 250/25 000 kr').waitFor();
    await page.getByLabel('Company').selectOption({ label: 'Company AB' });
    await page.getByText('5 400/10 000 kr').waitFor();
  });

  it('lists all 57 transactions after the user scrolls to the end of the list', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: '54 more items' }).click();
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.first().waitFor();
    while ((await page.getByText('End of the list').count()) === 0) {
      await rows.last().scrollIntoViewIfNeeded();
    }
    expect(await rows.count()).toBe(57);
  });

  it('filters transactions by merchant and by status', async () => {
    const { page } = phone;
    await page.getByLabel('Merchant').fill('circle');
    await page.getByText('Circle K Solna').first().waitFor();
    await page.getByText('Clas Ohlson').first().waitFor({ state: 'detached' });
    await page.getByLabel('Status').selectOption('Refunded');
    await page.getByText('No transaction matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Clas Ohlson').first().waitFor();
  });

  it('has no accessibility violations on the home screen and on the sign-in page', async () => {
    const { page } = phone;
    await page.goto(HOME);
    await page.getByText('5 400/10 000 kr').waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign out' }).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Choose a user' }).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  it(`loads less than ${JAVASCRIPT_LIMIT / 1000} kB of compressed JavaScript`, async () => {
    const bodies = await Promise.all([...scripts].map(async (url) => (await fetch(url)).arrayBuffer()));
    const size = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bodies.length).toBeGreaterThan(0);
    expect(size).toBeLessThan(JAVASCRIPT_LIMIT);
  });

  it('violates no Content-Security-Policy and throws no error', () => {
    expect(phone.faults).toEqual([]);
  });
});

describe('the activation of a card', () => {
  /** No other test reads the card of this user's company. */
  const USER = 'user-acc7';
  let phone: Phone;

  beforeAll(async () => {
    phone = await Phone.start();
    await phone.signIn(`${HOME}#/card`, USER);
  });

  afterAll(() => phone.stop());

  it('opens after a user follows the link in the home screen and signs in', async () => {
    await phone.page.getByRole('heading', { name: 'Activate your card' }).waitFor();
    await phone.page.getByRole('link', { name: 'Home', exact: true }).click();
  });

  it('rejects wrong details and accepts correct details, and the home screen then shows the active card', async () => {
    const { page } = phone;
    const activate = async (digits: string, expiry: string): Promise<void> => {
      await page.getByLabel('Last four digits').fill(digits);
      await page.getByLabel('Valid through').fill(expiry);
      await page.getByRole('button', { name: 'Activate card' }).click();
    };
    await page.getByText('Not activated').waitFor();
    await page.getByRole('link', { name: 'Activate card' }).click();
    await activate('0000', '09/35');
    await page.getByText('These details do not match your card.').waitFor();
    await activate('7007', '09/35');
    await page.getByText('Your card is active.').waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByText('7007').waitFor();
    expect(await page.getByRole('link', { name: 'Activate card' }).count()).toBe(0);
  });
});

it('the app signs out in all tabs when the user signs out in one tab', async () => {
  const first = await Phone.start();
  try {
    await first.signIn(HOME, 'user-anna');
    const second = await first.page.context().newPage();
    await second.goto(HOME);
    await second.getByRole('button', { name: 'Sign in' }).click();
    await second.getByRole('button', { name: 'Menu' }).waitFor();
    await first.page.getByRole('button', { name: 'Menu' }).click();
    await first.page.getByRole('button', { name: 'Sign out' }).click();
    await second.getByRole('button', { name: 'Sign in' }).waitFor();
  } finally {
    await first.stop();
  }
});
