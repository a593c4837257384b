import { l10n } from 'vscode';
import type { Credential } from '../../credentials';
import type { Parts } from '../parts';
import { type Step, walk } from './ask';
import { type Draft, EMPTY_DRAFT, kindOf } from './draft';
import { CHANGE, keep } from './keep';
import { freeName, namesInUse } from './names-in-use';
import { obtain } from './obtain';
import { loginQuestion, nameQuestion, originQuestion, secretQuestions, wayQuestion } from './questions';
import { prove } from './replace';
import { mayHandleSecrets } from './restricted';

/**
 * *Add Credential*: name, way, secrets, origin; stored, made active, and proved (screens: "Add Credential").
 * @param known what is known already
 * @returns the new credential, or null when the person left
 */
export async function addCredential(parts: Parts, known: Partial<Draft> = {}): Promise<Credential | null> {
  return fill(parts, l10n.t('Add Credential'), { ...EMPTY_DRAFT, ...known }, ({ way }, taken) => [
    nameQuestion(taken),
    wayQuestion(),
    ...secretQuestions(way),
    originQuestion,
  ]);
}

/** A new credential from a portal login. */
export async function addLogin(parts: Parts, known: Partial<Draft> = {}): Promise<Credential | null> {
  const name = freeName('portal', await namesInUse(parts));
  return fill(parts, l10n.t('Log In to the Portal'), { ...EMPTY_DRAFT, name, way: 'login', ...known }, (_, taken) => [
    nameQuestion(taken),
    ...secretQuestions('login'),
    originQuestion,
  ]);
}

async function fill(
  parts: Parts,
  title: string,
  start: Draft,
  stepsOf: (draft: Draft, taken: readonly string[]) => readonly Step<Draft>[],
): Promise<Credential | null> {
  if (!(await mayHandleSecrets())) return null;
  let draft: Draft | null = start;
  let first: Step<Draft> | undefined;
  for (;;) {
    const taken = await namesInUse(parts);
    draft = await walk(title, draft, (filled) => stepsOf(filled, taken), first);
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
      // A login is for the few endpoints that want one; it does not take over from what signs everything else.
      await prove(parts, kept, secret, kind !== 'jwt' || parts.credentials.active() === null);
      return kept;
    }
    first = secret === CHANGE ? loginQuestion : undefined;
  }
}
