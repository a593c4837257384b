import { env, type InputBoxValidationMessage, InputBoxValidationSeverity, l10n, ThemeIcon, Uri } from 'vscode';
import { checkName, checkSecret, DEFAULT_ORIGIN, parseOrigin } from '../../credentials';
import { say, sayIf } from '../words';
import { type AskButton, askChoice, askText, BACK, type Step } from './ask';
import type { Draft, Way } from './draft';

const portalButton: AskButton = {
  iconPath: new ThemeIcon('link-external'),
  tooltip: l10n.t('Open the Portal: Settings → API Keys'),
  run: () => void env.openExternal(Uri.parse(DEFAULT_ORIGIN)),
};

/** The questions about a credential, each with what it says about a wrong answer (screens: "Add Credential"). */

/** @param taken names in use */
export function nameQuestion(taken: readonly string[]): Step<Draft> {
  return text('name', {
    masked: false,
    prompt: () => l10n.t('Name: what this credential is called in lists and in # @credential.'),
    placeholder: 'prod-eu',
    check: (typed) => sayIf(checkName(typed, taken)),
  });
}

const ALL_WAYS: readonly Way[] = ['hmac', 'apiKey', 'login', 'token'];

/** @param ways the ones to choose from */
export function wayQuestion(ways: readonly Way[] = ALL_WAYS): Step<Draft> {
  const choices = ways.map((value) => ({ ...wayWords(value), value }));
  const placeholder =
    ways === ALL_WAYS ? l10n.t('How do you authenticate?') : l10n.t('Where does the new token come from?');
  return async (draft, place) => {
    const way = await askChoice<Way>(place, placeholder, choices, draft.way);
    return way === null || way === BACK ? way : { ...draft, way };
  };
}

function wayWords(way: Way): { readonly label: string; readonly description?: string; readonly detail: string } {
  switch (way) {
    case 'hmac':
      return {
        label: l10n.t('$(verified) API key + HMAC signature'),
        description: l10n.t('recommended'),
        detail: l10n.t('Key and secret; each request is signed, so that nobody can change or repeat it.'),
      };
    case 'apiKey':
      return {
        label: l10n.t('$(key) API key'),
        detail: l10n.t('A key without signature; it travels with each request.'),
      };
    case 'login':
      return {
        label: l10n.t('$(account) Portal login'),
        detail: l10n.t('Name and password are traded for a token; the password is not kept.'),
      };
    case 'token':
      return { label: l10n.t('$(clippy) Pasted token'), detail: l10n.t('A token (JWT) that you have already.') };
  }
}

export const keyQuestion = text('key', {
  masked: true,
  prompt: keyPrompt,
  placeholder: 'sk_prod_…',
  buttons: [portalButton],
  take: (typed) => typed.trim(),
  check: (typed) => sayIf(checkSecret({ kind: 'apiKey', key: typed.trim() })),
});

export const secretQuestion = text('secret', {
  masked: true,
  prompt: () => l10n.t('API secret: it belongs to the key, signs your requests, and never leaves this computer.'),
  placeholder: l10n.t('API secret'),
  buttons: [portalButton],
  check: (typed, draft) => sayIf(checkSecret({ kind: 'hmac', key: draft.key, secret: typed })) ?? blanksAround(typed),
});

export const loginQuestion = text('login', {
  masked: false,
  prompt: () => l10n.t('Login: the name you use in the portal.'),
  placeholder: l10n.t('Portal login'),
  check: (typed) => (typed.trim() === '' ? l10n.t('The name is empty.') : null),
});

export const passwordQuestion = text('password', {
  masked: true,
  prompt: () => l10n.t('Password: sent to the service once, for a token, and not kept.'),
  placeholder: l10n.t('Portal password'),
  check: (typed) => (typed === '' ? l10n.t('The password is empty.') : null),
});

export const tokenQuestion = text('token', {
  masked: true,
  prompt: () => l10n.t('Token: alone, without "Bearer" and quotes.'),
  placeholder: 'eyJ…',
  take: (typed) => typed.trim(),
  check: (typed) => sayIf(checkSecret({ kind: 'jwt', token: typed.trim() })),
});

export const originQuestion = text('origin', {
  masked: false,
  prompt: () => l10n.t('Origin: the only place this credential is ever sent to.'),
  placeholder: DEFAULT_ORIGIN,
  take: (typed) => {
    const origin = parseOrigin(typed);
    return origin.ok ? origin.value : typed;
  },
  check: (typed) => {
    const origin = parseOrigin(typed);
    return origin.ok ? null : say(origin.problem);
  },
});

/** The questions that a way of authenticating asks for, besides name and origin. */
export function secretQuestions(way: Way): readonly Step<Draft>[] {
  switch (way) {
    case 'hmac':
      return [keyQuestion, secretQuestion];
    case 'apiKey':
      return [keyQuestion];
    case 'login':
      return [loginQuestion, passwordQuestion];
    case 'token':
      return [tokenQuestion];
  }
}

type TextField = Exclude<keyof Draft, 'way'>;

interface TextStep {
  readonly masked: boolean;
  prompt(typed: string): string;
  readonly placeholder: string;
  readonly buttons?: readonly AskButton[];
  /** What becomes of an accepted value. */
  take?(typed: string): string;
  check(typed: string, draft: Draft): string | InputBoxValidationMessage | null;
}

function text(field: TextField, { take, check, ...question }: TextStep): Step<Draft> {
  return async (draft, place) => {
    const answer = await askText(place, { ...question, value: draft[field], check: (typed) => check(typed, draft) });
    return answer === null || answer === BACK ? answer : { ...draft, [field]: take?.(answer) ?? answer };
  };
}

/** A secret is any text, but one with blanks around it was mostly copied badly. */
function blanksAround(typed: string): InputBoxValidationMessage | null {
  if (typed.trim() === typed) return null;
  return {
    message: l10n.t('The secret begins or ends with a blank. Enter takes it as it is.'),
    severity: InputBoxValidationSeverity.Warning,
  };
}

/** The prefixes are those of FACTS.md section 3, "Keys". */
function keyPrompt(typed: string): string {
  const key = typed.trim();
  if (key.startsWith('sk_prod_')) return l10n.t('A live key: what is sent with it reaches phones and costs money.');
  if (key.startsWith('sk_test_')) return l10n.t('A test key: nothing that is sent with it reaches a phone.');
  return l10n.t('API key: copy it from the portal, Settings → API Keys.');
}
