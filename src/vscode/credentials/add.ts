import { l10n, window } from 'vscode';
import { logIn } from '../../account';
import { type Credential, DEFAULT_ORIGIN, type Secret } from '../../credentials';
import type { Parts } from '../parts';
import { say } from '../words';
import { type Step, walk } from './ask';
import { cancellable, checkCredential } from './check';
import { type Draft, kindOf, secretOf } from './draft';
import { CHANGE, keep } from './keep';
import { loginQuestion, nameQuestion, originQuestion, secretQuestions, wayQuestion } from './questions';
import { removeNow } from './remove';
import { mayHandleSecrets } from './restricted';

const EMPTY: Draft = {
  name: '',
  way: 'hmac',
  key: '',
  secret: '',
  login: '',
  password: '',
  token: '',
  origin: DEFAULT_ORIGIN,
};

/**
 * *Add Credential*: name, way, secrets, origin; stored, made active, and proved (screens: "Add Credential").
 * @param known what is known already
 * @returns the new credential, or null when the person left
 */
export async function addCredential(parts: Parts, known: Partial<Draft> = {}): Promise<Credential | null> {
  const taken = await namesInUse(parts);
  return fill(parts, l10n.t('Add Credential'), { ...EMPTY, ...known }, ({ way }) => [
    nameQuestion(taken),
    wayQuestion,
    ...secretQuestions(way),
    originQuestion,
  ]);
}

/** A new credential from a portal login. */
export async function addLogin(parts: Parts, known: Partial<Draft> = {}): Promise<Credential | null> {
  const taken = await namesInUse(parts);
  const name = taken.includes('portal') ? '' : 'portal';
  return fill(parts, l10n.t('Log In to the Portal'), { ...EMPTY, name, way: 'login', ...known }, () => [
    nameQuestion(taken),
    ...secretQuestions('login'),
    originQuestion,
  ]);
}

/**
 * Asks for the secrets of a credential anew and puts them in the place of the old ones.
 * @returns false when the person left
 */
export async function replaceSecret(parts: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  const way = credential.kind === 'jwt' ? 'login' : credential.kind;
  const title =
    way === 'login'
      ? l10n.t('Log In to the Portal as {0}', credential.name)
      : l10n.t('Replace the Secret of {0}', credential.name);
  let draft: Draft | null = { ...EMPTY, name: credential.name, way, origin: credential.origin };
  for (;;) {
    draft = await walk(title, draft, () => secretQuestions(way));
    if (!draft) return false;
    const secret = await obtain(parts, draft);
    if (secret === null) return false;
    if (secret === CHANGE) continue;
    const replaced = await keep(parts, credential.name, () => parts.engine.vault.replaceSecret(credential.id, secret));
    if (replaced === null) return false;
    if (replaced === CHANGE) continue;
    await prove(parts, replaced, secret);
    return true;
  }
}

async function fill(
  parts: Parts,
  title: string,
  start: Draft,
  stepsOf: (draft: Draft) => readonly Step<Draft>[],
): Promise<Credential | null> {
  if (!(await mayHandleSecrets())) return null;
  let draft: Draft | null = start;
  let first: Step<Draft> | undefined;
  for (;;) {
    draft = await walk(title, draft, stepsOf, first);
    if (!draft) return null;
    const { name, origin, way } = draft;
    const secret = await obtain(parts, draft);
    if (secret === null) return null;
    const kind = kindOf(way);
    const kept =
      secret === CHANGE
        ? CHANGE
        : await keep(parts, name, (store) => parts.engine.vault.add({ name, kind, origin, secret, store }));
    if (kept === null) return null;
    if (secret !== CHANGE && kept !== CHANGE) {
      await prove(parts, kept, secret);
      return kept;
    }
    first = secret === CHANGE ? loginQuestion : undefined;
  }
}

/** The secret of a filled draft; that of a portal login is fetched. */
async function obtain({ engine }: Parts, draft: Draft): Promise<Secret | typeof CHANGE | null> {
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

/**
 * Says whether a credential works, and what can be done if it does not. One that works becomes the active one; one that was
 * refused only if the person wants it all the same. Does not wait for that answer.
 */
async function prove(parts: Parts, credential: Credential, secret: Secret): Promise<void> {
  const { works, text } = await checkCredential(parts, credential, secret);
  parts.log.info(works ? `The credential ${credential.name} works.` : text);
  if (works) {
    await parts.credentials.use(credential.id);
    void window.showInformationMessage(text);
    return;
  }
  const edit = l10n.t('Edit');
  const keepIt = l10n.t('Keep Anyway');
  const remove = l10n.t('Remove');
  // An error stays on the screen until it is answered.
  void window.showErrorMessage(text, edit, keepIt, remove).then(async (chosen) => {
    if (chosen === edit) await replaceSecret(parts, credential);
    if (chosen === keepIt) await parts.credentials.use(credential.id);
    if (chosen === remove) await removeNow(parts, credential);
  });
}

async function namesInUse({ engine }: Parts): Promise<string[]> {
  return (await engine.vault.list()).credentials.map(({ name }) => name);
}
