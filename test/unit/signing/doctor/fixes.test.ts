import assert from 'node:assert/strict';
import { messages } from '../../../../src/messages';
import { FIX_LANGUAGES, fixesFor, MISTAKES } from '../../../../src/signing/doctor';
import { assertSigned, runFixes } from './fix-programs';

describe('The right code', () => {
  for (const language of FIX_LANGUAGES) {
    it(`stands there for every mistake in ${language}, in one to three lines`, () => {
      for (const id of MISTAKES) {
        const [fix = '', ...more] = fixesFor([id], language);
        assert.equal(more.length, 0);
        const lines = fix.split('\n').length;
        assert.ok(fix !== '' && lines <= 3, `${id}: ${fix}`);
      }
    });
  }

  it('has words beside it for every mistake', () => {
    const codes = new Set(Object.keys(messages));
    for (const id of MISTAKES) assert.ok(codes.has(`doctor.mistake.${id}`) && codes.has(`doctor.fix.${id}`), id);
  });

  it('is shown once for mistakes in one place, in the order of a program', () => {
    const fixes = fixesFor(['query-in-path', 'body-bom', 'trailing-slash', 'secret-hashed'], 'node');
    assert.equal(fixes.length, 3);
    assert.match(fixes[0] ?? '', /secret/);
    assert.match(fixes[1] ?? '', /JSON\.stringify/);
    assert.match(fixes[2] ?? '', /pathname/);
  });

  describe('put together signs a request', () => {
    for (const language of ['curl', 'node', 'python', 'php', 'ruby'] as const) {
      it(`in ${language}`, () => assertSigned(runFixes(language)));
    }
  });
});
