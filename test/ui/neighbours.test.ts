import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from '../../scripts/lib/project.mjs';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const FILE = 'both.http';

describe('with another client for .http files beside it', function () {
  this.timeout(180_000);

  let folder: string;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neighbour-'));
    const packed = join(folder, 'neighbour.vsix');
    await createVSIX({
      cwd: join(root, 'test', 'support', 'neighbour'),
      packagePath: packed,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 }, neighbours: [packed] });
    await writeFile(
      join(session.workspace, FILE),
      '### Ours\nGET {{baseUrl}}/api/v1/user/balance\n\n### Theirs\nGET https://example.com/\n',
    );
    workbench = await session.open(FILE);
  });

  after(async () => {
    await session?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await workbench?.messages.dismissAll();
  });

  it('lenses stand beside each other and can be told apart; a request that is not ours has only theirs', async () => {
    await workbench.lenses.waitFor('Try in the sandbox');
    const texts = await until('all lenses', async () => {
      const found = await workbench.lenses.texts();
      return found.filter((text) => text === 'Send Request').length === 2 && found;
    });
    assert.equal(texts.filter((text) => text === 'Try in the sandbox').length, 1, texts.join(' | '));
    await workbench.screenshots('neighbours');
  });

  it('our lens sends with us, and theirs with them', async () => {
    const answered = async () => (await workbench.editors.titles()).includes('Ours · 200 OK');
    await workbench.lenses.click('Try in the sandbox', answered);
    await workbench.messages.dismissAll();
    const told = async () => (await workbench.messages.texts()).some((text) => text.includes('would send line 2'));
    await workbench.lenses.click('Send Request', told);
  });

  it('proposals of both are offered', async () => {
    const { coding, editors, page } = workbench;
    await editors.goToLine(FILE, 2);
    await page.keyboard.press('End');
    await coding.type('\nAcc');
    await coding.suggest('Accept');
    await page.keyboard.press('Escape');
    await coding.type('\b\b\bNei');
    await coding.suggest(/Neighbour-Header/);
    await page.keyboard.press('Escape');
  });
});
