import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findAccessibilityViolations } from '#libs/testing';
import type { Mock } from '#tools/local-stack';
import { startMockWithPages } from '../src/mock-with-pages.ts';
import { Phone } from '../src/phone.ts';

const pictures = join(__dirname, '..', 'test-pictures');

interface State {
  readonly name: string;
  readonly scenario?: string;
  readonly view?: string;
  readonly shows: string;
  readonly hides?: string;
  readonly reach?: (page: Page) => Promise<void>;
}

const states: readonly State[] = [
  { name: 'home', shows: '54 more items in transaction view' },
  { name: 'home-invoice-overdue', scenario: 'invoice-overdue', shows: 'Invoice overdue' },
  { name: 'home-nothing-due', scenario: 'card-active', shows: 'Active', hides: 'Invoice' },
  {
    name: 'home-card-blocked',
    scenario: 'card-blocked',
    shows: 'This card is blocked.',
    hides: 'Activate card',
  },
  {
    name: 'home-card-expired',
    scenario: 'card-expired',
    shows: 'This card has expired.',
    hides: 'Activate card',
  },
  {
    name: 'home-no-card',
    scenario: 'no-card',
    shows: 'Your company has no card yet.',
    hides: 'Activate card',
  },
  {
    name: 'home-no-transactions',
    scenario: 'no-transactions',
    shows: 'There are no transactions yet.',
    hides: 'in transaction view',
  },
  {
    name: 'home-card-down',
    scenario: 'card-service-down',
    shows: 'Your card can’t be shown right now.',
    hides: 'Activate card',
  },
  {
    name: 'home-transaction-down',
    scenario: 'transaction-service-down',
    shows: 'Your transactions can’t be shown right now.',
    hides: '54 more',
  },
  {
    name: 'home-invoice-down',
    scenario: 'invoice-service-down',
    shows: '5 400/10 000 kr',
    hides: 'Invoice due',
  },
  { name: 'menu', shows: 'Sign out', reach: (page) => page.getByRole('button', { name: 'Menu' }).click() },
  { name: 'mock-panel', shows: 'Latency', reach: (page) => page.getByText('Mock', { exact: true }).click() },
  { name: 'transactions', view: 'transactions', shows: 'Show more' },
  {
    name: 'transactions-none',
    view: 'transactions',
    shows: 'No transaction matches these filters.',
    reach: (page) => page.getByLabel('Merchant').fill('zebra'),
  },
  { name: 'card', view: 'card', shows: 'Activate your card' },
  {
    name: 'card-active',
    scenario: 'card-active',
    view: 'card',
    shows: '5 000 kr',
    hides: 'Activate your card',
  },
  { name: 'card-blocked', scenario: 'card-blocked', view: 'card', shows: 'This card is blocked.' },
  { name: 'card-none', scenario: 'no-card', view: 'card', shows: 'Your company has no card yet.' },
  {
    name: 'card-invalid-details',
    view: 'card',
    shows: 'Enter four digits.',
    reach: (page) => page.getByRole('button', { name: 'Activate card' }).click(),
  },
  {
    name: 'card-wrong-details',
    view: 'card',
    shows: 'These details do not match your card.',
    reach: (page) => activate(page, '0000'),
  },
  {
    name: 'card-locked',
    view: 'card',
    shows: 'Activation is locked after too many wrong attempts.',
    hides: 'Activate your card',
    reach: (page) => lockActivation(page),
  },
  {
    name: 'card-activated',
    view: 'card',
    shows: 'Your card is active.',
    reach: (page) => activate(page, '4242'),
  },
  { name: 'invoices', view: 'invoices', shows: 'Due' },
  { name: 'invoices-overdue', scenario: 'invoice-overdue', view: 'invoices', shows: 'days late' },
  { name: 'invoices-none', scenario: 'no-card', view: 'invoices', shows: 'There are no invoices yet.' },
  { name: 'spend', view: 'spend', shows: 'Limit' },
  { name: 'support', view: 'support', shows: 'What is it about?' },
  {
    name: 'support-sent',
    view: 'support',
    shows: 'Your message has been sent',
    reach: async (page) => {
      await page.getByLabel('How can we reach you?').fill('anna@example.com');
      await page.getByLabel('What is it about?').fill('My card has not arrived yet.');
      await page.getByRole('button', { name: 'Send' }).click();
    },
  },
  {
    name: 'signed-out',
    shows: 'Sign in to see what you have spent',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
    },
  },
  { name: 'offline', shows: 'You are offline.', reach: (page) => page.context().setOffline(true) },
];

async function activate(page: Page, digits: string): Promise<void> {
  await page.getByLabel('Last four digits').fill(digits);
  await page.getByLabel('Valid through').fill('06/35');
  await page.getByRole('button', { name: 'Activate card' }).click();
}

async function lockActivation(page: Page): Promise<void> {
  const form = page.getByRole('button', { name: 'Activate card' });
  const locked = page.getByText('Activation is locked after');
  while ((await locked.count()) === 0) {
    if (await form.isEnabled().catch(() => false)) await activate(page, '0000');
    await page.waitForTimeout(50);
  }
}

let mock: Mock;
let phone: Phone;

beforeAll(async () => {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures);
  mock = await startMockWithPages();
  phone = await Phone.start();
}, 60_000);

afterAll(async () => {
  await phone.stop();
  await mock.stop();
});

