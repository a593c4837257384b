import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS, plain, until } from './wait';

/** What the editor shows around the cursor: proposals, hovers, marks, quick fixes. */
export class Coding {
  constructor(private readonly page: Page) {}

  /** Types as a person does, key by key: completion and closing brackets take part. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Asks for proposals and waits for one that matches; returns the labels that are shown. */
  async suggest(wanted: string | RegExp): Promise<string[]> {
    // Asked again where the list went away: an editor that is busy drops what it found for a text that has changed since.
    for (let asked = 1; ; asked++) {
      await this.page.keyboard.press('Control+Space');
      try {
        return await this.proposals(wanted, PATIENCE_MS / 4);
      } catch (error) {
        if (asked === 4) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until the proposals hold one that matches; returns the labels that are shown. */
  async proposals(wanted: string | RegExp, limitMs = PATIENCE_MS): Promise<string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    return until(
      `the proposal ${wanted}`,
      async () => {
        const labels = (await rows.allTextContents()).map(plain);
        return labels.some((label) => (typeof wanted === 'string' ? label === wanted : wanted.test(label))) && labels;
      },
      limitMs,
    );
  }

  /** Takes the proposal with this label. */
  async accept(label: string): Promise<void> {
    const row = this.page
      .locator('.suggest-widget.visible .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: label }) })
      .first();
    await row.click();
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the cursor, and waits until its text matches. */
  async hover(wanted: RegExp): Promise<string> {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    return until(`the hover ${wanted}`, async () => {
      const texts = await this.page.locator('.monaco-hover:visible .hover-contents').allTextContents();
      const text = texts.map(plain).join('\n');
      return wanted.test(text) && text;
    });
  }

  /** Waits for a mark below the text, of an error or a warning. */
  async mark(kind: 'error' | 'warning' | 'info'): Promise<void> {
    await this.page.locator(`.cdr.squiggly-${kind}`).first().waitFor();
  }

  /** Opens the quick fixes at the cursor, and returns their titles. */
  async quickFixes(wanted: RegExp, limitMs?: number): Promise<string[]> {
    await this.page.keyboard.press('Control+.');
    const rows = this.page.locator('.action-widget .monaco-list-row .title');
    return until(
      `the quick fix ${wanted}`,
      async () => {
        const titles = (await rows.allTextContents()).map(plain);
        return titles.some((title) => wanted.test(title)) && titles;
      },
      limitMs,
    );
  }

  /** Takes the quick fix that is selected first. */
  async takeQuickFix(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.widget('.action-widget').waitFor({ state: 'hidden' });
  }

  private widget(selector: string): Locator {
    return this.page.locator(selector).first();
  }
}
