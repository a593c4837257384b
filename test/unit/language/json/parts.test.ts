import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, sourceOffset } from '../../../../src/http';
import { bodyText } from '../../../../src/language/json/body-text';
import { maskVariables } from '../../../../src/language/json/mask';
import { nearest } from '../../../../src/language/nearest';

describe('JSON bodies: the text of a body', () => {
  const lines = fc.array(fc.constantFrom('{', '"a": 1,', '  # note', '// note', '', '}', '"b"  ', '😀'), {
    maxLength: 12,
  });

  it('has every character at its place in the document', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (content, eol) => {
        const text = ['POST https://example.com/', 'Content-Type: application/json', '', '{', ...content, '}'].join(
          eol,
        );
        const file = parse(text);
        const [request] = file.requests;
        const part = request?.body?.parts[0];
        const body = request && bodyText(file, request, undefined);
        assert.ok(body && part?.kind === 'text');
        for (let at = 0; at < body.text.length; at++) {
          if (body.text[at] === '\n') continue;
          assert.equal(text[body.toDocument(at)], body.text[at]);
          assert.equal(body.toDocument(at), sourceOffset(text, part, at));
          assert.equal(body.toBody(body.toDocument(at)), at);
        }
      }),
    );
  });
});

describe('JSON bodies: stand-ins for variables', () => {
  const masked = (text: string) => maskVariables(text).text;

  it('keep every length', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('{{a}}', '{{$x "y"}}', '{', '}', '"', ',', ':', '1', ' ', '\\', '\n', '{{', '"$schema"'),
        ),
        (pieces) => {
          const text = pieces.join('');
          assert.equal(masked(text).length, text.length);
        },
      ),
    );
  });

  it('are texts for values and names, and members where a member stands', () => {
    assert.equal(masked('{"a": {{b}}}'), '{"a": "___"}');
    assert.equal(masked('{ {{a}}: 1 }'), '{ "___": 1 }');
    assert.equal(masked('{ {{ab}}, "c": 1 }'), '{ "":0  , "c": 1 }');
    assert.equal(masked('[{{a}}, -{{b}}{{c}}.5]'), '["___", "___________"]'.replace('___________', '_'.repeat(11)));
  });

  it('stay as they are inside of texts, but for what would end these', () => {
    assert.equal(masked('"x {{$datetime "YY"}} y"'), '"x {{$datetime _YY_}} y"');
    assert.equal(masked('"\\"{{a}}"'), '"\\"{{a}}"');
  });

  it('tell how deep a body is nested', () => {
    assert.equal(maskVariables('[[{"a": [1]}], "[[[["]').depth, 4);
  });
});

describe('the nearest word', () => {
  it('has the fewest changed letters', () => {
    assert.equal(nearest('mesage', ['to', 'message', 'sender_id']), 'message');
    assert.equal(nearest('senderid', ['to', 'message', 'sender_id']), 'sender_id');
    assert.equal(nearest('ot', ['to', 'on']), 'to');
    assert.equal(nearest('Message', ['message']), 'message');
  });

  it('is none when too much would have to change', () => {
    assert.equal(nearest('text', ['message', 'to']), undefined);
    assert.equal(nearest('x', []), undefined);
  });
});
