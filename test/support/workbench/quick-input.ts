import type { Locator, Page } from 'playwright-core';
import { plain, until } from './wait';

/** The input at the top: palette, picks, and the steps of a flow. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /** Waits for an input whose title matches; VS Code writes the step behind it: `Add Credential (3/5)`. */
  async waitFor(title: string | RegExp): Promise<string> {
    return until(`a quick input ${title}`, async () => {
      const text = await this.title();
      return (typeof title === 'string' ? text.includes(title) : title.test(text)) && text;
    });
  }

  async isOpen(): Promise<boolean> {
    return this.widget().isVisible();
  }

  /** The title with the step, or '' where there is none. */
  async title(): Promise<string> {
    return plain(await this.widget().locator('.quick-input-title').textContent());
  }

  /** The line below the input: the prompt, or what is wrong with the value. */
  async message(): Promise<string> {
    return plain(await this.widget().locator('.quick-input-message').textContent());
  }

  async placeholder(): Promise<string> {
    return (await this.input().getAttribute('placeholder')) ?? '';
  }

  async value(): Promise<string> {
    return this.input().inputValue();
  }

  /** Whether what is typed is shown as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.input().getAttribute('type')) === 'password';
  }

  /** The labels of the rows of a pick that are on the screen. */
  async rows(): Promise<string[]> {
    const names = this.widget().locator(
      '.quick-input-list .monaco-list-row .quick-input-list-row:first-child .label-name',
    );
    return (await names.allTextContents()).map(plain);
  }

  /** Replaces the value and accepts it. */
  async enter(text: string): Promise<void> {
    await this.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Replaces the value. */
  async fill(text: string): Promise<void> {
    await this.input().fill(text);
  }

  /** Picks the row that shows this label. */
  async pick(label: string | RegExp): Promise<void> {
    const row = this.widget().locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
  }

  /** The arrow to the step before. */
  async back(): Promise<void> {
    await this.widget().locator('.quick-input-titlebar .codicon-quick-input-back').click();
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget().waitFor({ state: 'hidden' });
  }

  private widget(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private input(): Locator {
    return this.widget().locator('.quick-input-box input');
  }
}
