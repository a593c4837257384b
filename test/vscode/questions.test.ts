import { strict as assert } from 'node:assert';
import { ConfigurationTarget, type MessageOptions, window, workspace } from 'vscode';
import type { Credential, Secret } from '../../src/credentials';
import { RecentSends } from '../../src/engine';
import { simpleRequest } from '../../src/request';
import type { Plan } from '../../src/sending';
import { confirmSend } from '../../src/vscode/send/questions';

const secret: Secret = { kind: 'hmac', key: 'sk_prod_0123456789abcdef', secret: 'deep' };
const credential: Credential = {
  id: 'prod-eu',
  name: 'prod-eu',
  kind: 'hmac',
  origin: 'https://restlink23telecom.com',
  keyHint: 'sk_prod_…cdef',
  store: 'session',
  created: '2026-01-01T00:00:00Z',
};

function planTo(to: readonly string[], note: string | null = null, origin = credential.origin): Plan {
  const body = Buffer.from(JSON.stringify({ to, message: 'Hi', sender_id: 'MyApp' }));
  const request = simpleRequest('POST', `${origin}/api/v1/sms/send`, [], body);
  return { request: { ...request, options: { ...request.options, note } }, credential, secret };
}

describe('the question before a send', () => {
  const original = window.showWarningMessage;
  let asked: { message: string; detail: string; modal: boolean; buttons: string[] }[] = [];
  let answer: string | undefined;
  const recent = new RecentSends(Date.now);
  const confirm = (plan: Plan, movable = true) => confirmSend(plan, recent, movable, (ask) => ask());

  beforeEach(() => {
    asked = [];
    answer = undefined;
    const ask = async (message: string, options: MessageOptions, ...buttons: string[]) => {
      asked.push({ message, detail: options.detail ?? '', modal: options.modal ?? false, buttons });
      return answer;
    };
    Object.assign(window, { showWarningMessage: ask });
  });

  afterEach(async () => {
    Object.assign(window, { showWarningMessage: original });
    await workspace.getConfiguration().update('restlink.confirmLiveSend', undefined, ConfigurationTarget.Global);
  });

  it('comes before a live send, with what it would do and with which key', async () => {
    assert.equal(await confirm(planTo(['+14155550100', '+14155550101'])), 'cancel');
    assert.deepEqual(asked, [
      {
        message: 'Send for real?',
        detail:
          '2 recipients · 1 segment each · GSM-7 · from MyApp · key prod-eu (sk_prod_…cdef) · restlink23telecom.com',
        modal: true,
        buttons: ['Send', 'Use the Sandbox Instead'],
      },
    ]);
    answer = 'Send';
    assert.equal(await confirm(planTo(['+14155550100'])), 'send');
    answer = 'Use the Sandbox Instead';
    assert.equal(await confirm(planTo(['+14155550100'])), 'sandbox');
    await confirm(planTo(['+14155550100']), false);
    assert.deepEqual(asked.at(-1)?.buttons, ['Send']);
  });

  it('does not come before what costs nothing', async () => {
    assert.equal(await confirm(planTo(['+14155550100'], null, 'http://127.0.0.1:8023')), 'send');
    const balance = simpleRequest('GET', `${credential.origin}/api/v1/user/balance`);
    assert.equal(await confirm({ request: balance, credential, secret }), 'send');
    assert.deepEqual(asked, []);
  });

  it('comes as the setting says, and for the same message again whatever it says', async () => {
    const set = (value: string) =>
      workspace.getConfiguration().update('restlink.confirmLiveSend', value, ConfigurationTarget.Global);
    await set('severalRecipients');
    assert.equal(await confirm(planTo(['+14155550102'])), 'send');
    assert.equal(await confirm(planTo(['+14155550102', '+14155550103'])), 'cancel');
    await set('never');
    assert.equal(await confirm(planTo(['+14155550102', '+14155550103'])), 'send');
    recent.begin(planTo(['+14155550102']).request)();
    assert.equal(await confirm(planTo(['+14155550102'])), 'cancel');
    assert.match(asked.at(-1)?.message ?? '', /^The same message was sent a moment ago\. Send again/);
  });

  it('comes for # @note with its text', async () => {
    answer = 'Send';
    assert.equal(await confirm(planTo(['+14155550100'], 'Ask Ada first', 'http://127.0.0.1:8023')), 'send');
    assert.deepEqual(asked, [
      { message: 'Send this request?', detail: 'The file says: "Ask Ada first"', modal: true, buttons: ['Send'] },
    ]);
  });
});
