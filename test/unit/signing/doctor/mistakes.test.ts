import assert from 'node:assert/strict';
import type { Diagnosis, MistakeId } from '../../../../src/signing/doctor';
import { ask, MADE, REQUEST, requestFor, type WrongCase, type WrongRequest, wrongSignatures } from './wrong-signer';

const setOf = (ids: readonly MistakeId[]) => [...ids].sort().join(' + ');

function reported({ mistakes, alternatives }: Diagnosis): string[] {
  return [mistakes, ...alternatives].map(setOf);
}

describe('The doctor', () => {
  const right = wrongSignatures([{ request: REQUEST, mistakes: [] }])[0] ?? '';

  it('calls a right signature right, and shows it as the expected one', async () => {
    const diagnosis = await ask(REQUEST, right);
    assert.equal(diagnosis.match, true);
    assert.deepEqual(diagnosis.mistakes, []);
    assert.deepEqual(diagnosis.alternatives, []);
    assert.equal(diagnosis.expected, right);
    assert.equal(diagnosis.received, right);
  });

  describe('finds alone', () => {
    const cases = MADE.map((id): WrongCase => ({ request: requestFor([id]), mistakes: [id] }));
    const signatures = wrongSignatures(cases);
    cases.forEach(({ request, mistakes }, i) => {
      it(setOf(mistakes), async () => {
        const signature = signatures[i];
        assert.ok(signature);
        const diagnosis = await ask(request, signature);
        assert.equal(diagnosis.match, true);
        assert.deepEqual(diagnosis.mistakes, mistakes);
        assert.ok(!diagnosis.ruledOut.includes(mistakes[0] as MistakeId));
        assert.notEqual(diagnosis.expected, signature);
      });
    });
  });

  describe('finds other ways to make', () => {
    const varieties: readonly (readonly [MistakeId, string, Partial<WrongRequest>])[] = [
      ['timestamp-milliseconds', 'any of the second', { milliseconds: 777 }],
      ['timestamp-differs', '5 s before', { differs: -5 }],
      ['timestamp-differs', '1 s behind', { differs: 1 }],
      ...['.', ':', ' ', '', ','].map(
        (separator) => ['wrong-separator', JSON.stringify(separator), { separator }] as const,
      ),
      ['wrong-order', 'from the end', { order: [3, 2, 1, 0] }],
      ['wrong-order', 'body before timestamp', { order: [0, 1, 3, 2] }],
      ['plain-sha256', 'secret behind', { secretFirst: false }],
      ['trailing-slash', 'less', { path: '/api/v1/sms/stats/' }],
      ['body-hashed', 'of nothing', { body: '', method: 'GET' }],
      ['path-decoded', 'letters', { path: '/api/v1/sms/status/%C3%A9' }],
    ];
    const signatures = wrongSignatures(
      varieties.map(([id, , changes]) => ({ request: { ...REQUEST, ...changes }, mistakes: [id] })),
    );
    varieties.forEach(([id, what, changes], i) => {
      it(`${id}: ${what}`, async () => {
        const diagnosis = await ask({ ...REQUEST, ...changes }, signatures[i] ?? '');
        assert.ok(reported(diagnosis).includes(id), reported(diagnosis).join('; '));
      });
    });
  });

  describe('finds in pairs', function () {
    this.timeout(120_000);
    const cases = MADE.flatMap((first, i) =>
      MADE.slice(i + 1).map((second): WrongCase => {
        const mistakes = [first, second];
        return { request: requestFor(mistakes), mistakes };
      }),
    );
    // Of each request all signatures with at most one mistake.
    const few = [[], ...MADE.map((id) => [id])] as MistakeId[][];
    const requests = [...new Set(cases.map(({ request }) => request))];
    const withFew = wrongSignatures(
      requests.flatMap((request) => few.map((mistakes): WrongCase => ({ request, mistakes }))),
    );
    const alone = (request: WrongRequest, signature: string) => {
      const first = requests.indexOf(request) * few.length;
      return few.filter((_, i) => withFew[first + i] === signature).map(setOf);
    };
    const signatures = wrongSignatures(cases);
    for (const id of MADE.slice(0, -1)) {
      it(`${id} with each other`, async () => {
        let count = 0;
        for (const [i, { request, mistakes }] of cases.entries()) {
          const signature = signatures[i] ?? null;
          if (mistakes[0] !== id || signature === null) continue;
          count++;
          const diagnosis = await ask(request, signature);
          assert.equal(diagnosis.match, true, setOf(mistakes));
          const sets = reported(diagnosis);
          if (sets.includes(setOf(mistakes))) continue;
          // One mistake can hide the other: no body has no line ends. Then the one alone gives the same signature.
          const smaller = alone(request, signature);
          assert.ok(
            smaller.some((set) => sets.includes(set)),
            `${setOf(mistakes)} was taken for ${sets.join('; ')}`,
          );
        }
        assert.ok(count > 0);
      });
    }
  });
});
