// Attacks on what keeps a credential at its origin, each made for real: by the built command line, against recorders that
// keep every byte of whoever connects. What happened to all of them is written to .vscode-test/reports/attacks.md.

import assert from 'node:assert/strict';
import { answers } from './answers';
import type { Volley } from './attack';
import { environment } from './environment';
import { files } from './files';
import { folder } from './folder';
import { headers } from './headers';
import { proxies } from './proxies';
import { Range, type Salvo, writeReport } from './range';
import { urls } from './urls';
import { variables } from './variables';

const volleys: readonly Volley[] = [urls, variables, headers, answers, proxies, files, environment, folder].flat();

describe('Attacks', function () {
  this.timeout(120_000);
  let range: Range;
  const rows: string[][] = [];
  before(async () => {
    range = await Range.open();
  });
  after(async () => {
    await range?.close();
    writeReport(rows);
  });

  for (const [index, volley] of volleys.entries()) {
    describe(`${volley.group}, ${volley.how}`, () => {
      let salvo: Salvo;
      before(async () => {
        salvo = await range.fire(volley, letterOf(volley, index));
      });

      for (const [i, { tried, expect, says, wire, proxy }] of volley.attacks.entries()) {
        const safe: readonly string[] = [expect].flat();
        it(`${tried} → ${safe.join(' or ')}`, () => {
          const shot = salvo.shots[i];
          assert.ok(shot);
          rows.push([shot.id, volley.group, tried, shot.happened]);
          assert.ok(safe.includes(shot.happened), `${shot.happened}: ${shot.told}`);
          if (says) assert.match(shot.told, says);
          wire?.(shot.wire, shot.id);
          if (proxy) assert.match(salvo.proxy, proxy);
        });
      }

      it('no secret, key, token or signature was seen by anybody else, printed, or written', () => {
        assert.deepEqual(salvo.leaks, []);
      });

      it('nothing that was printed can steer a terminal', () => {
        assert.doesNotMatch(salvo.printed, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      });
    });
  }

  it('are at least sixty', () => {
    assert.ok(volleys.reduce((sum, { attacks }) => sum + attacks.length, 0) >= 60);
  });
});

/** `a1` and so on: the letter of the group, and which of its volleys. */
function letterOf({ group }: Volley, index: number): string {
  const before = volleys.slice(0, index).filter((other) => other.group === group).length;
  return `${group.charAt(0)}${'abcdefghijklmnop'.charAt(before)}`;
}
