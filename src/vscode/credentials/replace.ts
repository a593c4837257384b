import { l10n, window } from 'vscode';
import type { Credential, Secret } from '../../credentials';
import type { Parts } from '../parts';
import { type Step, walk } from './ask';
import { checkCredential } from './check';
import { type Draft, EMPTY_DRAFT, type Way } from './draft';
import { ADD_AGAIN, CHANGE, keep, keepAgain } from './keep';
import { obtain } from './obtain';
import { loginQuestion, secretQuestions, wayQuestion } from './questions';
import { removeNow } from './remove';
import { mayHandleSecrets } from './restricted';

/** How a token can be had. */
const TOKEN_WAYS: readonly Way[] = ['login', 'token'];

/**
 * *Replace Secret*: asks for the secrets of a credential anew and puts them in the place of the old ones. For a JWT that
 * is a login or a pasted token.
 * @returns whether it has a new secret that works
 */
export async function replaceSecret(parts: Parts, credential: Credential): Promise<boolean> {
  return replace(parts, credential, false);
}

/** *Log In* for a stored login: its token is replaced. @returns whether it has a new one that works */
export async function logInAgain(parts: Parts, credential: Credential): Promise<boolean> {
  const title = l10n.t('Log In to the Portal as {0}', credential.name);
  return fill(parts, credential, title, 'login', () => secretQuestions('login'), false);
}

function replace(parts: Parts, credential: Credential, activates: boolean): Promise<boolean> {
  const title = l10n.t('Replace the Secret of {0}', credential.name);
  const { kind } = credential;
  if (kind !== 'jwt') return fill(parts, credential, title, kind, () => secretQuestions(kind), activates);
  const steps = ({ way }: Draft) => [wayQuestion(TOKEN_WAYS), ...secretQuestions(way)];
  return fill(parts, credential, title, 'login', steps, activates);
}

async function fill(
  parts: Parts,
  credential: Credential,
  title: string,
  way: Way,
  steps: (draft: Draft) => readonly Step<Draft>[],
  activates: boolean,
): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  const { id, name, kind, origin } = credential;
  const { vault } = parts.engine;
  let draft: Draft | null = { ...EMPTY_DRAFT, name, way, origin };
  let first: Step<Draft> | undefined;
  for (;;) {
    draft = await walk(title, draft, steps, first);
    if (!draft) return false;
    const secret = await obtain(parts, draft);
    if (secret === null) return false;
    first = secret === CHANGE ? loginQuestion : undefined;
    if (secret === CHANGE) continue;
    let kept = await keepAgain(credential, () => vault.replaceSecret(id, secret));
    if (kept === ADD_AGAIN) kept = await keep(parts, name, (store) => vault.add({ name, kind, origin, secret, store }));
    if (kept === null) return false;
    if (kept === CHANGE) continue;
    parts.credentials.isStored(kept);
    return prove(parts, kept, secret, activates);
  }
}

/**
 * Says whether a credential works, and what can be done if it does not; does not wait for what the person answers.
 * @param activates whether it becomes the active one if it works, or is kept although it was refused
 */
export async function prove(
  parts: Parts,
  credential: Credential,
  secret: Secret,
  activates: boolean,
): Promise<boolean> {
  const { works, text } = await checkCredential(parts, credential, secret);
  parts.log.info(works ? `The credential ${credential.name} works.` : text);
  if (works) {
    if (activates) await parts.credentials.use(credential.id);
    void tellWorking(parts, credential, text);
    return true;
  }
  const edit = l10n.t('Edit');
  const keepIt = l10n.t('Keep Anyway');
  const remove = l10n.t('Remove');
  // An error stays on the screen until it is answered.
  void window.showErrorMessage(text, edit, keepIt, remove).then(async (chosen) => {
    if (chosen === edit) await replace(parts, credential, activates);
    if (chosen === keepIt && activates) await parts.credentials.use(credential.id);
    if (chosen === remove) await removeNow(parts, credential);
  });
  return false;
}

async function tellWorking({ credentials }: Parts, { id }: Credential, text: string): Promise<void> {
  const use = l10n.t('Use');
  const offers = credentials.active()?.credential.id === id ? [] : [use];
  if ((await window.showInformationMessage(text, ...offers)) === use) await credentials.use(id);
}
