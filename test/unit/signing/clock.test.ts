import assert from 'node:assert/strict';
import { ServerClocks } from '../../../src/signing';

const LOCAL = Date.UTC(2026, 1, 13, 10, 30, 0);
const ORIGIN = 'https://restlink23telecom.com';

function clocks() {
  return new ServerClocks(() => LOCAL);
}

describe('The clock of a server', () => {
  it('is taken for the local one until an answer was seen', () => {
    assert.equal(clocks().offsetSeconds(ORIGIN), 0);
    assert.equal(clocks().serverSeconds(ORIGIN), LOCAL / 1000);
  });

  it('is learnt from the Date header, per origin', () => {
    const seen = clocks();
    const server = seen.observe(ORIGIN, 'Fri, 13 Feb 2026 10:42:00 GMT', LOCAL);
    assert.equal(server, LOCAL / 1000 + 720);
    assert.equal(seen.offsetSeconds(ORIGIN), 720);
    assert.equal(seen.serverSeconds(ORIGIN), LOCAL / 1000 + 720);
    assert.equal(seen.offsetSeconds('https://elsewhere.example'), 0);
  });

  it('is not called off for less than a second, though Date is cut to whole seconds', () => {
    const seen = clocks();
    for (const ms of [0, 1, 499, 500, 999]) {
      seen.observe(ORIGIN, 'Fri, 13 Feb 2026 10:30:00 GMT', LOCAL + ms);
      assert.ok(Object.is(seen.offsetSeconds(ORIGIN), 0), `${ms} ms after the second`);
    }
  });

  it('finds whole offsets at any moment of the second', () => {
    const seen = clocks();
    for (const [date, offset] of [
      ['Fri, 13 Feb 2026 10:42:00 GMT', 720],
      ['Fri, 13 Feb 2026 10:15:00 GMT', -900],
    ] as const) {
      for (const ms of [0, 1, 250, 499, 500, 501, 750, 999]) {
        seen.observe(ORIGIN, date, LOCAL + ms);
        assert.equal(seen.offsetSeconds(ORIGIN), offset, `${ms} ms after the second`);
      }
    }
  });

  it('knows clocks that are behind', () => {
    const seen = clocks();
    seen.observe(ORIGIN, 'Fri, 13 Feb 2026 10:15:00 GMT', LOCAL + 500);
    assert.equal(seen.offsetSeconds(ORIGIN), -900);
  });

  it('keeps what it knows when an answer has no Date or a broken one', () => {
    const seen = clocks();
    seen.observe(ORIGIN, 'Fri, 13 Feb 2026 10:42:00 GMT', LOCAL);
    assert.equal(seen.observe(ORIGIN, undefined, LOCAL), null);
    assert.equal(seen.observe(ORIGIN, 'yesterday', LOCAL), null);
    assert.equal(seen.offsetSeconds(ORIGIN), 720);
  });
});
