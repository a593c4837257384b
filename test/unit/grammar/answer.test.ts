import assert from 'node:assert/strict';
import { loadGrammar, type Token } from '../../support/grammar';

const answer = [
  'HTTP/1.1 401 Unauthorized · 12 ms · signed as prod-eu (sk_prod_…i9j0)',
  '# INVALID_SIGNATURE: the server computed another signature.',
  'Content-Type: application/json',
  '',
  '{ "status": false }',
].join('\n');

describe('the grammar of answers', () => {
  let tokenize: (text: string) => Token[];
  before(async () => {
    tokenize = await loadGrammar('source.restlink-answer');
  });

  function scopesOf(text: string, piece: string): string {
    const token = tokenize(text).find((candidate) => candidate.text.trim() === piece);
    assert.ok(token, `no token "${piece}" in ${JSON.stringify(tokenize(text).map((each) => each.text))}`);
    return token.scopes;
  }

  it('marks the status by its class', () => {
    assert.match(scopesOf(answer, '401'), /markup\.deleted\.status/);
    assert.match(scopesOf('HTTP/1.1 200 OK · 41 ms', '200'), /markup\.inserted\.status/);
    assert.match(scopesOf('HTTP/2 302 Found', '302'), /constant\.numeric\.status/);
    assert.match(scopesOf(answer, 'Unauthorized'), /reason/);
  });

  it('knows notes with their codes, headers and a JSON body', () => {
    assert.match(scopesOf(answer, 'INVALID_SIGNATURE'), /comment.*code/);
    assert.match(scopesOf(answer, 'Content-Type'), /property\.header/);
    assert.match(scopesOf(answer, 'status'), /meta\.embedded\.json/);
  });

  it('takes nothing for a header or a note once the body has begun', () => {
    const text = 'HTTP/1.1 200 OK\n\nName: value\n# text\n';
    assert.doesNotMatch(scopesOf(text, 'Name: value'), /header/);
    assert.doesNotMatch(scopesOf(text, '# text'), /comment/);
  });
});
