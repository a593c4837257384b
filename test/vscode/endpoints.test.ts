import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, Selection, type TextDocument, Uri, window, workspace } from 'vscode';

const page = (path: string) => Uri.from({ scheme: 'restlink-endpoint', path });
const sendPage = page('/sendSms/Send SMS.http');

async function closeAll(): Promise<void> {
  await commands.executeCommand('workbench.action.files.revert');
  await commands.executeCommand('workbench.action.closeAllEditors');
  assert.deepEqual(
    window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
    [],
  );
}

describe('the page of an endpoint', () => {
  afterEach(closeAll);

  it('is a document of the language http', async () => {
    const document = await workspace.openTextDocument(sendPage);
    assert.equal(document.languageId, 'http');
    assert.match(document.getText(), /^### Send SMS\n/);
    assert.match(document.getText(), /\nPOST \{\{baseUrl\}\}\/api\/v1\/sms\/send\n/);
  });

  it('cannot be changed', async () => {
    const document = await workspace.openTextDocument(sendPage);
    await window.showTextDocument(document);
    const before = document.getText();
    await commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it('says so when there is no such endpoint', async () => {
    const document = await workspace.openTextDocument(page('/nothing/Nothing.http'));
    assert.match(document.getText(), /^# .*nothing/);
  });
});

describe('Insert Request', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'insert-'));
  });
  afterEach(closeAll);
  after(() => rm(folder, { recursive: true, force: true }));

  /** Opens a `.http` file with the cursor in a line, counted from 0. */
  async function openHttp(content: string, line: number): Promise<TextDocument> {
    const file = join(folder, 'insert.http');
    await writeFile(file, content);
    const document = await workspace.openTextDocument(file);
    const editor = await window.showTextDocument(document, { preview: false });
    editor.selection = new Selection(line, 0, line, 0);
    return document;
  }

  it('puts the request of the page in front into the file that was in front before it', async () => {
    const file = await openHttp('### A\nGET /a\n\n### B\nGET /b\n', 1);
    await window.showTextDocument(await workspace.openTextDocument(sendPage));
    await commands.executeCommand('restlink.insertRequest');
    const titles = file
      .getText()
      .split('\n')
      .filter((line) => line.startsWith('###'));
    assert.deepEqual(titles, ['### A', '### Send SMS', '### B']);
    assert.equal(window.activeTextEditor?.document, file);
    const { line } = window.activeTextEditor.selection.active;
    assert.equal(file.lineAt(line).text, 'POST {{baseUrl}}/api/v1/sms/send');
  });

  it('opens a new file where no .http file is open', async () => {
    await window.showTextDocument(await workspace.openTextDocument(sendPage));
    await commands.executeCommand('restlink.insertRequest');
    const document = window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true, String(document?.uri));
    assert.equal(document.languageId, 'http');
    assert.match(document.getText(), /^### Send SMS\nPOST /);
  });
});
