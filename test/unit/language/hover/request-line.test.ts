import assert from 'node:assert/strict';
import { hoveredIn, hoverIn } from './asking';

const STATISTICS =
  '**Statistics** · permission `sms.read` · [Open documentation](https://docs.23telecom.co.uk/sms/statistics)' +
  ' ¶ Totals for a period. ¶ Authentication: API key (signed or plain), portal login (JWT)';

describe('the hover of a request line', () => {
  it('tells the endpoint over the method and over the path', () => {
    assert.equal(hoverIn('G|ET {{baseUrl}}/api/v1/sms/stats?period=7d'), STATISTICS);
    assert.equal(hoveredIn('G|ET {{baseUrl}}/api/v1/sms/stats?period=7d'), 'GET');
    assert.equal(hoverIn('GET {{baseUrl}}/api/v1/sm|s/stats?period=7d'), STATISTICS);
    assert.equal(hoveredIn('GET {{baseUrl}}/api/v1/sm|s/stats?period=7d'), '{{baseUrl}}/api/v1/sms/stats');
  });

  it('says nothing of an endpoint that the API does not have, and nothing of other origins', () => {
    assert.equal(hoverIn('G|ET /api/v1/sms/nothing'), null);
    assert.equal(hoverIn('G|ET https://example.org/api/v1/sms/stats'), null);
    assert.equal(hoverIn('GET https://example.org/api/v1/sms/stats?per|iod=7d'), null);
  });

  it('tells that an endpoint is closed to keys, or deprecated', () => {
    assert.match(
      hoverIn('G|ET /api/v1/user/workspaces') ?? '',
      /^\*\*Workspaces\*\* · \[Open.*Authentication: portal login \(JWT\)$/,
    );
    assert.match(hoverIn('P|OST /action') ?? '', /Deprecated: for old integrations only\./);
  });

  it('tells of a query parameter over its name: meaning, default, values', () => {
    assert.equal(
      hoverIn('GET /api/v1/sms/stats?per|iod=7d'),
      '**period** · query parameter · default 7d ¶ Preset range; leave out when from and to are used.' +
        ' ¶ Values: `today`, `yesterday`, `7d`, `30d`, `this_month`, `last_month`',
    );
    assert.equal(hoveredIn('GET /api/v1/sms/stats?per|iod=7d'), 'period');
  });

  it('marks the value that is written', () => {
    assert.match(hoverIn('GET /api/v1/sms/stats?period=7|d') ?? '', /`yesterday`, \*\*`7d`\*\*, `30d`/);
    assert.equal(hoveredIn('GET /api/v1/sms/stats?a=1&period=7|d&b#c'), '7d');
  });

  it('tells limits of a number', () => {
    assert.equal(
      hoverIn('GET /api/v1/sms/messages?limit=1|0'),
      '**limit** · query parameter · integer · 1 to 100 · default 25 ¶ Rows per page.',
    );
  });

  it('tells which statuses a group finds: in lists another one than in statistics', () => {
    assert.match(
      hoverIn('GET /api/v1/sms/messages?status=undel|ivered') ?? '',
      /`undelivered` finds `UNDELIV`, `REJECTD`, `DELETED`, `failed`$/,
    );
    assert.match(hoverIn('GET /api/v1/sms/stats?status=undel|ivered') ?? '', /`DELETED`, `UNKNOWN`, `failed`$/);
  });

  it('tells the country of a code, through a variable too', () => {
    assert.match(hoverIn('GET /api/v1/sms/messages?country=D|E') ?? '', /Germany$/);
    assert.match(hoverIn('@c = F\n\nGET /api/v1/sms/messages?country={{c}}R|x') ?? 'null', /ISO country code\.$/);
    assert.match(hoverIn('@c = F\n\nGET /api/v1/sms/messages?country={{c}}|R') ?? '', /France$/);
  });

  it('says nothing of a parameter that the endpoint does not have', () => {
    assert.equal(hoverIn('GET /api/v1/sms/stats?per|iods=7d'), null);
  });

  it('reads parameters on lines of their own', () => {
    const text = 'GET /api/v1/sms/stats\n  ?period=7d\n  &source=ap|i\n\n';
    assert.match(hoverIn(text) ?? '', /^\*\*source\*\* · query parameter · default api/);
    assert.equal(hoveredIn(text), 'api');
  });

  it('tells of a parameter in the path, whatever stands before it', () => {
    for (const path of ['/api/v1/sms/status/ap|i_42', '{{baseUrl}}/api/v1/sms/status/ap|i_42?x={{y}}']) {
      assert.match(hoverIn(`GET ${path}`) ?? '', /^\*\*message\\_id\*\* · path parameter · required/);
      assert.equal(hoveredIn(`GET ${path}`), 'api_42');
    }
    assert.match(hoverIn('GET /api/v1/sms/sta|tus/api_42') ?? '', /^\*\*Message status\*\*/);
  });

  it('understands the address of a curl command', () => {
    assert.match(hoverIn("curl '/api/v1/sms/stats?per|iod=7d'") ?? '', /^\*\*period\*\*/);
    assert.equal(hoverIn("cu|rl '/api/v1/sms/stats'"), STATISTICS);
    assert.match(hoverIn("curl /x -H 'X-API-K|ey: 1'") ?? '', /^API key/);
  });
});

describe('the hover of a header name', () => {
  it('tells what a common header means', () => {
    assert.match(hoverIn('GET /x\nAcc|ept: */*\n') ?? '', /^Media types/);
    assert.match(hoverIn('GET /x\nuser-AG|ENT: a\n') ?? '', /Added as restlink-sms\/VERSION when missing\.$/);
    assert.match(hoverIn('GET /x\nContent-Ty|pe: a\n') ?? '', /never added\.$/);
    assert.match(hoverIn('GET /x\nHo|st: a\n') ?? '', /^Host and port/);
    assert.equal(hoveredIn('GET /x\nHo|st: a\n'), 'Host');
  });

  it('tells of the three signing headers that they are added at send time', () => {
    for (const name of ['X-API-Ke|y', 'x-time|stamp', 'X-Signa|ture']) {
      assert.match(hoverIn(`GET /x\n${name}: 1\n`) ?? '', /[Aa]dded at send time/);
    }
  });

  it('tells of the headers of this API, and that Content-Length is computed', () => {
    assert.match(hoverIn('GET /x\nX-Work|space-ID: 1\n') ?? '', /ignored with API keys/);
    assert.match(hoverIn('GET /x\nX-Api-T|oken: {{t}}\n') ?? '', /^Tracker token/);
    assert.match(hoverIn('POST /x\nContent-Le|ngth: 1\n\na') ?? '', /Always computed/);
  });

  it('says nothing of an unknown header, and nothing over a value', () => {
    assert.equal(hoverIn('GET /x\nX-My|self: 1\n'), null);
    assert.equal(hoverIn('GET /x\nAccept: a|b\n'), null);
  });
});
