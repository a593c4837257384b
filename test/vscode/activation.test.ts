import { strict as assert } from 'node:assert';
import { commands, extensions } from 'vscode';

describe('activation', () => {
  const extension = () => {
    const found = extensions.getExtension('restlink.restlink-sms');
    assert.ok(found, 'the extension is not installed');
    return found;
  };

  it('happens without an error', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command of package.json', async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as { contributes?: { commands?: { command: string }[] } };
    const declared = (contributes?.commands ?? []).map(({ command }) => command);
    const registered = new Set(await commands.getCommands(true));
    assert.notEqual(declared.length, 0);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
