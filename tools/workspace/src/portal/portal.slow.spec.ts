import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '#libs/stand-ins';
import { findAccessibilityViolations, launchBrowser } from '#libs/testing';
import { LocalProgram } from '../testing/local-program.ts';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';

const workspace = resolve(__dirname, '../../../..');
const PICTURES = join(workspace, 'tools/workspace/test-pictures');
const AUTHOR = ['-c', 'user.name=Test', '-c', 'user.email=test@qred.example'];
const DESKTOP = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 700 };

// The test builds a copy of the workspace, and the machine may be busy.
jest.setTimeout(15 * 60_000);

const copy = new WorkspaceCopy(workspace);
/** Uncaught errors, violations of the Content-Security-Policy, and requests to other servers. */
const faults: string[] = [];
let stack: LocalProgram;
let browser: Browser;
let page: Page;
let home: string;

async function environment(): Promise<NodeJS.ProcessEnv> {
  const names = ['EDGE_PORT', 'ISSUER_PORT', 'POSTGRES_PORT', 'STORAGE_PORT'];
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const));
  return { ...copy.environment, ...Object.fromEntries(ports) };
}

async function show(path: string, heading: string): Promise<void> {
  await page.goto(`${home}portal/#/${path}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

async function takePicture(name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  copy.changes();
  copy.run('git', ...AUTHOR, 'commit', '--quiet', '--message', 'Copy the workspace');
  copy.movePorts(20_000);
  stack = new LocalProgram(copy.root, ['tools/local-stack/src/main.ts'], await environment());
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: DESKTOP, locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  home = await stack.waitForOutput(/Open (\S+) in a browser/);
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !['localhost', '127.0.0.1'].includes(hostname))
      faults.push(request.url());
  });
});

afterAll(async () => {
  await browser.close();
  await stack.stop();
  copy.delete();
});

it('the portal\'s picture of a phone links "Remaining spend" to an operation that returns 5 400 kr', async () => {
  await page.goto(home);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('button[value="user-anna"]').click();
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  await show('screens', 'Screens');
  await page.getByRole('button', { name: /Remaining spend/ }).click();
  await page.getByText('data.remaining_spend.amount').first().waitFor();
  await takePicture('screen-element');
  await page.getByRole('link', { name: 'Open getOverview and try it' }).click();
  await page.getByText('Requests are sent as the signed-in user.').waitFor();
  await page.getByRole('button', { name: /Test Request.*\/v1\/accounts\/\{account_id\}\/overview/s }).click();
  await page.getByRole('button', { name: 'Send' }).first().click();
  const response = page.locator('.cm-content', { hasText: 'remaining_spend' }).last();
  await response.waitFor();
  expect((await response.innerText()).replace(/\s+/g, ' ')).toContain(
    '"remaining_spend": { "amount": 540000, "currency": "SEK" }',
  );
  await page.screenshot({ path: join(PICTURES, 'reference.png') });
});

it.each([
  { ...DESKTOP, theme: 'light' as const },
  { ...NARROW, theme: 'dark' as const },
])(
  'the API reference is accessible in the $theme theme, and fits a window with a width of $width px',
  async ({ theme, ...size }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`${home}portal/reference/`);
    await page.getByText('Requests are sent as the signed-in user.').waitFor();
    await page.getByRole('heading', { name: 'Qred card API' }).waitFor();
    await page.screenshot({ path: join(PICTURES, `reference-${size.width}.png`) });
    const violations = await findAccessibilityViolations(page);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    const shown = await page.evaluate('document.body.className');
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(violations).toEqual([]);
    expect(width).toBe(size.width);
    expect(shown).toContain(`${theme}-mode`);
  },
);

it('the API reference changes its theme together with the browser', async () => {
  await page.goto(`${home}portal/reference/`);
  await page.locator('body.light-mode').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('body.dark-mode:not(.light-mode)').waitFor();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('body.light-mode:not(.dark-mode)').waitFor();
});

it.each([
  ['services', 'Services'],
  ['screens', 'Screens'],
  ['errors', 'Errors'],
  ['changes', 'Changes'],
  ['briefs', 'Briefs'],
  ['requests', 'Requests'],
  ['figures', 'Figures'],
])('the page %s is accessible in both themes, and fits a narrow window', async (path, heading) => {
  await show(path, heading);
  await takePicture(path);
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(`${path}-dark`);
  const darkViolations = await findAccessibilityViolations(page);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(darkViolations).toEqual([]);
  await page.setViewportSize(NARROW);
  await takePicture(`${path}-narrow`);
  const width = await page.evaluate('document.documentElement.scrollWidth');
  await page.setViewportSize(DESKTOP);
  expect(width).toBe(NARROW.width);
});

it('on the Screens page, the Enter key shows why a step is unknown', async () => {
  await show('screens', 'Screens');
  const steps = page.locator('details.states').first();
  const reason = steps.getByText('No deployment is recorded here.');
  await reason.waitFor({ state: 'hidden' });
  await steps.locator('summary').press('Enter');
  await reason.waitFor();
});

it('the Screens page selects the same element again after the user goes back', async () => {
  await show('screens', 'Screens');
  await page.getByRole('button', { name: /Remaining spend/ }).click();
  await page.getByRole('link', { name: 'Open getOverview and try it' }).click();
  await page.getByRole('heading', { name: 'Shows the card' }).first().waitFor();
  await page.goBack();
  await page.getByText('data.remaining_spend.amount').first().waitFor();
});

it('the Changes page shows only the changes of the selected contract', async () => {
  await show('changes', 'Changes');
  await page.getByLabel('Contract').selectOption('card');
  await page.getByRole('heading', { level: 3, name: 'card' }).first().waitFor();
  expect(new Set(await page.getByRole('heading', { level: 3 }).allInnerTexts())).toEqual(new Set(['card']));
});

it('the frame on the Figures page is as high as its content', async () => {
  await show('figures', 'Figures');
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Idea to code' }).waitFor();
  const { height = 0 } = (await page.locator('iframe').boundingBox()) ?? {};
  const { height: content } = (await frame.locator('body').boundingBox()) ?? {};
  expect(content).toBeGreaterThan(DESKTOP.height);
  expect(Math.round(height)).toBe(Math.round(content ?? 0));
});

it('the Requests page shows the log lines of every service that handled a request', async () => {
  await show('requests', 'Requests');
  const request = page.locator('details', { hasText: '/overview' }).first();
  await request.locator('summary').click();
  for (const service of ['account', 'card', 'transaction', 'invoice'])
    await request.getByRole('cell', { name: service, exact: true }).first().waitFor();
});

describe("a brief in the portal's form", () => {
  const answer = (question: string | RegExp, text: string) => page.getByLabel(question).last().fill(text);
  const choose = (question: string | RegExp, option: string) =>
    page.getByLabel(question).last().selectOption(option);

  it('shows open questions, and reports an operation that already exists', async () => {
    await show('briefs', 'Briefs');
    expect(await page.locator('.questions').count()).toBe(0);
    await choose('Which service is it for?', 'card');
    await answer(/What is it called/, 'list nicknames');
    await answer(/What does the user do or see/, 'Shows how the holders call their cards.');
    await answer(/What is it about/, 'nickname');
    await choose(/What does the user see\?/, 'a list');
    await answer(/What does the user see when there is no/, 'There is no card');
    await choose('Who may see or do it?', 'members of the company');
    await page.locator('.questions').getByText('Which values does the user see?', { exact: true }).waitFor();
    await page.locator('[data-question="values"]').getByRole('button', { name: 'Add one' }).click();
    await answer('What is the value called?', 'nickname');
    await answer(/Where does the value/, 'the holder of the card');
    await answer(/How does the value .* look/, 'Travel card');
    await answer(/What is it called/, 'list cards');
    await page.getByText(/This operation exists already: listCards of the service card/).waitFor();
    expect(await page.getByRole('button', { name: /Save as/ }).isDisabled()).toBe(true);
  });

  it('shows a preview of the operation, and is saved to a file', async () => {
    await answer(/What is it called/, 'list nicknames');
    await page.getByText('GET /v1/nicknames', { exact: true }).waitFor();
    await page.getByText('"nickname": "Travel card"').waitFor();
    await takePicture('briefs-filled');
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as briefs/list-nicknames.yaml' }).click();
    await page.getByText(/^Saved\./).waitFor();
    expect(readFileSync(join(copy.root, 'briefs/list-nicknames.yaml'), 'utf8')).toContain(
      'name: list nicknames\n',
    );
  });

  it('becomes an operation that the mock serves', async () => {
    copy.run('nx', 'g', 'workspace:operation', '--brief', 'briefs/list-nicknames.yaml');
    const mock = new LocalProgram(
      copy.root,
      ['tools/local-stack/src/mock/mock.main.ts'],
      await environment(),
    );
    try {
      const url = await mock.waitForOutput(/The mock is up on (\S+)/);
      const response = await fetch(`${url}/v1/nicknames?account_id=company-ab`, {
        headers: { authorization: 'Bearer anything' },
      });
      expect([response.status, await response.json()]).toMatchObject([
        200,
        { data: [{ nickname: 'Travel card' }] },
      ]);
    } finally {
      await mock.stop();
    }
  });
});

it('the portal violates no Content-Security-Policy, calls no other server and throws no error', () => {
  expect(faults).toEqual([]);
});
