import type { Page, Request } from 'playwright-core';
import { findAccessibilityViolations } from '#libs/testing';
import type { Mock } from '#tools/local-stack';
import { startMockWithPages } from '../src/mock-with-pages.ts';
import { Phone } from '../src/phone.ts';

const LONG_NAME =
  'Aktiebolaget Sundsvalls Byggnadsmaterial- och Trävaruhandelsförening i Norrland med Dotterbolag';
const LONG_MERCHANT = 'SUPERKALIFRAGILISTIKEXPIALIDOCIOUS*STOCKHOLMARLANDAFLYGPLATS';
/** 999 999 999 999 kr. */
const LARGEST = { amount: 99_999_999_999_900, currency: 'SEK' };
const OVERDRAWN = { amount: -45_678_912_345, currency: 'SEK' };
const NARROW = { width: 320, height: 700 };

let mock: Mock;
let phone: Phone;
let page: Page;

beforeAll(async () => {
  mock = await startMockWithPages();
}, 60_000);

beforeEach(async () => {
  phone = await Phone.start();
  page = phone.page;
});

afterEach(() => phone.stop());
afterAll(() => mock.stop());

function open(view = ''): Promise<unknown> {
  return page.goto(`${mock.url}/#/${view}`);
}

async function change(path: string, changes: (data: Record<string, unknown>) => object): Promise<void> {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: Record<string, unknown> };
    await route.fulfill({ response, json: { ...body, data: changes(body.data) } });
  });
}

const transaction = (merchant: string, amount: number, currency: string, status: string) => ({
  transaction_id: `${currency} ${amount}`,
  merchant,
  amount: { amount, currency },
  status,
  occurred_at: '2026-06-14T12:00:00Z',
});

describe('values at their limits', () => {
  beforeEach(async () => {
    await page.setViewportSize(NARROW);
    await change('**/overview', (data) => ({
      ...data,
      account_name: LONG_NAME,
      total_spend: LARGEST,
      remaining_spend: OVERDRAWN,
      transaction_collection: {
        total_num_of_transactions: 1_234_567,
        transactions: [
          transaction(LONG_MERCHANT, 99_999_999_999_999, 'SEK', 'posted'),
          transaction('Amazon', -129_900, 'EUR', 'status of a newer server'),
          transaction('SJ', 0, 'JPY', 'posted'),
        ],
      },
    }));
    await page.route('**/v1/accounts?*', (route) =>
      route.fulfill({
        json: { data: [{ account_id: 'company-ab', account_name: LONG_NAME }], page: { next_cursor: null } },
      }),
    );
  });

  it('fit a screen of 320 px: long names, amounts of 12 digits, negative amounts and foreign currencies', async () => {
    await open();
    await page.getByText(LONG_MERCHANT).waitFor();
    expect((await page.locator('.figure').innerText()).replaceAll(/\s/g, '')).toContain(
      '−456789123,45/999999999999kr',
    );
    const amounts = (await page.locator('.amount').allInnerTexts()).map((text) => text.replaceAll(/\s/g, ''));
    expect(amounts).toEqual(['999999999999,99kr', '+1299,00€', '0JPY']);
    expect(await phone.fitsItsWidth()).toBe(true);
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });
});

it('the app still shows its menu if a view throws an error', async () => {
  await change('**/overview', (data) => ({ ...data, total_spend: { amount: 1, currency: 'kronor' } }));
  await open();
  await page.getByText('Something went wrong in this view.').waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Invoices' }).click();
  await page.getByRole('heading', { name: 'Invoices' }).waitFor();
});

it('the app shows a message if the browser blocks storage', async () => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied', 'SecurityError');
      },
    });
  });
  await open();
  await page.getByText('Your browser blocks storage for this page.').waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
});

it('each tab keeps the company that the user chose in that tab', async () => {
  await open();
  const company = (tab: Page) => tab.getByLabel('Company', { exact: true });
  await company(page).selectOption({ label: 'Company AB' });
  const second = await page.context().newPage();
  await second.goto(mock.url);
  await company(second).selectOption({ label: 'Company CD' });
  await page.reload();
  expect(await company(page).inputValue()).toBe('company-ab');
  await second.reload();
  expect(await company(second).inputValue()).toBe('company-cd');
});

it("the app shows the company that the user chose last, even if the previous company's data arrives later", async () => {
  await page.route('**/company-ab/overview', async (route) => {
    await page.getByText('18 250/25 000 kr').waitFor();
    await route.continue().catch(() => undefined);
  });
  await open();
  await page.getByLabel('Company', { exact: true }).selectOption({ label: 'Company CD' });
  await page.getByText('18 250/25 000 kr').waitFor();
  expect(await page.getByText('5 400/10 000 kr').count()).toBe(0);
});

describe('a form', () => {
  async function enterDetails(): Promise<void> {
    await page.getByLabel('Last four digits').fill('4242');
    await page.getByLabel('Valid through').fill('06/35');
  }

  it('moves the focus to the first invalid field', async () => {
    await open('card');
    await page.getByLabel('Last four digits').fill('4242');
    await page.getByRole('button', { name: 'Activate card' }).click();
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    expect(await page.getByLabel('Valid through').getAttribute('aria-invalid')).toBe('true');
  });

  it('sends one request for a double click, and shows when to try again if the response has Retry-After', async () => {
    const requests: Request[] = [];
    let respond = (): void => undefined;
    const clicked = new Promise<void>((resolve) => (respond = resolve));
    await page.route('**/activation', async (route) => {
      requests.push(route.request());
      await clicked;
      await route.fulfill({
        status: 503,
        headers: { 'retry-after': '30' },
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'UNAVAILABLE', detail: 'Busy' }),
      });
    });
    await open('card');
    await enterDetails();
    await page.getByRole('button', { name: 'Activate card' }).dblclick();
    respond();
    await page.getByText('Try again in 30 seconds.').waitFor();
    expect(requests).toHaveLength(1);
  });

  it('does not appear again after the activation, even if the user goes back and forward', async () => {
    await open();
    await page.getByRole('link', { name: 'Activate card' }).click();
    await enterDetails();
    await page.getByRole('button', { name: 'Activate card' }).click();
    await page.getByText('Your card is active.').waitFor();
    await page.goBack();
    await page.getByText('4242').waitFor();
    await page.goForward();
    await page.getByText('Has the card been lost or stolen?').waitFor();
    expect(await page.getByRole('button', { name: 'Activate card' }).count()).toBe(0);
  });

  it('keeps an unsent message to support when the page reloads', async () => {
    await open('support');
    await page.getByLabel('What is it about?').fill('My card has not arrived yet.');
    await page.reload();
    expect(await page.getByLabel('What is it about?').inputValue()).toBe('My card has not arrived yet.');
    await page.getByLabel('How can we reach you?').fill('anna@example.com');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your message has been sent').waitFor();
    await page.reload();
    expect(await page.getByLabel('What is it about?').inputValue()).toBe('');
  });
});
