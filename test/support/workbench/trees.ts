import type { Locator, Page } from 'playwright-core';
import { plain, until } from './wait';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1. */
  readonly level: number;
  readonly expanded: boolean;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** The trees of the side bar; a view is named by its title: `Credentials`, `Endpoints`. */
export class Trees {
  constructor(private readonly page: Page) {}

  /** Opens a container of the activity bar by its title, if it is not open already. */
  async show(container: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(a[aria-label^="${container}"])`).first();
    await icon.waitFor();
    if ((await icon.getAttribute('aria-expanded')) === 'true' || (await icon.getAttribute('aria-selected')) === 'true')
      return;
    if (await icon.evaluate((element) => element.classList.contains('checked'))) return;
    await icon.click();
  }

  /** The rows of a view that are on the screen. */
  async rows(view: string): Promise<TreeRow[]> {
    const rows = await this.body(view).locator('.monaco-list-row').all();
    return Promise.all(rows.map(readRow));
  }

  /** Waits until a row with this label is in a view, and returns it. */
  async waitFor(view: string, label: string | RegExp): Promise<TreeRow> {
    return until(`${label} in the view ${view}`, async () =>
      (await this.rows(view)).find((row) => (typeof label === 'string' ? row.label === label : label.test(row.label))),
    );
  }

  /** Opens a row that has children. */
  async expand(view: string, label: string | RegExp): Promise<void> {
    if ((await this.waitFor(view, label)).expanded) return;
    await this.row(view, label).locator('.monaco-tl-twistie').click();
    await until(`${label} opened`, async () => (await this.waitFor(view, label)).expanded);
  }

  async click(view: string, label: string | RegExp): Promise<void> {
    await this.waitFor(view, label);
    await this.row(view, label).locator('.label-name').click();
  }

  /** Clicks an action that a row shows under the mouse. */
  async inlineAction(view: string, label: string | RegExp, action: string): Promise<void> {
    await this.waitFor(view, label);
    const row = this.row(view, label);
    await row.hover();
    await row.locator(`.actions a[aria-label^="${action}"]`).click();
  }

  /**
   * Chooses an entry of a row's context menu. A menu takes no click in the first tenth of a second after it opens, so the
   * click is made again while the menu stands.
   */
  async contextMenu(view: string, label: string | RegExp, entry: string): Promise<void> {
    await this.waitFor(view, label);
    await this.row(view, label).click({ button: 'right' });
    const item = this.page.locator('.monaco-menu .action-label', { hasText: entry }).first();
    await item.waitFor();
    await until(`${entry} chosen`, async () => {
      await item.click({ timeout: 500 }).catch(() => undefined);
      return (await this.page.locator('.monaco-menu').count()) === 0;
    });
  }

  /** The entries of a row's context menu, which is closed again. @param seen looks at it while it is open */
  async menuOf(view: string, label: string | RegExp, seen?: () => Promise<void>): Promise<string[]> {
    await this.waitFor(view, label);
    await this.row(view, label).click({ button: 'right' });
    const entries = this.page.locator('.monaco-menu .action-label[aria-label]');
    await entries.first().waitFor();
    const texts = (await entries.allTextContents()).map(plain).filter(Boolean);
    await seen?.();
    await this.page.keyboard.press('Escape');
    await this.page.locator('.monaco-menu').waitFor({ state: 'detached' });
    return texts;
  }

  /** Clicks an action in the header of a view. */
  async headerAction(view: string, action: string): Promise<void> {
    await this.pane(view).locator('.pane-header').hover();
    await this.pane(view).locator(`.pane-header .actions a[aria-label^="${action}"]`).click();
  }

  /** The text of an empty view: its welcome, or its message. */
  async emptyText(view: string): Promise<string> {
    return plain(await this.body(view).locator('.welcome-view-content, .message').first().textContent());
  }

  /** Clicks a button or link of an empty view. */
  async clickWelcome(view: string, text: string): Promise<void> {
    await this.body(view).locator('.welcome-view-content a', { hasText: text }).first().click();
  }

  private pane(view: string): Locator {
    return this.page
      .locator('.pane')
      .filter({ has: this.page.locator(`.pane-header[aria-label^="${view}"]`) })
      .first();
  }

  private body(view: string): Locator {
    return this.pane(view).locator('.pane-body');
  }

  private row(view: string, label: string | RegExp): Locator {
    const exact = typeof label === 'string' ? new RegExp(`^${label.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`) : label;
    const name = this.page.locator('.label-name').filter({ hasText: exact });
    return this.body(view).locator('.monaco-list-row').filter({ has: name }).first();
  }
}

/** Fails soon for a row that is gone by now, so that whoever waits asks again. */
async function readRow(row: Locator): Promise<TreeRow> {
  const soon = { timeout: 1000 };
  const description = row.locator('.label-description');
  return {
    label: plain(await row.locator('.label-name').first().textContent(soon)),
    description: (await description.count()) > 0 ? plain(await description.first().textContent(soon)) : '',
    level: Number(await row.getAttribute('aria-level', soon)),
    expanded: (await row.getAttribute('aria-expanded', soon)) === 'true',
    spoken: (await row.getAttribute('aria-label', soon)) ?? '',
  };
}
