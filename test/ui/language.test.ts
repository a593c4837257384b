import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const WRITTEN = 'written.http';
const WRONG = 'wrong.http';

const wrong = `@shop = Berlin

### Nearly the balance
GET {{baseUrl}}/api/v1/user/balanze

### A text with everything wrong
POST {{baseUrl}}/api/v1/sms/send
X-Signature: 0123456789abcdef
Content-Type: application/json

{
  "to": ["+14155551234", "0049 151 23456789"],
  "message": "Bis bald in {{shop}} – {{nowhere}}",
  "sender_id": "MyVeryLongSender"
}

### A week
GET {{baseUrl}}/api/v1/sms/stats?period=8d
`;

describe('writing a file', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    writeFileSync(join(session.workspace, WRITTEN), '### New\n');
    writeFileSync(join(session.workspace, WRONG), wrong);
    workbench = await session.open(WRITTEN);
    await until('the extension at work', async () => (await workbench.statusBar()).includes('No credential'), 90_000);
    await workbench.editors.focus(WRITTEN);
  });

  after(() => session?.stop());

  afterEach(async function () {
    await screenshotOnFailure(() => workbench).call(this);
    await workbench?.messages.dismissAll();
  });

  it('a request is written from proposals alone', async () => {
    const { coding, editors, page } = workbench;
    await page.keyboard.press('Control+End');
    await coding.type('GE');
    await coding.proposals('GET');
    await workbench.screenshot('complete-1-method');
    await page.keyboard.press('Escape');
    await coding.type('T {{baseUrl');
    await coding.proposals('baseUrl');
    await workbench.screenshot('complete-2-variable');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await coding.type('/api/v1/sms/st');
    await coding.suggest(/\/sms\/stats/);
    await workbench.screenshot('complete-3-path');
    await page.keyboard.press('Escape');
    await coding.type('ats?peri');
    await coding.suggest('period');
    await workbench.screenshot('complete-4-parameter');
    await coding.accept('period');
    await coding.suggest('30d');
    await workbench.screenshot('complete-5-value');
    await coding.accept('30d');
    await editors.waitForText(WRITTEN, /GET \{\{baseUrl\}\}\/api\/v1\/sms\/stats\?period=30d/);
  });

  it('a body is written from the API description', async () => {
    const { coding, editors, page } = workbench;
    await page.keyboard.press('Control+End');
    await editors.insert(
      WRITTEN,
      '\n\n### Send\nPOST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n{\n  "to": ["+14155551234"],\n  \n}\n',
    );
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    const labels = await coding.suggest('sender_id');
    assert.ok(labels.includes('message'), labels.join(', '));
    await workbench.screenshot('complete-6-body');
    await page.keyboard.press('Escape');
  });

  it('marks what is wrong, with a way to put it right', async () => {
    const { coding, editors, page } = workbench;
    await workbench.openFile(WRONG);
    await coding.mark('error');
    await coding.mark('warning');
    await workbench.command('View: Focus Problems (Errors, Warnings, Infos)');
    await until('the problems', async () => (await page.locator('.markers-panel .monaco-list-row').count()) > 3);
    await workbench.screenshots('diagnostics');
    await page.keyboard.press('Control+J'); // closes the panel
    await editors.goToLine(WRONG, 4);
    await page.keyboard.press('End');
    await coding.quickFixes(/\/user\/balance/);
    await workbench.screenshot('quick-fix');
    await coding.takeQuickFix();
    await editors.waitForText(WRONG, /GET \{\{baseUrl\}\}\/api\/v1\/user\/balance\n/);
  });

  it('tells what stands under the cursor', async () => {
    const { coding, editors, page } = workbench;
    await editors.goToLine(WRONG, 7);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await coding.hover(/sms\.send/);
    await workbench.screenshot('hover-endpoint');
    await page.keyboard.press('Escape');
    await editors.goToLine(WRONG, 13);
    await page.keyboard.press('Home');
    for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowRight');
    await coding.hover(/UCS-2/);
    await workbench.screenshot('hover-text');
    await page.keyboard.press('Escape');
  });

  it('shows requests and variables in the outline', async () => {
    await workbench.command('Explorer: Focus on Outline View');
    const rows = workbench.page.locator('.outline-pane .monaco-list-row .label-name');
    const names = await until('the outline', async () => {
      const found = await rows.allTextContents();
      return found.length >= 4 && found;
    });
    assert.ok(
      names.some((name) => name.includes('Nearly the balance')),
      names.join(', '),
    );
    assert.ok(
      names.some((name) => name.includes('shop')),
      names.join(', '),
    );
    await workbench.screenshots('outline');
  });
});
