import assert from 'node:assert/strict';
import { codes, diagnose, fixed, SEND, said, WEBHOOKS } from './asking';

describe('JSON bodies: what the API description asks', () => {
  it('names the required members that are missing, in one finding', async () => {
    assert.deepEqual(await said(`${SEND}{"to": ["+14155551234"]}`), [
      'error {: Required members are missing: "message", "sender_id".',
    ]);
  });

  it('inserts them with sample values, as the object is written', async () => {
    assert.equal(
      await fixed(`${SEND}{"to": ["+14155551234"]}`, 'Insert "message", "sender_id"'),
      `${SEND}{"to": ["+14155551234"], "message": "Hello", "sender_id": "MyApp"}`,
    );
    assert.equal(
      await fixed(`${SEND}{\n  "to": ["+1"],\n  "message": "x"\n}`, 'Insert "sender_id"'),
      `${SEND}{\n  "to": ["+1"],\n  "message": "x",\n  "sender_id": "MyApp"\n}`,
    );
    assert.equal(
      await fixed(`${SEND}{}`, 'Insert "to", "message", "sender_id"'),
      `${SEND}{\n  "to": ["+14155551234"],\n  "message": "Hello",\n  "sender_id": "MyApp"\n}`,
    );
    const crlf = `${SEND}{\n  "to": ["+1"],\n  "message": "x"\n}\n`.replaceAll('\n', '\r\n');
    assert.ok((await fixed(crlf, 'Insert "sender_id"')).includes('"x",\r\n  "sender_id": "MyApp"\r\n}'));
  });

  it('warns of members that it does not know, and offers the nearest', async () => {
    const text = `${SEND}{"to": ["+1"], "mesage": "x", "sender_id": "MyApp", "message": "x", "send_at": 1}`;
    assert.deepEqual(await said(text), [
      'warning "mesage": The API description knows no member "mesage" here.',
      'warning "send_at": The API description knows no member "send_at" here.',
    ]);
    const typo = `${SEND}{"to": ["+1"], "mesage": "x", "sender_id": "MyApp"}`;
    assert.equal(await fixed(typo, 'Change to "message"'), typo.replace('mesage', 'message'));
    assert.equal(await fixed(typo, 'Remove "mesage"'), typo.replace(' "mesage": "x",', ''));
  });

  it('tells values of the wrong type', async () => {
    assert.deepEqual(await said(`${SEND}{"to": "+14155551234", "message": 1, "sender_id": null}`), [
      'error "+14155551234": "to" must be a list, not a text.',
      'error 1: "message" must be a text, not a number.',
      'error null: "sender_id" must be a text, not null.',
    ]);
    assert.deepEqual(await said(`${SEND}[]`), ['error []: The body must be an object, not a list.']);
    assert.deepEqual(await said(`${SEND}{"to": [14155551234], "message": "x", "sender_id": "MyApp"}`), [
      'error 14155551234: "to[0]" must be a text, not a number.',
    ]);
    assert.deepEqual(await said(`${WEBHOOKS}{"click_url": 3, "unique_clicks_only": "yes"}`), [
      'error 3: "click_url" must be a text or null, not a number.',
      'error "yes": "unique_clicks_only" must be true or false, not a text.',
    ]);
  });

  it('tells values that are not among the allowed ones, and offers the nearest', async () => {
    const text = `${WEBHOOKS}{"delivery_fields": ["mesage_id", "cost"]}`;
    assert.match(
      (await said(text))[0] ?? '',
      /^error "mesage_id": "delivery_fields\[0\]" must be one of "message_id", /,
    );
    assert.equal(await fixed(text, 'Change to "message_id"'), text.replace('mesage_id', 'message_id'));
  });

  it('tells limits of length', async () => {
    assert.deepEqual(await said(`${WEBHOOKS}{"delivery_fields": [], "signing_secret": ""}`), [
      'error []: "delivery_fields" needs at least 1 entry.',
      'error "": "signing_secret" must not be empty.',
    ]);
    const long = await said(`${WEBHOOKS}{"signing_secret": "${'x'.repeat(65)}"}`);
    assert.match(long[0] ?? '', /"signing_secret" may have at most 64 characters\.$/);
  });

  it('leaves numbers, texts and senders of a send to the checks of a send', async () => {
    assert.deepEqual(await codes(`${SEND}{"to": [], "message": "", "sender_id": "1"}`), []);
  });

  it('says nothing of values in which a variable stands', async () => {
    assert.deepEqual(await codes(`${WEBHOOKS}{"delivery_fields": ["{{field}}"], "signing_secret": "{{secret}}"}`), []);
  });

  it('lets guessed bodies have other members', async () => {
    const head = (path: string) => `POST {{baseUrl}}/api/v1${path}\n\n`;
    assert.deepEqual(await codes(`${head('/user/webhooks/test')}{"type": "click", "more": 1}`), []);
    assert.deepEqual(await codes(`${head('/callback/action')}{"anything": 1}`), []);
  });

  it('takes null and an empty text where they switch something off', async () => {
    assert.deepEqual(await codes(`${WEBHOOKS}{"click_url": null, "delivery_url": "", "signing_secret": null}`), []);
  });

  it('asks nothing of other origins, and fetches no schema that a body names', async () => {
    const body = '{"$schema": "https://json-schema.org/draft-07/schema#", "type": 5}';
    assert.deepEqual(await codes(`POST https://example.com/api/v1/sms/send\n\n${body}`), []);
    assert.deepEqual(await said(`${WEBHOOKS}{"$schema": "https://example.com/x.json"}`), [
      'warning "$schema": The API description knows no member "$schema" here.',
    ]);
  });

  it('points to the page of the documentation', async () => {
    const [found] = await diagnose(`${SEND}{}`);
    assert.equal(found?.docs, 'https://docs.23telecom.co.uk/sms/send');
  });
});