async function changeMock(settings: object): Promise<void> {
  await fetch(`${mock.url}/mock/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
}

async function open(scenario = '', view = ''): Promise<void> {
  const { page } = phone;
  await page.context().setOffline(false);
  await page.goto(`${mock.url}/icon.svg`);
  await page.evaluate(`sessionStorage.setItem('scenario', '${scenario}')`);
  await page.goto(`${mock.url}/#/${view}`);
  await page.getByText('Mock', { exact: true }).waitFor();
}

async function expectGoodPage(name: string): Promise<void> {
  const { page } = phone;
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  expect(await findAccessibilityViolations(page)).toEqual([]);
  expect(await phone.fitsItsWidth()).toBe(true);
  expect(await phone.smallControls()).toEqual([]);
}

describe('the app', () => {
  beforeEach(() => changeMock({ reset: true }));

  it.each(states)(
    'is complete and accessible in the state $name',
    async ({ name, scenario, view, shows, hides, reach }) => {
      const { page } = phone;
      await open(scenario, view);
      await page.getByRole('main').waitFor();
      await reach?.(page);
      await page.getByText(shows).filter({ visible: true }).first().waitFor();
      if (hides !== undefined) expect(await page.getByRole('main').getByText(hides).count()).toBe(0);
      await expectGoodPage(name);
    },
  );

  it('shows grey lines while the home screen is loading', async () => {
    await changeMock({ operations: { getOverview: { latency_ms: 60_000 } } });
    await open();
    await phone.page.getByText('Loading your transactions').waitFor({ state: 'attached' });
    await expectGoodPage('home-loading');
  });

  it('offers a retry if no data is available, and shows the data after the retry', async () => {
    await changeMock({ operations: { getOverview: { failure_rate: 1 } } });
    await open();
    await phone.page.getByText('Your company can’t be shown right now.').waitFor();
    await expectGoodPage('home-unavailable');
    await changeMock({ reset: true });
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    await phone.page.getByText('5 400/10 000 kr').waitFor();
  });

  it('asks the user to sign in again if the API rejects the token', async () => {
    await phone.page.route('**/v1/accounts?*', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'UNAUTHENTICATED', detail: 'The token has expired' }),
      }),
    );
    await open();
    await phone.page.getByText('Your session has ended').waitFor();
    await phone.page.unrouteAll();
    await expectGoodPage('session-ended');
  });

  it.each([
    ['home', ''],
    ['card', 'card'],
    ['transactions', 'transactions'],
    ['invoices', 'invoices'],
    ['spend', 'spend'],
    ['support', 'support'],
  ])('is accessible in the dark theme in the view %s', async (name, view) => {
    const { page } = phone;
    await page.emulateMedia({ colorScheme: 'dark' });
    try {
      await open('', view);
      const text = view === '' ? '54 more' : view === 'support' ? 'What is it about?' : 'Company AB';
      await page.getByRole('main').getByText(text).first().waitFor();
      expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(237, 241, 239)');
      await expectGoodPage(`${name}-dark`);
    } finally {
      await page.emulateMedia({ colorScheme: 'light' });
    }
  });

  it.each([
    ['narrow', 320],
    ['desktop', 1280],
  ])('fits a %s screen of %d px', async (name, width) => {
    const { page } = phone;
    const size = page.viewportSize() ?? { width, height: 844 };
    await page.setViewportSize({ width, height: 844 });
    for (const view of ['', 'transactions', 'card']) {
      await open('', view);
      await page
        .getByRole('main')
        .getByText(view === '' ? '54 more' : 'Company AB')
        .first()
        .waitFor();
      await expectGoodPage(`${view || 'home'}-${name}`);
    }
    await page.setViewportSize(size);
  });

  it('shows the whole due date of an invoice on a screen of 320 px', async () => {
    const { page } = phone;
    const size = page.viewportSize() ?? { width: 390, height: 844 };
    await page.setViewportSize({ width: 320, height: 844 });
    await open('', 'invoices');
    await page.locator('.row-title').first().waitFor();
    const [title, shown] = await Promise.all(
      ['scrollWidth', 'clientWidth'].map((side) =>
        page.evaluate(`document.querySelector('.row-title').${side}`),
      ),
    );
    await page.setViewportSize(size);
    expect(title).toBe(shown);
  });
});

describe('the mock panel', () => {
  it("selects a scenario, and shows the company's data again after a reset", async () => {
    const { page } = phone;
    await changeMock({ reset: true });
    await open();
    await page.getByText('Mock', { exact: true }).click();
    await page.getByLabel('Scenario').selectOption('card-blocked');
    await page.getByText('This card is blocked.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('link', { name: 'Activate card' }).waitFor();
  });

  it('makes all operations fail until a user resets the mock', async () => {
    const { page } = phone;
    await page.getByLabel('Failures').selectOption('100 %');
    await page.getByText('can’t be shown right now.').first().waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('5 400/10 000 kr').waitFor();
  });
});

describe('the keyboard', () => {
  it('reaches every link and button of the home screen in order', async () => {
    const { page } = phone;
    await open();
    await page.getByText('54 more').waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        String(await page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.innerText')),
      );
    }
    expect(reached).toEqual([
      'Mock',
      'Qred, home',
      'Menu',
      'Company',
      'Invoice due',
      expect.stringContaining('Card view'),
      expect.stringContaining('spend view'),
      '54 more items in transaction view',
      'Activate card',
    ]);
  });

  it('opens a view, and puts the focus on its heading', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: '54 more' }).press('Enter');
    await page.getByRole('heading', { name: 'Transactions' }).waitFor();
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Transactions');
  });
});

it('the app violates no Content-Security-Policy and throws no error', () => {
  expect(phone.faults).toEqual([]);
});
