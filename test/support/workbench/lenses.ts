import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS, plain, until } from './wait';

/** What scrolled away or was replaced may still be in the page, out of sight. */
const SHOWN = '.codelens-decoration:visible';

/** Lenses of a file are drawn one after the other within this time, in milliseconds. */
const SETTLED_MS = 150;

/** The CodeLens links over the text. */
export class Lenses {
  constructor(private readonly page: Page) {}

  /** The texts of all lenses on the screen, also of those that cannot be clicked. */
  async texts(): Promise<string[]> {
    const parts = await this.page.locator(`${SHOWN} > a, ${SHOWN} > span`).allTextContents();
    return parts.map(plain).filter((text) => text !== '|');
  }

  /** Waits until a lens matches, and returns its text. */
  async waitFor(text: string | RegExp): Promise<string> {
    return until(`a lens ${text}`, async () => (await this.texts()).find((found) => matches(found, text)));
  }

  /**
   * Clicks the nth (from 0) lens that matches until `effect` answers: a click at the moment in which lenses re-render is lost,
   * and where only some of them are there yet the nth is another one.
   * What `effect` returns is returned. A click is repeated after 3 s only, so that a slow effect is not asked for twice.
   */
  async click<T>(text: string | RegExp, effect: () => Promise<T | null | false | undefined>, nth = 0): Promise<T> {
    await this.waitFor(text);
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      const link = (await this.settledLinks(text))[nth];
      await link?.click({ timeout: 2000 }).catch(() => undefined); // re-rendered: try again
      try {
        return await until(`the effect of the lens ${text}`, effect, 3000);
      } catch (error) {
        if (Date.now() > limit) throw error;
      }
    }
  }

  /** The lenses that match, once all of them have stood where they are for a moment; none where there are none. */
  private async settledLinks(text: string | RegExp): Promise<Locator[]> {
    let before: string | null = null;
    return until('lenses that stand still', async () => {
      const links = await this.links(text);
      const now = links.map(({ box }) => `${box.x},${box.y}`).join(' ');
      const settled = now === before;
      before = now;
      if (settled) return links.map(({ link }) => link);
      await setTimeout(SETTLED_MS);
      return null;
    });
  }

  /** From top to bottom: a lens that was rendered anew stands last in the page, wherever it is on the screen. */
  private async links(text: string | RegExp) {
    const links = await this.page.locator(`${SHOWN} a`).filter({ hasText: text }).all();
    const placed = await Promise.all(
      links.map(async (link) => ({ link, box: await link.boundingBox({ timeout: 2000 }).catch(() => null) })),
    );
    return placed
      .flatMap(({ link, box }) => (box ? [{ link, box }] : []))
      .sort((one, other) => one.box.y - other.box.y || one.box.x - other.box.x);
  }
}

function matches(found: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? found.includes(text) : text.test(found);
}
