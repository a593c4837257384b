import assert from 'node:assert/strict';
import { lineOf, parse } from '../../../src/http';
import { FollowedRequest } from '../../../src/vscode/explain/live/followed-request';
import { ParsedDocument } from '../../../src/vscode/parsed-document';

/** A document that is edited by lines. */
class Edited {
  constructor(private text: string) {}

  parsed(): ParsedDocument {
    return new ParsedDocument(1, parse(this.text), new WeakMap());
  }

  /** Replaces lines `from` to `to` (exclusive, from 0), as an editor reports it. */
  replace(from: number, to: number, text: string) {
    const lines = this.text.split('\n');
    lines.splice(from, to - from, ...text.split('\n').slice(0, -1));
    this.text = lines.join('\n');
    return [{ range: { start: { line: from }, end: { line: to } }, text }];
  }
}

const TWO = '### A\nGET /a\n\n### B\nGET /b\n';

describe('a request that is followed', () => {
  function follow(text: string, line: number) {
    const document = new Edited(text);
    const parsed = document.parsed();
    const node = parsed.file.requests.find(({ requestLine }) => lineOf(parsed.file, requestLine.start) - 1 === line);
    assert.ok(node);
    const followed = new FollowedRequest(parsed.keyOf(node), line);
    return {
      edit: (from: number, to: number, replacement: string) => followed.move(document.replace(from, to, replacement)),
      target: () => followed.find(document.parsed())?.requestLine.target,
    };
  }

  it('moves with lines that come and go above it', () => {
    const { edit, target } = follow(TWO, 4);
    edit(0, 0, '@x = 1\n\n');
    assert.equal(target(), '/b');
    edit(0, 2, '');
    assert.equal(target(), '/b');
  });

  it('stays the same when its own name and address change, also into those of another', () => {
    const { edit, target } = follow(TWO, 4);
    edit(4, 5, 'GET /a\n');
    assert.equal(target(), '/a');
    edit(3, 4, '### A\n');
    edit(4, 5, 'GET /c\n');
    assert.equal(target(), '/c');
  });

  it('is found again where the whole text was replaced', () => {
    const { edit, target } = follow(TWO, 4);
    edit(0, 5, '### A\nGET /a\n\n\n\n### B\nGET /b\n');
    assert.equal(target(), '/b');
  });

  it('is gone when nothing is left of it', () => {
    const { edit, target } = follow('### A\nGET /a\n', 1);
    edit(0, 2, '');
    assert.equal(target(), undefined);
  });
});
