import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { hmacHex, opensslLine } from '../../../src/signing';

/** What the line prints in a POSIX shell. */
function run(line: string, secret: string): string {
  return execFileSync('sh', ['-c', line], { env: { PATH: process.env.PATH, API_SECRET: secret }, encoding: 'utf8' });
}

const messages: readonly (readonly [string, string | Buffer])[] = [
  ['a GET', 'GET|/api/v1/sms/stats|1760000000|'],
  ['quotes of all kinds', `POST|/a|1|{"a":"it's \\"quoted\\" \`tick\` $HOME $(id) !!"}`],
  ['backslashes', 'POST|/a|1|\\n \\0101 \\x41 \\c \\\\ %s %d %%'],
  ['backslashes beside a line break', 'POST|/a|1|\\n\n\\0101\\c'],
  ['line ends', 'POST|/a|1|{\r\n  "a": 1\n}\n\n'],
  ['digits behind an escape', 'POST|/a|1|\n77\t00'],
  ['UTF-8', 'POST|/a|1|{"message":"Grüße 👋"}'],
  ['every byte', Buffer.from(Array.from({ length: 256 }, (_, i) => i))],
  ['a leading dash', '-n -e|/a|1|'],
  ['nothing', ''],
];

describe('The openssl line', () => {
  for (const [what, message] of messages) {
    it(`gives the signature of a message with ${what}`, () => {
      const bytes = Buffer.from(message as string);
      const line = opensslLine(bytes);
      assert.ok(!/[^\x20-\x7e]/.test(line), 'is one line of plain characters');
      assert.equal(run(line, 'test_secret').trim(), hmacHex('test_secret', bytes));
    });
  }

  it('takes any secret from the environment', () => {
    for (const secret of ['-starts-with-a-dash', `it's "so"`, 'pässwörd  with blanks ', 'k'.repeat(200)]) {
      const message = Buffer.from('GET|/a|1|');
      assert.equal(run(opensslLine(message), secret).trim(), hmacHex(secret, message));
    }
  });

  it('gives the signature of any bytes', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const message = Buffer.from(bytes);
        assert.equal(run(opensslLine(message), 'test_secret').trim(), hmacHex('test_secret', message));
      }),
      { numRuns: 20 },
    );
  });
});
