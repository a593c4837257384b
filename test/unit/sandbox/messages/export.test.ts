import assert from 'node:assert/strict';
import { type Fault, parseFault, startSandbox } from '../../../../src/sandbox';
import { Clock, get, message, rawSocket, send, withSandbox } from '../client';

const EXPORT = '/sms/messages/unified/export';

describe('GET /sms/messages/unified/export in the sandbox (FACTS.md section 1.6)', () => {
  const { port } = withSandbox();
  const rows = async (query: string) => readCsv((await get(port(), EXPORT + query)).text);

  it('is CSV with a name that says the period', async () => {
    const { status, headers } = await get(port(), EXPORT);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(headers['content-disposition'], 'attachment; filename="messages_2026-05-14_2026-05-20.csv"');
  });

  it('holds what the unified list holds, all pages of it', async () => {
    const [head = [], ...lines] = await rows('?period=30d&source=broadcasts&status=delivered');
    const listed: Record<string, unknown>[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const query = `?period=30d&source=broadcasts&status=delivered&limit=100&page=${page}`;
      const { json } = await get(port(), `/sms/messages/unified${query}`);
      pages = Number(json.total_pages);
      listed.push(...(json.messages as Record<string, unknown>[]));
    }
    assert.ok(listed.length > 100);
    assert.deepEqual(head, Object.keys(listed[0] ?? {}));
    assert.deepEqual(
      lines,
      listed.map((row) => head.map((name) => String(row[name] ?? ''))),
    );
  });

  it('quotes, commas, line breaks and other alphabets come through', async () => {
    const text = 'He said "Hi, you",\r\nand left;\n\t日本 😀 ';
    await send(port(), { ...message, message: text, sender_id: 'Own' });
    const [, line] = await rows('?sender=Own');
    assert.equal(line?.[4], text);
  });

  it('what looks like a formula stays as it was sent', async () => {
    for (const text of ['=1+1', '+14155551234', '-2', '@SUM(A1)', "'quoted", '"=1"']) {
      await send(port(), { ...message, message: text, sender_id: 'Own' });
    }
    const lines = (await rows('?sender=Own')).slice(1);
    assert.deepEqual(
      lines.map((line) => line[4]),
      ['"=1"', "'quoted", '@SUM(A1)', '-2', '+14155551234', '=1+1'],
    );
    assert.ok(lines.every((line) => line[2] === '+14155551234'));
  });

  it('of nothing is the head alone', async () => {
    const { text } = await get(port(), `${EXPORT}?sender=Nobody`);
    assert.match(text, /^id,source,recipient,[a-z_,]+,action_at\r\n$/);
  });

  it('is sent as it is made, without a length', async () => {
    const request = `GET /api/v1${EXPORT}?period=30d HTTP/1.1\r\nHost: localhost\r\nX-API-Key: sk_test_sandbox_plain\r\nConnection: close\r\n\r\n`;
    const [head = ''] = (await rawSocket(port(), request)).split('\r\n\r\n');
    assert.match(head, /^transfer-encoding: chunked$/im);
    assert.doesNotMatch(head, /^content-length:/im);
  });

  it('many lines go out together', async () => {
    const request = `GET /api/v1${EXPORT}?period=30d HTTP/1.1\r\nHost: localhost\r\nX-API-Key: sk_test_sandbox_plain\r\nConnection: close\r\n\r\n`;
    const text = await rawSocket(port(), request);
    const pieces = text.match(/^[0-9a-f]+\r$/gm) ?? [];
    const lines = text.match(/^\d+,/gm) ?? [];
    assert.ok(lines.length > 500 && pieces.length > 2, `${lines.length} lines in ${pieces.length} pieces`);
    assert.ok(lines.length > 50 * pieces.length, `${lines.length} lines in ${pieces.length} pieces`);
  });

  it('wrong filters get INVALID_PARAMS, in JSON', async () => {
    for (const query of ['?source=campaign', '?status=x', '?period=week', '?from=2026-05-02&to=2026-05-01']) {
      const { status, json } = await get(port(), EXPORT + query);
      assert.deepEqual([status, json.error_code], [400, 'INVALID_PARAMS']);
    }
  });

  it('--fault truncate cuts it in the middle', async () => {
    const { fault } = parseFault('truncate') as { fault: Fault };
    const sandbox = await startSandbox({ clock: new Clock().read, faults: [fault] });
    try {
      await assert.rejects(get(sandbox.port, EXPORT));
    } finally {
      await sandbox.stop();
    }
  });
});

/** Reads CSV by the grammar of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    assert.ok(found, 'it is no CSV');
    const [, quoted, plain = '', end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
