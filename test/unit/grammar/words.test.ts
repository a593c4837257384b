import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** As VS Code makes it: `\p{…}` means letters in a pattern with the flag `u` only. */
function wordsOf(text: string): string[] {
  const { wordPattern } = JSON.parse(readFileSync('media/http.language-configuration.json', 'utf8'));
  return text.match(new RegExp(wordPattern.pattern, `${wordPattern.flags}g`)) ?? [];
}

describe('words of the language http', () => {
  it('are found, as proposals come up within words only', () => {
    assert.deepEqual(wordsOf('GE'), ['GE']);
    assert.deepEqual(wordsOf('{{send.response}}/sms'), ['send.response', 'sms']);
    assert.deepEqual(wordsOf('Content-Type: größe, $guid'), ['Content-Type', 'größe', '$guid']);
  });
});
