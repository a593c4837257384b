import assert from 'node:assert/strict';
import { ServerClocks } from '../../../src/signing';

const LOCAL = Date.UTC(2026, 1, 13, 10, 30, 0);
const ORIGIN = 'https://restlink23telecom.com';

/** Clocks of a computer: the wall clock can be set, the steady one only goes on. */
class Machine {
  wall = LOCAL;
  steady = 5000;
  readonly servers = new ServerClocks({ now: () => this.wall, steady: () => this.steady });

  pass(ms: number): void {
    this.wall += ms;
    this.steady += ms;
  }

  /** An answer that took so long, of which the head came at its end. */
  see(date: string | null, { took = 0, more = [] }: { took?: number; more?: [string, string][] } = {}) {
    const sentAt = this.steady;
    this.pass(took);
    const headers = [...(date === null ? [] : [['date', date] as const]), ...more];
    return this.servers.observe(ORIGIN, { headers, sentAt, headAt: this.steady });
  }
}

/** The header as a server writes it whose clock is off by so much. */
const dateOff = (machine: Machine, ms: number) => new Date(machine.wall + ms).toUTCString();

describe('The clock of a server', () => {
  it('is taken for the local one until an answer was seen', () => {
    const { servers } = new Machine();
    assert.deepEqual([servers.isKnown(ORIGIN), servers.offsetSeconds(ORIGIN)], [false, 0]);
    assert.equal(servers.serverSeconds(ORIGIN), LOCAL / 1000);
  });

  it('is learnt from the Date header, per origin, with both clocks beside each other', () => {
    const machine = new Machine();
    const both = machine.see('Fri, 13 Feb 2026 10:42:00 GMT');
    assert.deepEqual(both, { local: LOCAL / 1000, server: LOCAL / 1000 + 720 });
    const { servers } = machine;
    assert.deepEqual([servers.isKnown(ORIGIN), servers.offsetSeconds(ORIGIN)], [true, 720]);
    assert.equal(servers.serverSeconds(ORIGIN), LOCAL / 1000 + 720);
    assert.equal(servers.offsetSeconds('https://elsewhere.example'), 0);
  });

  it('is found to the second at any moment of it: −15 min, +12 min, +24 h, and none', () => {
    for (const seconds of [-900, 720, 86_400, 0]) {
      for (const ms of [0, 1, 250, 499, 500, 501, 750, 999]) {
        const machine = new Machine();
        machine.pass(ms);
        machine.see(dateOff(machine, seconds * 1000));
        assert.ok(Object.is(machine.servers.offsetSeconds(ORIGIN), seconds), `${seconds} s, ${ms} ms after the second`);
      }
    }
  });

  it('goes on with the seconds, and is learnt anew when the server is set', () => {
    const machine = new Machine();
    machine.see(dateOff(machine, 720_000));
    machine.pass(60_000);
    assert.equal(machine.servers.serverSeconds(ORIGIN), LOCAL / 1000 + 780);
    machine.see(dateOff(machine, 0));
    assert.equal(machine.servers.offsetSeconds(ORIGIN), 0);
  });

  it('stays known where the clock of this computer is set forward or back', () => {
    for (const jump of [3_600_000, -3_600_000, 400_000]) {
      const machine = new Machine();
      machine.see(dateOff(machine, 0));
      machine.wall += jump;
      machine.pass(1000);
      assert.equal(machine.servers.serverSeconds(ORIGIN), LOCAL / 1000 + 1);
      assert.equal(machine.servers.offsetSeconds(ORIGIN), -jump / 1000);
    }
  });

  it('is not thought slow because an answer was', () => {
    for (const took of [1500, 20_000, 280_000]) {
      const machine = new Machine();
      // Written when the request arrived, seen when all the waiting was over.
      const early = machine.see(dateOff(machine, 0), { took });
      assert.ok(early);
      assert.equal(machine.servers.offsetSeconds(ORIGIN), 0);
      machine.see(dateOff(machine, -900_000), { took: 1500 });
      assert.ok(Math.abs(machine.servers.offsetSeconds(ORIGIN) + 900) <= 2);
    }
  });

  it('runs through midnight, a leap day and the end of a year', () => {
    for (const [local, date, offset] of [
      [Date.UTC(2027, 0, 1, 0, 5), 'Thu, 31 Dec 2026 23:50:00 GMT', -900],
      [Date.UTC(2028, 1, 28, 23, 55), 'Tue, 29 Feb 2028 00:07:00 GMT', 720],
      [Date.UTC(2028, 1, 29, 12), 'Wed, 01 Mar 2028 12:00:00 GMT', 86_400],
      [Date.UTC(2027, 1, 28, 23, 59, 59), 'Mon, 01 Mar 2027 00:00:00 GMT', 0],
    ] as const) {
      const machine = new Machine();
      machine.wall = local;
      machine.see(date);
      const found = machine.servers.offsetSeconds(ORIGIN);
      assert.ok(Math.abs(found - offset) <= 1, `${date}: ${found}`);
    }
  });

  it('is read in each form of date that HTTP knows, and a leap second as the last second', () => {
    for (const date of [
      'Fri, 13 Feb 2026 10:42:00 GMT',
      'Friday, 13-Feb-26 10:42:00 GMT',
      'Fri Feb 13 10:42:00 2026',
      ' Fri, 13 Feb 2026 10:42:00 GMT ',
    ]) {
      assert.equal(new Machine().see(date)?.server, LOCAL / 1000 + 720, date);
    }
    assert.equal(new Machine().see('Fri Feb  6 10:42:00 2026')?.server, Date.UTC(2026, 1, 6, 10, 42) / 1000);
    assert.equal(new Machine().see('Sat, 31 Dec 2016 23:59:60 GMT')?.server, Date.UTC(2016, 11, 31, 23, 59, 59) / 1000);
  });

  it('stays what it was where an answer does not tell it', () => {
    const machine = new Machine();
    machine.see(dateOff(machine, 720_000));
    const before = machine.servers.serverSeconds(ORIGIN);
    for (const date of [
      null,
      '',
      'yesterday',
      '1',
      '2026-02-13T10:00:00Z',
      'Fri, 30 Feb 2026 10:00:00 GMT',
      'Fri, 13 Feb 2026 25:00:00 GMT',
      'Fri, 13 Feb 2026 10:00:00 CET',
      'Fri, 13 Foo 2026 10:00:00 GMT',
    ]) {
      assert.equal(machine.see(date), null, String(date));
    }
    // Out of a cache, and from two clocks at once.
    const old = dateOff(machine, -3_600_000);
    assert.equal(machine.see(old, { more: [['Age', '3600']] }), null);
    assert.equal(machine.see(old, { more: [['DATE', dateOff(machine, 0)]] }), null);
    assert.equal(machine.servers.serverSeconds(ORIGIN), before);
  });

  it('is believed where a proxy says the same twice, or that the answer is fresh', () => {
    const machine = new Machine();
    const date = dateOff(machine, 720_000);
    assert.ok(machine.see(date, { more: [['Date', date]] }));
    assert.ok(machine.see(date, { more: [['Age', '0']] }));
    assert.equal(machine.servers.offsetSeconds(ORIGIN), 720);
  });
});
