import assert from 'node:assert/strict';
import type { Known } from '../around';
import { hoveredIn, hoverIn } from './asking';

const send = (body: string, before = '') =>
  `${before}POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n${body}`;
const inSend = (body: string, known: Known = {}, before = '') => hoverIn(send(body, before), known);

describe('the hover of an SMS text', () => {
  const two = '"to": ["+14155551234", "+447911123456"]';

  it('tells encoding, characters, segments and recipients', () => {
    assert.equal(
      inSend(`{ ${two},\n "message": "Your code| is 8472" }`),
      'GSM-7 · 17 of 160 characters · 1 segment × 2 recipients ¶ 143 left in this segment',
    );
    assert.equal(hoveredIn(send(`{ ${two},\n "message": "Your code| is 8472" }`)), '"Your code is 8472"');
  });

  it('counts what is left in the last of several segments', () => {
    const text = 'x'.repeat(161);
    assert.equal(
      inSend(`{ "to": ["+14155551234"], "message": "|${text}" }`),
      'GSM-7 · 161 of 306 characters · 2 segments × 1 recipient ¶ 145 left in the last segment',
    );
  });

  it('names the characters that force UCS-2, and what the text would take without them', () => {
    const text = `“hi” there – ${'x'.repeat(60)}`;
    assert.equal(
      inSend(`{ "message": "|${text}" }`),
      'UCS-2 · 73 of 134 characters · 2 segments ¶ 61 left in the last segment' +
        ' ¶ Not in GSM-7: `“` (curly quote), `”` (curly quote), `–` (long dash) · 1 segment without',
    );
  });

  it('names a character that nobody can see, and only the first of many', () => {
    assert.match(inSend('{ "message": "a\u00a0|b" }') ?? '', /Not in GSM-7: no-break space$/);
    assert.match(inSend('{ "message": "|привет" }') ?? '', /`п` \(U\+043F\), .*, 2 more$/);
  });

  it('says which characters count twice', () => {
    assert.match(inSend('{ "message": "|1 €" }') ?? '', /^GSM-7 · 4 of 160 .* · `€` counts twice$/);
    assert.match(inSend('{ "message": "|[x]" }') ?? '', /`\[` `\]` count twice$/);
  });

  it('reads escapes as the service does', () => {
    assert.match(inSend('{ "message": "|a\\n\\"\\u20ac" }') ?? '', /^GSM-7 · 5 of 160/);
  });

  it('counts the values of variables, and says which it does not know', () => {
    assert.match(inSend('{ "message": "|Hi {{name}}" }', {}, '@name = Ann\n\n') ?? '', /^GSM-7 · 6 of 160/);
    assert.match(inSend('{ "message": "|Hi {{name}}" }') ?? '', /^GSM-7 · 3 of 160 .* ¶ Not counted: `\{\{name\}\}`$/);
  });

  it('leaves the number of recipients out where a variable may stand for several', () => {
    assert.match(inSend('{ "to": [{{all}}], "message": "|x" }') ?? '', /1 segment ¶/);
    const known = { values: { all: '"+14155551234", "+14155551235", "+14155551236"' } };
    assert.match(inSend('{ "to": [{{all}}], "message": "|x" }', known) ?? '', /1 segment × 3 recipients ¶/);
    assert.match(inSend('{ "to": ["{{one}}"], "message": "|x" }') ?? '', /1 segment × 1 recipient ¶/);
  });

  it('understands a body that is not finished, has comments, or CRLF', () => {
    assert.match(inSend('{ "to": ["+14155551234"], "message": "a|b", ') ?? '', /^GSM-7 · 2 of 160 .* × 1 recipient/);
    assert.match(inSend('{\n# no\n "message": "a|b"\n}') ?? '', /^GSM-7 · 2 of 160/);
    const crlf = send('{\n "to": ["+14155551234"],\n "message": "a|b"\n}').replaceAll('\n', '\r\n');
    assert.match(hoverIn(crlf) ?? '', /^GSM-7 · 2 of 160/);
    assert.equal(hoveredIn(crlf), '"ab"');
  });

  it('reads the data of a curl command', () => {
    const curl = (data: string) => `curl -X POST /api/v1/sms/send -H 'Content-Type: application/json' -d ${data}`;
    assert.match(hoverIn(curl(`'{"to":["+14155551234"],"message":"H|i"}'`)) ?? '', /^GSM-7 · 2 of 160 .* 1 recipient/);
    assert.equal(hoveredIn(curl(`'{"message":"H|i"}'`)), '"Hi"');
    assert.equal(hoverIn(curl(`"{\\"message\\":\\"H|i\\"}"`)), null);
  });

  it('says nothing of other members, other endpoints and names', () => {
    assert.equal(inSend('{ "mess|age": "x" }'), null);
    assert.equal(inSend('{ "other": "|x" }'), null);
    assert.equal(inSend('{ "deep": { "message": "|x" } }'), null);
    assert.equal(
      hoverIn('POST /api/v1/user/webhooks/test\nContent-Type: application/json\n\n{ "message": "|x" }'),
      null,
    );
    assert.equal(hoverIn('POST https://example.org/api/v1/sms/send\n\n{ "message": "|x" }'), null);
  });
});

describe('the hover of a recipient', () => {
  it('tells country and number', () => {
    assert.equal(inSend('{ "to": ["+1415|5551234"] }'), 'United States · \\+1 415 555 1234');
    assert.equal(inSend('{ "to": ["+14155551234", "+44207946|0958"] }'), 'United Kingdom · \\+44 20 7946 0958');
    assert.equal(hoveredIn(send('{ "to": ["+1415|5551234"] }')), '"+14155551234"');
  });

  it('tells what is wrong with it', () => {
    assert.equal(
      inSend('{ "to": ["+44 20 7946| 0958"] }'),
      'United Kingdom · \\+44 20 7946 0958 · Write it as `+442079460958`',
    );
    assert.match(inSend('{ "to": ["020 7946| 0958"] }') ?? '', /^No phone number: write \+ and country code first/);
    assert.match(inSend('{ "to": ["+4479|1"] }') ?? '', /No number in use has this form$/);
  });

  it('leaves the word to the variable where it is one', () => {
    assert.match(inSend('{ "to": ["{{o|ne}}"] }', { values: { one: '+14155551234' } }) ?? '', /^`\+14155551234`/);
  });
});

describe('the hover of a sender', () => {
  it('tells whether it fits, and that countries have rules of their own', () => {
    assert.equal(
      inSend('{ "sender_id": "My|App" }'),
      'Sender name · 5 of 11 characters ¶ Some countries replace the sender or require its registration.',
    );
    assert.match(inSend('{ "sender_id": "+1415|5551234" }') ?? '', /^Phone number as sender · United States ¶/);
  });

  it('tells what is wrong with it', () => {
    assert.match(inSend('{ "sender_id": "My |App" }') ?? '', /only the letters/);
    assert.match(inSend('{ "sender_id": "MyApplication|s" }') ?? '', /this one 14\.$/);
    assert.match(inSend('{ "sender_id": "1|App" }') ?? '', /begins with a letter/);
    assert.match(inSend('{ "sender_id": "|" }') ?? '', /empty/);
  });
});
