import { l10n, window } from 'vscode';
import { logIn } from '../../account';
import type { Secret } from '../../credentials';
import type { Parts } from '../parts';
import { say } from '../words';
import { cancellable } from './check';
import { type Draft, secretOf } from './draft';
import { CHANGE } from './keep';

/** The secret of a filled draft; that of a portal login is fetched. @returns null when the person gave up */
export async function obtain({ engine }: Pick<Parts, 'engine'>, draft: Draft): Promise<Secret | typeof CHANGE | null> {
  if (draft.way !== 'login') return secretOf(draft);
  const { login, password, origin } = draft;
  const result = await cancellable(l10n.t('Logging in at {0}…', origin), (signal) =>
    logIn(engine.sender, origin, { login: login.trim(), password }, signal),
  );
  if (result.ok) return { kind: 'jwt', token: result.token };
  const change = l10n.t('Change…');
  const chosen = await window.showErrorMessage(
    l10n.t('The login failed.'),
    { modal: true, detail: `${say(result.problem)}\n\n${l10n.t('Nothing that you typed is lost.')}` },
    change,
  );
  return chosen === change ? CHANGE : null;
}
