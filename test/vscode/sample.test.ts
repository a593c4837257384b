import { strict as assert } from 'node:assert';
import { commands, window, workspace } from 'vscode';

describe('Open Sample', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens a copy that can be edited and saved', async () => {
    await commands.executeCommand('restlink.openSample');
    const document = window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'http');
    assert.match(document.getText(), /\nPOST \{\{baseUrl\}\}\/api\/v1\/sms\/send\n/);
    assert.equal(workspace.getWorkspaceFolder(document.uri), undefined);
    assert.equal(workspace.fs.isWritableFileSystem(document.uri.scheme), true);
  });

  it('keeps what the person changed in it', async () => {
    await commands.executeCommand('restlink.openSample');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const original = editor.document.getText();
    try {
      await editor.edit((edit) => edit.insert(editor.document.positionAt(0), '# mine\n'));
      assert.equal(await editor.document.save(), true);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await commands.executeCommand('restlink.openSample');
      assert.equal(window.activeTextEditor?.document.getText(), `# mine\n${original}`);
    } finally {
      await workspace.fs.writeFile(editor.document.uri, Buffer.from(original));
    }
  });
});
