import type { Locator, Page } from 'playwright-core';
import { plain, until } from './wait';

/** Notifications in the corner, and modal dialogs. */
export class Messages {
  constructor(private readonly page: Page) {}

  /** The texts of the notifications on the screen. */
  async texts(): Promise<string[]> {
    return (await this.page.locator('.notification-toast .notification-list-item-message').allTextContents()).map(
      plain,
    );
  }

  /** Waits until a notification matches, and returns its text. */
  async waitFor(text: string | RegExp): Promise<string> {
    return until(`a notification ${text}`, async () =>
      (await this.texts()).find((found) => (typeof text === 'string' ? found.includes(text) : text.test(found))),
    );
  }

  /** The labels of the buttons of a notification. */
  async buttons(text: string | RegExp): Promise<string[]> {
    await this.waitFor(text);
    return (await buttonsIn(this.toast(text)).allTextContents()).map(plain).filter(Boolean);
  }

  /** Clicks a button of a notification, `Cancel` of a progress too. */
  async click(text: string | RegExp, button: string): Promise<void> {
    await this.waitFor(text);
    await buttonsIn(this.toast(text)).filter({ hasText: button }).first().click();
  }

  /** Closes every notification; one that leaves by itself meanwhile is not clicked. */
  async dismissAll(): Promise<void> {
    const toasts = this.page.locator('.notification-toast');
    const soon = { timeout: 1000 };
    await until('no notification', async () => {
      if ((await toasts.count()) === 0) return true;
      const toast = toasts.first();
      try {
        await toast.hover(soon);
        await toast.locator('.codicon-notifications-clear, .codicon-notifications-hide').first().click(soon);
      } catch {
        // it moved or went away
      }
      return false;
    });
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

  private toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }
}

function buttonsIn(toast: Locator): Locator {
  return toast.locator('.notification-list-item-buttons-container .monaco-button');
}
