import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, commands, workspace } from 'vscode';
import { perUserFolder, runningSandbox } from '../../src/credentials';
import { LocalSandbox } from '../../src/vscode/sandbox/local-sandbox';

describe('the sandbox of a window', () => {
  let folder: string;
  const open: LocalSandbox[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'window-sandbox-'));
  });

  afterEach(async () => {
    for (const sandbox of open.splice(0)) await sandbox.end();
    await rm(folder, { recursive: true, force: true });
  });

  const create = () => {
    const paths: string[] = [];
    const sandbox = new LocalSandbox(folder, Date.now, ({ path }) => paths.push(path));
    open.push(sandbox);
    return { sandbox, paths };
  };

  const urlOf = (result: Awaited<ReturnType<LocalSandbox['start']>>) => {
    assert.ok(result.ok, JSON.stringify(result));
    return result.url;
  };

  it('answers, tells of each request, and is announced to other windows until it stops', async () => {
    const { sandbox, paths } = create();
    const url = urlOf(await sandbox.start(0));
    assert.equal((await runningSandbox(folder))?.url, url);
    assert.equal((await fetch(`${url}/api/v1/user/balance`)).status, 401);
    assert.deepEqual(paths, ['/api/v1/user/balance']);
    await sandbox.stop();
    assert.equal(await runningSandbox(folder), null);
    await assert.rejects(fetch(url));
  });

  it('is one, however often it is started', async () => {
    const { sandbox } = create();
    const [first, second] = await Promise.all([sandbox.start(0), sandbox.start(0)]);
    assert.equal(urlOf(first), urlOf(second));
  });

  it('says that its port is taken, and announces nothing', async () => {
    const port = Number(new URL(urlOf(await create().sandbox.start(0))).port);
    const second = new LocalSandbox(join(folder, 'other'), Date.now, () => {});
    assert.deepEqual(await second.start(port), {
      ok: false,
      problem: { code: 'sandbox.portTaken', args: { port } },
    });
    assert.equal(await runningSandbox(join(folder, 'other')), null);
  });

  it('does not outlive a window that closes while it starts', async () => {
    const { sandbox } = create();
    const starting = sandbox.start(0);
    await sandbox.end();
    const result = await starting;
    assert.equal(await runningSandbox(folder), null);
    if (result.ok) await assert.rejects(fetch(result.url));
    assert.equal((await sandbox.start(0)).ok, false);
  });

  it('starts and stops by the commands of the palette', async () => {
    const own = perUserFolder(process.env, process.platform, homedir());
    const settings = workspace.getConfiguration('restlink.sandbox');
    await settings.update('port', 0, ConfigurationTarget.Global);
    try {
      await commands.executeCommand('restlink.startSandbox');
      const running = await runningSandbox(own);
      assert.equal(running?.pid, process.pid);
      assert.equal((await fetch(`${running?.url}/api/v1/user/balance`)).status, 401);
      await commands.executeCommand('restlink.stopSandbox');
      assert.equal(await runningSandbox(own), null);
    } finally {
      await settings.update('port', undefined, ConfigurationTarget.Global);
    }
  });
});
