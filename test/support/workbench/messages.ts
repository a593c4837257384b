import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { plain, until } from './wait';

/** Notifications in the corner, and those behind the bell where they are opened. */
const SHOWN = '.notification-toast, .notifications-center.visible .notification-list-item';

/** After which a notification that has no place in the corner is looked for behind the bell, in milliseconds. */
const TOAST_MS = 5000;

/** Within which a clicked button goes away, in milliseconds. */
const TAKEN_MS = 500;

/** Notifications, and modal dialogs. */
export class Messages {
  constructor(private readonly page: Page) {}

  /** The texts of the notifications on the screen. */
  async texts(): Promise<string[]> {
    return (await this.page.locator(`:is(${SHOWN}) .notification-list-item-message`).allTextContents()).map(plain);
  }

  /**
   * Waits until a notification matches, and returns its text. The workbench sometimes draws none where the one before it has
   * just closed; it is looked for behind the bell then, as a person would.
   */
  async waitFor(text: string | RegExp): Promise<string> {
    const behindTheBell = Date.now() + TOAST_MS;
    return until(`a notification ${text}`, async () => {
      const found = (await this.texts()).find((one) =>
        typeof text === 'string' ? one.includes(text) : text.test(one),
      );
      if (!found && Date.now() > behindTheBell && !(await this.centre().isVisible())) await this.openCentre();
      return found;
    });
  }

  /** The labels of the buttons of a notification. */
  async buttons(text: string | RegExp): Promise<string[]> {
    await this.waitFor(text);
    return (await buttonsIn(this.notification(text)).allTextContents()).map(plain).filter(Boolean);
  }

  /** Clicks a button of a notification, `Cancel` of a progress too, until it goes: a click on one that moves may be lost. */
  async click(text: string | RegExp, button: string): Promise<void> {
    await this.waitFor(text);
    const target = await buttonsIn(this.notification(text)).filter({ hasText: button }).first().elementHandle();
    await until(`${button} is taken`, async () => {
      if (!(await target?.isVisible())) return true;
      await target?.click({ timeout: 1000 }).catch(() => undefined);
      await setTimeout(TAKEN_MS);
      return false;
    });
  }

  /** Closes every notification; one that leaves by itself meanwhile is not clicked. */
  async dismissAll(): Promise<void> {
    const soon = { timeout: 1000 };
    const all = this.page.locator(SHOWN);
    await until('no notification', async () => {
      if ((await all.count()) === 0) return true;
      const one = all.first();
      try {
        await one.hover(soon);
        await one.locator('.codicon-notifications-clear, .codicon-notifications-hide').first().click(soon);
      } catch {
        // it moved or went away
      }
      return false;
    });
    if (await this.centre().isVisible()) await this.page.keyboard.press('Escape');
  }

  /** Waits for a modal dialog, and returns its text. */
  async dialog(): Promise<string> {
    return until('a dialog', async () => {
      const box = this.page.locator('.monaco-dialog-box .dialog-message-container');
      return (await box.count()) > 0 && plain(await box.first().textContent());
    });
  }

  /** Clicks a button of the modal dialog. */
  async clickInDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
  }

  private notification(text: string | RegExp): Locator {
    return this.page.locator(SHOWN).filter({ hasText: text }).first();
  }

  private centre(): Locator {
    return this.page.locator('.notifications-center.visible');
  }

  private async openCentre(): Promise<void> {
    await this.page
      .locator('[id="status.notifications"] a')
      .click({ timeout: 1000 })
      .catch(() => undefined);
  }
}

function buttonsIn(toast: Locator): Locator {
  return toast.locator('.notification-list-item-buttons-container .monaco-button');
}
