// A person looks at the signature of a request while they write it, and asks why that of their own program was refused.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../support/workbench';

const FILE = 'looked-at.http';
const EXPLANATION = /^Send one · signature$/;
/** The same after its request was given a longer name. */
const SCROLLED = / · signature$/;
const SECRET = 'sandbox-secret';

const request = `### Send one
POST {{baseUrl}}/api/v1/sms/send?trace=1
Content-Type: application/json

{ "to": ["+14155551234"], "message": "Grüße\u00a0an alle", "sender_id": "MyApp" }
`;

describe('explaining and diagnosing signatures', function () {
  this.timeout(180_000);

  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await startSession({ settings: { 'restlink.sandbox.port': 0 } });
    writeFileSync(join(session.workspace, FILE), request);
    workbench = await session.open(FILE);
    await until('the first lenses', async () => (await workbench.lenses.texts()).length > 0, 90_000);
    await workbench.command('Restlink: Start Sandbox');
    await workbench.lenses.waitFor('Sign and Send · sandbox');
    await workbench.messages.dismissAll();
  });

  after(() => session?.stop());

  afterEach(screenshotOnFailure(() => workbench));

  it('the lens Explain opens the message beside the file, every byte visible', async () => {
    const { editors, lenses } = workbench;
    await lenses.click(/^Explain$/, async () => (await editors.titles()).some((title) => EXPLANATION.test(title)));
    const text = await waitForText(EXPLANATION, /POST\|\/api\/v1\/sms\/send\|\d{10}\|/);
    assert.match(text, /^POST\/api\/v1\/sms\/send·signedassandbox\(sk_test_…gned\)/);
    assert.match(text, /"Grüße⟨C2A0⟩an·alle"/);
    await workbench.screenshots('explanation');
  });

  it('it follows what is typed, and keeps its second while nothing that is signed changes', async () => {
    const { editors, page } = workbench;
    const before = await waitForText(EXPLANATION, /signature[0-9a-f]{64}/);
    await typeAt(5, ' ');
    const after = await waitForText(EXPLANATION, /"MyApp"·}·/);
    assert.notEqual(signatureIn(after), signatureIn(before));
    await page.keyboard.press('Backspace');
    const back = await waitForText(EXPLANATION, /"MyApp"·}(?!·)/);
    await typeAt(1, ' to somebody');
    await typeAt(2, '&x={{nowhere}}');
    await waitForText(EXPLANATION, /^POST[^#]*·notsigned#Line2:.*nowhere/);
    await workbench.screenshots('explanation-unresolved');
    await editors.focus(FILE);
    for (let i = 0; i < '&x={{nowhere}}'.length; i++) await page.keyboard.press('Backspace');
    const again = await waitForText(EXPLANATION, /signedassandbox/);
    assert.equal(signatureIn(again), signatureIn(back));
  });

  it('it stays where it was scrolled to while something is missing, and says there what it shows', async () => {
    const { coding, editors, page } = workbench;
    const size = page.viewportSize() ?? { width: 1360, height: 860 };
    await page.setViewportSize({ ...size, height: 420 });
    await editors.focus(SCROLLED);
    await page.keyboard.press('Control+End');
    const end = await waitForText(SCROLLED, /openssldgst-sha256/);
    await typeAt(2, '&x={{nowhere}}');
    await coding.mark('error');
    await page.waitForTimeout(500); // typing has to rest before it looks again
    // As much of it as certainly is in sight.
    assert.equal((await waitForText(SCROLLED, /openssldgst-sha256/)).slice(-200), end.slice(-200));
    await workbench.screenshots('explanation-scrolled');
    await editors.focus(SCROLLED);
    await page.keyboard.press('Control+Home');
    assert.match(await waitForText(SCROLLED, /notsigned/), /#Line2:.*nowhere.*#Whatfollowsishowitwasbefore/);
    await page.setViewportSize(size);
    await editors.focus(FILE);
    for (let i = 0; i < '&x={{nowhere}}'.length; i++) await page.keyboard.press('Backspace');
    await waitForText(SCROLLED, /signedassandbox/);
  });

  it('the answer explains what was sent', async () => {
    const { editors, lenses } = workbench;
    await editors.goToLine(FILE, 5);
    await workbench.command('Restlink: Sign and Send');
    await editors.waitFor(/· 200 OK$/);
    const title = /^Send one to somebody · signature$/;
    await lenses.click('Explain Signature', async () => (await editors.titles()).some((found) => title.test(found)));
    assert.match(await waitForText(title, /asitwassent/), /timestamp\d{10}.*[01]sfromthetimeintheanswer/);
    await workbench.screenshots('explanation-of-answer');
  });

  it('a cURL line from the clipboard is diagnosed, with both messages and the right code', async () => {
    const { editors, lenses, quickInput } = workbench;
    await copy(curl('/api/v1/sms/send?trace=1', 'python-requests/2.32'));
    await editors.goToLine(FILE, 1);
    await workbench.command('Restlink: Diagnose Failing Signature…');
    const title = /^POST send · diagnosis$/;
    const text = await waitForText(title, /query-in-path/);
    assert.match(text, /Yourcodesignedthepathtogetherwithitsquery\./);
    assert.match(text, /signedPOST\|\/api\/v1\/sms\/send▸\?trace=1/);
    await waitForText(title, /HowtodoitinPython/);
    await workbench.screenshots('diagnosis');
    await lenses.click('Fix in Another Language…', () => quickInput.isOpen());
    await workbench.settledScreenshot('diagnosis-languages');
    await quickInput.enter('Go');
    await waitForText(title, /HowtodoitinGo/);
    await workbench.command('Restlink: Copy Fix');
    await until('the fix in the clipboard', async () =>
      (await workbench.page.evaluate<string>('navigator.clipboard.readText()')).includes(':='),
    );
    await workbench.command('Restlink: Compare Messages');
    await until('the comparison', async () =>
      (await editors.titles()).some((found) => / signed ↔ correct/.test(found)),
    );
    await workbench.screenshots('comparison');
  });

  it('what is in the clipboard is not taken for a request: an editor to paste into is offered', async () => {
    const { editors, lenses, quickInput, page } = workbench;
    await copy('a shopping list');
    await editors.goToLine(FILE, 1);
    await workbench.command('Restlink: Diagnose Failing Signature…');
    await quickInput.waitFor('Diagnose Failing Signature');
    await workbench.settledScreenshot('diagnosis-source');
    await quickInput.pick('Paste into an Editor');
    await editors.waitFor('Failing Request.txt');
    await page.keyboard.insertText(curl('/api/v1/sms/send', 'curl/8.5.0'));
    await workbench.screenshots('diagnosis-paste');
    const diagnosed = async () => (await editors.titles()).filter((found) => / · diagnosis$/.test(found)).length > 1;
    await lenses.click(/^Diagnose$/, diagnosed);
    assert.match(await waitForText(/ · diagnosis$/, /Thesignatureisright\./), /fromthepastedtext/);
  });

  async function typeAt(line: number, text: string): Promise<void> {
    await workbench.editors.goToLine(FILE, line);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(text);
  }

  /** Waits for a text in an editor whose lines are wrapped; blanks do not count. */
  async function waitForText(title: RegExp, expected: RegExp): Promise<string> {
    return until(`${expected} in ${title}`, async () => {
      const text = (await workbench.editors.visibleText(title)).replace(/\s+/g, '');
      return expected.test(text) && text;
    });
  }

  async function copy(text: string): Promise<void> {
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }
});

/** A request as another program sends it. @param signed what it took for the path */
function curl(signed: string, agent: string): string {
  const timestamp = Math.floor(Date.now() / 1000);
  const body = '{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}';
  const signature = createHmac('sha256', SECRET).update(`POST|${signed}|${timestamp}|${body}`).digest('hex');
  const headers = [
    `User-Agent: ${agent}`,
    'X-API-Key: sk_test_sandbox_signed',
    `X-Timestamp: ${timestamp}`,
    `X-Signature: ${signature}`,
  ];
  const flags = headers.map((header) => `-H '${header}'`).join(' ');
  return `curl -X POST 'http://127.0.0.1:8023/api/v1/sms/send?trace=1' ${flags} -d '${body}'`;
}

function signatureIn(text: string): string | undefined {
  return /signature([0-9a-f]{64})/.exec(text)?.[1];
}
