import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { workFolder } from '../../../scripts/lib/project.mjs';
import { Coding } from './coding';
import { Editors } from './editors';
import { Lenses } from './lenses';
import { Messages } from './messages';
import { QuickInput } from './quick-input';
import { Trees } from './trees';
import { plain, until } from './wait';

/** One window of VS Code, seen and used as a person would. */
export class Workbench {
  readonly coding: Coding;
  readonly editors: Editors;
  readonly lenses: Lenses;
  readonly messages: Messages;
  readonly quickInput: QuickInput;
  readonly trees: Trees;
  /** Whether a person may look at pictures: on CI nobody does, and each takes a second or more. */
  private readonly isLookedAt = !process.env.CI;

  constructor(readonly page: Page) {
    this.coding = new Coding(page);
    this.editors = new Editors(page);
    this.lenses = new Lenses(page);
    this.messages = new Messages(page);
    this.quickInput = new QuickInput(page);
    this.trees = new Trees(page);
  }

  /** Opens a file of the workspace by its path there (Quick Open), and waits for its editor. */
  async openFile(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.offered(`${path} in Quick Open`, 'ControlOrMeta+P', path, (rows) => rows[0] === name);
    await this.page.keyboard.press('Enter');
    await this.editors.waitFor(name);
  }

  /** Runs a command by its whole title in the palette, `Restlink: Sign and Send`; fails when it is not the first row. */
  async command(title: string): Promise<void> {
    await this.offered(`the command ${title}`, 'F1', `>${title}`, (rows) => rows[0] === title);
    await this.page.keyboard.press('Enter');
  }

  /** Whether the palette offers a command. */
  async offersCommand(title: string): Promise<boolean> {
    const rows = await this.offered('rows in the palette', 'F1', `>${title}`, (found) => found.length > 0);
    const offered = rows.includes(title);
    await this.quickInput.cancel();
    return offered;
  }

  /**
   * Opens a quick input, types, and waits for its rows. An input that is still closing takes the one that opens with it,
   * and focus that comes back late to the editor closes it too: then it is opened again, as a person would.
   */
  private async offered(
    what: string,
    key: string,
    text: string,
    isThere: (rows: string[]) => boolean,
  ): Promise<string[]> {
    await this.page.keyboard.press(key);
    return until(what, async () => {
      if (!(await this.quickInput.isOpen())) await this.page.keyboard.press(key);
      if ((await this.quickInput.value()) !== text) await this.quickInput.fill(text);
      const rows = await this.quickInput.rows();
      return isThere(rows) && rows;
    });
  }

  /** The texts of the status bar, left to right. */
  async statusBar(): Promise<string[]> {
    const items = this.page.locator('.statusbar-item:visible');
    return (await items.allTextContents()).map(plain).filter(Boolean);
  }

  /** Waits until an item of the status bar matches, and returns its text. */
  async waitForStatus(text: string | RegExp): Promise<string> {
    return until(`${text} in the status bar`, async () =>
      (await this.statusBar()).find((item) => (typeof text === 'string' ? item.includes(text) : text.test(item))),
    );
  }

  async clickStatus(text: string | RegExp): Promise<void> {
    await this.page.locator('.statusbar-item:visible').filter({ hasText: text }).first().click();
  }

  /** Whether the workbench shows a dark theme. */
  async isDark(): Promise<boolean> {
    const classes = (await this.page.locator('.monaco-workbench').first().getAttribute('class')) ?? '';
    return /\b(vs-dark|hc-black)\b/.test(classes);
  }

  /** Takes `<name>-dark.png` and `<name>-light.png`. An open quick input or menu closes on the way: `screenshot` keeps it. */
  async screenshots(name: string): Promise<void> {
    if (!this.isLookedAt) return;
    for (const kind of ['dark', 'light']) {
      if ((await this.isDark()) !== (kind === 'dark')) await this.toggleTheme();
      await this.screenshot(`${name}-${kind}`);
    }
    await this.toggleTheme();
  }

  /** From dark to light or back. */
  async toggleTheme(): Promise<void> {
    const before = await this.isDark();
    await this.command('Preferences: Toggle between Light/Dark Themes');
    await until('the other theme', async () => (await this.isDark()) !== before);
    await this.page.waitForTimeout(300); // colours fade over
  }

  /** A screenshot once what fades in is there. */
  async settledScreenshot(name: string): Promise<void> {
    if (!this.isLookedAt) return;
    await this.page.waitForTimeout(400);
    await this.screenshot(name);
  }

  /** Writes `.vscode-test/screenshots/<name>.png`, to be looked at by a person. */
  async screenshot(name: string): Promise<void> {
    if (!this.isLookedAt && !name.startsWith('failed')) return;
    const path = join(workFolder, 'screenshots', `${name.replace(/[^\w-]+/g, '-')}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }
}
