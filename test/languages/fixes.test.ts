// The doctor's right code in all eight languages, run for real: `npm run languages` (CONTRIBUTING.md, "Tests").

import { FIX_LANGUAGES } from '../../src/signing/doctor';
import { assertSigned, runFixes } from '../unit/signing/doctor/fix-programs';

describe('the right code signs a request', function () {
  // Go compiles its library first.
  this.timeout(180_000);
  for (const language of FIX_LANGUAGES) it(`in ${language}`, () => assertSigned(runFixes(language)));
});
