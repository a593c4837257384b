import type { Page } from 'playwright-core';
import { PATIENCE_MS, plain, until } from './wait';

/** What scrolled away or was replaced may still be in the page, out of sight. */
const SHOWN = '.codelens-decoration:visible';

/** The CodeLens links over the text. */
export class Lenses {
  constructor(private readonly page: Page) {}

  /** The texts of all lenses on the screen, from top to bottom, also of those that cannot be clicked. */
  async texts(): Promise<string[]> {
    const parts = await this.page.locator(`${SHOWN} > a, ${SHOWN} > span`).allTextContents();
    return parts.map(plain).filter((text) => text !== '|');
  }

  /** Waits until a lens matches, and returns its text. */
  async waitFor(text: string | RegExp): Promise<string> {
    return until(`a lens ${text}`, async () => (await this.texts()).find((found) => matches(found, text)));
  }

  /**
   * Clicks the nth (from 0) lens that matches until `effect` answers: a click at the moment in which lenses re-render is lost.
   * What `effect` returns is returned. A click is repeated after 3 s only, so that a slow effect is not asked for twice.
   */
  async click<T>(text: string | RegExp, effect: () => Promise<T | null | false | undefined>, nth = 0): Promise<T> {
    await this.waitFor(text);
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      const links = this.page.locator(`${SHOWN} a`).filter({ hasText: text });
      await links
        .nth(nth)
        .click({ timeout: 2000 })
        .catch(() => undefined); // re-rendered: try again
      try {
        return await until(`the effect of the lens ${text}`, effect, 3000);
      } catch (error) {
        if (Date.now() > limit) throw error;
      }
    }
  }
}

function matches(found: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? found.includes(text) : text.test(found);
}
