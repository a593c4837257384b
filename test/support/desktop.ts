// Runs out/test/vscode inside a desktop VS Code, which @vscode/test-electron downloads: for developers' computers on
// which code-server cannot be installed. RESTLINK_VSCODE names an installed one to use instead.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/lib/project.mjs';

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'restlink-desktop-'));
  const workspace = join(folder, 'workspace');
  cpSync(join(root, 'media', 'sample'), workspace, { recursive: true });
  const installed = process.env.RESTLINK_VSCODE;
  try {
    await runTests({
      ...(installed ? { vscodeExecutablePath: installed } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out', 'test', 'vscode', 'index.js'),
      launchArgs: [workspace, '--disable-extensions', '--user-data-dir', join(folder, 'user-data')],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
