import type { Locator, Page } from 'playwright-core';
import { plain, until } from './wait';

/** The text editors in their groups; an editor is named by the title on its tab. */
export class Editors {
  constructor(private readonly page: Page) {}

  /** The titles of all tabs, group by group. */
  async titles(): Promise<string[]> {
    return Promise.all((await this.page.locator('.editor-group-container .tab').all()).map(titleOf));
  }

  /** Waits until an editor whose title matches is in front of its group, and returns that title. */
  async waitFor(title: string | RegExp): Promise<string> {
    return until(`an editor ${title}`, async () => {
      const group = await this.groupOf(title);
      return group && titleOf(activeTab(group));
    });
  }

  /** The lines on the screen of the editor in front whose title matches; without the rest of a long document. */
  async visibleText(title: string | RegExp): Promise<string> {
    await this.waitFor(title);
    const lines = (await this.editorOf(title)).locator('.view-lines .view-line');
    const placed = await lines.evaluateAll((elements) =>
      elements.map((element) => ({ top: element.offsetTop, text: element.textContent ?? '' })),
    );
    return placed
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => plainLine(text))
      .join('\n');
  }

  /** The whole text, by way of the clipboard; everything is selected afterwards. */
  async wholeText(title: string | RegExp): Promise<string> {
    await this.focus(title);
    await this.page.evaluate("navigator.clipboard.writeText('')");
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+C');
    return until('a copied text', () => this.page.evaluate<string>('navigator.clipboard.readText()'));
  }

  /** Waits until the visible text of an editor matches, and returns it. */
  async waitForText(title: string | RegExp, expected: RegExp): Promise<string> {
    return until(`${expected} in the editor ${title}`, async () => {
      const text = await this.visibleText(title);
      return expected.test(text) && text;
    });
  }

  /** Puts the focus into an editor without moving its cursor by a click on text. */
  async focus(title: string | RegExp): Promise<void> {
    await this.waitFor(title);
    const editor = await this.editorOf(title);
    await editor.locator('textarea, .native-edit-context').first().focus();
  }

  /** Moves the cursor to a line (from 1) of an editor. */
  async goToLine(title: string | RegExp, line: number): Promise<void> {
    await this.focus(title);
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Types at the cursor of an editor, as a paste would: no automatic closing brackets or completion. */
  async insert(title: string | RegExp, text: string): Promise<void> {
    await this.focus(title);
    await this.page.keyboard.insertText(text);
  }

  /** The group in front of which stands an editor with this title. */
  private async groupOf(title: string | RegExp): Promise<Locator | null> {
    for (const group of await this.page.locator('.editor-group-container').all()) {
      const tab = activeTab(group);
      if ((await tab.count()) === 0) continue;
      const text = await titleOf(tab);
      if (typeof title === 'string' ? text === title : title.test(text)) return group;
    }
    return null;
  }

  private async editorOf(title: string | RegExp): Promise<Locator> {
    const group = await this.groupOf(title);
    if (!group) throw new Error(`no editor ${title} in front`);
    return group.locator('.editor-instance .monaco-editor').first();
  }
}

function activeTab(group: Locator): Locator {
  return group.locator('.tab.active').first();
}

/** A file name is shown in two parts, its ending apart. */
async function titleOf(tab: Locator): Promise<string> {
  return plain((await tab.locator('.label-name, .label-suffix').allTextContents()).join(''));
}

function plainLine(text: string): string {
  return text.replaceAll('\u00A0', ' ').replace(/[\u200B-\u200F]/g, '');
}
