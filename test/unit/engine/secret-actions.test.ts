import assert from 'node:assert/strict';
import { KeychainError, type KeychainState } from '../../../src/credentials';
import { actionsWithoutSecret, type SecretAction } from '../../../src/engine/remedy';

describe('what is offered when a keychain gave no secret', () => {
  const table: readonly (readonly [KeychainState, readonly SecretAction[]])[] = [
    ['entryGone', ['replaceSecret', 'removeCredential']],
    ['lockedOrMissing', ['sendAgain', 'replaceSecret']],
    ['locked', ['sendAgain']],
    ['dismissed', ['sendAgain']],
    ['cancelled', ['sendAgain']],
    ['timedOut', ['sendAgain']],
    ['crashed', ['sendAgain']],
    ['noService', ['sendAgain']],
  ];
  for (const [state, actions] of table) {
    it(`${state}: ${actions.join(', ')}`, () => {
      assert.deepEqual(actionsWithoutSecret(new KeychainError(state).problem), actions);
    });
  }
  it('and nothing where it was no keychain that kept it', () => {
    assert.deepEqual(actionsWithoutSecret({ code: 'credential.inSecretStorage', args: { name: 'x' } }), []);
  });
});
