import { l10n, type Memento, window } from 'vscode';
import type { FailingRequest, FixLanguage } from '../../../engine/doctor';
import { headerOf } from '../../../request';

/** View state: the language in which a person reads fixes. */
const CHOSEN = 'restlink.fixLanguage';

const NAMES: Readonly<Record<FixLanguage, string>> = {
  curl: 'cURL',
  node: 'Node.js',
  python: 'Python',
  php: 'PHP',
  ruby: 'Ruby',
  java: 'Java',
  go: 'Go',
  csharp: 'C#',
};

/** What programs call themselves in `User-Agent`. */
const AGENTS: readonly (readonly [agent: RegExp, language: FixLanguage])[] = [
  [/^curl\//i, 'curl'],
  [/python|aiohttp|httpx/i, 'python'],
  [/axios|node|undici|got\b/i, 'node'],
  [/guzzle|php/i, 'php'],
  [/ruby|faraday/i, 'ruby'],
  [/java|okhttp|apache-httpclient/i, 'java'],
  [/^go-http-client/i, 'go'],
  [/\.net|csharp|restsharp/i, 'csharp'],
];

export function languageName(language: FixLanguage): string {
  return NAMES[language];
}

/** The language that was chosen last, else the one that the request seems to come from. */
export function languageFor({ headers }: FailingRequest, state: Memento): FixLanguage {
  const chosen = state.get<string>(CHOSEN);
  if (chosen !== undefined && Object.hasOwn(NAMES, chosen)) return chosen as FixLanguage;
  const agent = headerOf(headers, 'user-agent') ?? '';
  return AGENTS.find(([pattern]) => pattern.test(agent))?.[1] ?? 'curl';
}

/** Lets the person choose, and remembers it. @returns null when they gave up */
export async function askLanguage(current: FixLanguage, state: Memento): Promise<FixLanguage | null> {
  const rows = (Object.keys(NAMES) as FixLanguage[]).map((language) => ({
    label: NAMES[language],
    ...(language === current ? { description: l10n.t('shown now') } : {}),
    language,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Fix in Another Language'),
    placeHolder: l10n.t('In which language is your code?'),
  });
  if (!chosen) return null;
  await state.update(CHOSEN, chosen.language);
  return chosen.language;
}
