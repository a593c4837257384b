import assert from 'node:assert/strict';
import fc from 'fast-check';
import { code, docsLink, escapeMarkdown, lineLink, phrase } from '../../../../src/language/hover/markdown';
import { sentence } from '../../../../src/messages';

describe('text from files in a hover', () => {
  it('is no emphasis, code, link, image or table', () => {
    assert.equal(escapeMarkdown('*a* _b_ `c` ~d~ | e'), '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\| e');
    assert.equal(escapeMarkdown('![x](y) \\['), '!\\[x\\](y) \\\\\\[');
  });

  it('runs no command', () => {
    assert.equal(escapeMarkdown('[zap](command:x)'), '\\[zap\\](command:x)');
    assert.equal(escapeMarkdown('<command:x>'), '\\<command:x>');
  });

  it('is no HTML, icon or entity', () => {
    assert.equal(escapeMarkdown('<b>$(zap)&lt;&#65;& co'), '\\<b>&#36;(zap)&amp;lt;&amp;#65;& co');
  });

  it('is no heading, list or quote', () => {
    for (const start of ['#', '>', '-', '+', '=']) assert.equal(escapeMarkdown(`${start} x`), `\\${start} x`);
    assert.equal(escapeMarkdown('1. x'), '1\u2060. x');
    assert.equal(escapeMarkdown('    x'), 'x');
  });

  it('is one line', () => {
    assert.equal(escapeMarkdown('a\r\n\n# b\u2028c'), 'a # b c');
  });

  it('holds no address that one could click', () => {
    assert.equal(escapeMarkdown('https://x.y www.z a@b.c'), 'https\\://x.y www\\.z a\\@b.c');
  });

  it('stays as it is where nothing of it means anything', () => {
    assert.equal(escapeMarkdown('GSM-7 · 17 of 160 (a), {b} + c'), 'GSM-7 · 17 of 160 (a), {b} + c');
  });
});

describe('a value in a hover', () => {
  it('is code, with as many backticks as it needs', () => {
    assert.equal(code('7d'), '`7d`');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a```'), '```` `a``` ````');
    assert.equal(code(' '), '`   `');
    assert.equal(code(' a '), '`  a  `');
  });

  it('shows line breaks and control characters, and no icon', () => {
    assert.equal(code('a\r\nb\u0007\u202ec'), '`a↵b··c`');
    assert.equal(code('$(zap)'), '`$\u2060(zap)`');
  });

  it('is cut when it is long, never in the middle of a character', () => {
    assert.equal(code('x'.repeat(1000)).length, 243);
    assert.equal(code('😀'.repeat(1000)), `\`${'😀'.repeat(120)}…\``);
    assert.equal(code(`x${'😀'.repeat(1000)}`), `\`x${'😀'.repeat(119)}…\``);
  });

  it('is nothing when it is empty', () => {
    assert.equal(code(''), '');
  });

  it('never ends its code before its own end', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[`a \\\n]{0,30}$/), (text) => {
        const shown = code(text);
        const fence = /^`*/.exec(shown)?.[0] ?? '';
        const inner = shown.slice(fence.length, shown.length - fence.length);
        assert.ok(shown === '' || shown.endsWith(fence));
        assert.ok(!inner.match(/`+/g)?.includes(fence), shown);
      }),
    );
  });
});

describe('words in a hover', () => {
  it('keep the Markdown that takes the place of an argument, and escape all else', () => {
    const name = code('a*b');
    assert.equal(phrase(sentence, 'hover.variable.environment', { name }), 'environment `a*b`');
    assert.equal(
      phrase(sentence, 'hover.directive.credentialKnown', { origin: code('x') }, { kind: '*' }),
      '\\* · `x`',
    );
  });

  it('link to the documentation and to lines', () => {
    assert.equal(docsLink('https://d/a b(c)', sentence), '[Open documentation](https://d/a%20b%28c%29)');
    assert.equal(lineLink(3, 'line 3'), '[line 3](#L3)');
  });
});
