import assert from 'node:assert/strict';
import { RecentSends } from '../../../src/engine';
import { simpleRequest } from '../../../src/request';

const send = (body: string, path = '/api/v1/sms/send') =>
  simpleRequest('POST', `https://restlink23telecom.com${path}`, [], Buffer.from(body));

describe('RecentSends', () => {
  it('knows the same body while it is in flight, and for ten seconds after its end', () => {
    let now = 1000;
    const recent = new RecentSends(() => now);
    assert.equal(recent.isRepeat(send('a')), false);
    const end = recent.begin(send('a'));
    now += 60_000;
    assert.equal(recent.isRepeat(send('a')), true);
    end();
    now += 9_999;
    assert.equal(recent.isRepeat(send('a')), true);
    now += 1;
    assert.equal(recent.isRepeat(send('a')), false);
  });

  it('tells other bodies and other addresses apart', () => {
    const recent = new RecentSends(() => 0);
    recent.begin(send('a'))();
    assert.equal(recent.isRepeat(send('b')), false);
    assert.equal(recent.isRepeat(send('a', '/api/v1/sms/send?x=1')), false);
  });

  it('counts several in flight', () => {
    let now = 0;
    const recent = new RecentSends(() => now);
    const [first, second] = [recent.begin(send('a')), recent.begin(send('a'))];
    first();
    now += 10_000;
    assert.equal(recent.isRepeat(send('a')), true);
    second();
    now += 10_000;
    assert.equal(recent.isRepeat(send('a')), false);
  });
});
