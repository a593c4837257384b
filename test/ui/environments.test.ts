import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

describe('environments in the workbench', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await startSession();
    const write = (name: string, text: string) => writeFileSync(join(session.workspace, name), text);
    write('http-client.env.json', '{"$shared":{"days":"7d"},"dev":{"days":"1d"},"prod":{}}');
    write('http-client.private.env.json', '{"dev":{"note":"mine"}}');
    write('mine.http', 'GET {{baseUrl}}/api/v1/sms/stats?period={{days}}\n');
    workbench = await session.open('mine.http');
    await workbench.waitForStatus('No credential');
  });

  after(() => session?.stop());

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
  });

  it('are chosen from the menu of the status item, which then names the chosen one', async () => {
    await workbench.clickStatus('No credential');
    await workbench.quickInput.waitFor('Restlink');
    await workbench.quickInput.pick('Switch Environment');
    await workbench.quickInput.waitFor('Switch Environment');
    await until('the environments', async () => (await workbench.quickInput.rows()).length > 2);
    assert.deepEqual(await workbench.quickInput.rows(), ['No environment', 'dev', 'prod']);
    await workbench.screenshot('environments');
    await workbench.quickInput.pick('dev');
    await workbench.waitForStatus(/No credential · dev$/);
    await workbench.screenshot('environment-chosen');
  });

  it('are kept with the workspace', () => {
    const settings = readFileSync(join(session.workspace, '.vscode', 'settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(settings), { 'restlink.environment': 'dev' });
  });

  it('are given up by choosing none', async () => {
    await workbench.command('Restlink: Switch Environment…');
    await workbench.quickInput.waitFor('Switch Environment');
    await workbench.quickInput.pick('No environment');
    await workbench.waitForStatus(/No credential$/);
  });
});
