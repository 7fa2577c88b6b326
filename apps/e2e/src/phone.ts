import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#libs/testing';

/** The size of the screen in the design, in CSS pixels. */
const PHONE = { width: 390, height: 844 };
/** The smallest height that a finger can hit, in CSS pixels. */
const SMALLEST_CONTROL = 44;
/** In ms. Shorter than the timeout of a test, so that an error message names the missing element. */
const TIMEOUT_MS = 20_000;

export class Phone {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    /** Uncaught errors and violations of the Content-Security-Policy. */
    readonly faults: readonly string[],
  ) {}

  static async start(): Promise<Phone> {
    const browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: PHONE,
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text());
    });
    return new Phone(browser, page, faults);
  }

  /** If false, a user has to scroll sideways. */
  async fitsItsWidth(): Promise<boolean> {
    return (await this.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')) === true;
  }

  /**
   * Returns the role and name of each control that is too low for a finger. Ignores the mock panel, because its users
   * have a mouse.
   */
  async smallControls(): Promise<string[]> {
    const controls = this.page.locator(
      '#root :is(a, button, input, select, textarea):not(.mock-panel *):visible',
    );
    const small: string[] = [];
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      if (box && box.height < SMALLEST_CONTROL) small.push(await control.ariaSnapshot());
    }
    return small;
  }

  async signIn(url: string, user: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.locator(`button[value="${user}"]`).click();
    await this.page.getByRole('button', { name: 'Menu' }).waitFor();
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}
