import { logIn } from '../../account';
import {
  type Credential,
  CredentialError,
  type CredentialKind,
  checkName,
  DEFAULT_ORIGIN,
  expiryState,
  parseOrigin,
  type Secret,
  sameName,
} from '../../credentials';
import { type Problem, sentence } from '../../messages';
import type { CliContext } from '../context';
import { CommandError, EXIT } from '../exit';

interface OutputOptions {
  readonly json?: true;
}

export interface AddOptions extends OutputOptions {
  readonly kind: CredentialKind;
  readonly origin?: string;
}

/** `restlink credentials list` (cli: `credentials list`). */
export async function listCredentials({ terminal, vault, now }: CliContext, { json }: OutputOptions): Promise<number> {
  const { credentials, problem } = await vault(null).list();
  for (const credential of credentials) {
    const { id, name, kind, origin, keyHint, store } = credential;
    if (json) terminal.result(JSON.stringify({ id, name, kind, origin, keyHint, store }));
    else
      terminal.result([name, kind, keyHint, origin, STORE_NAMES[store], ...loginWords(credential, now())].join('  '));
    if (store === 'secretStorage') {
      terminal.message(
        `${name} cannot be used here: its secret is in VS Code's own storage, which only VS Code can read.`,
      );
    }
  }
  if (problem) terminal.message(sentence(problem));
  if (credentials.length === 0 && !problem)
    terminal.message('No credentials. Add one with: restlink credentials add NAME --kind hmac');
  return problem && problem.code !== 'credentials.skipped' ? EXIT.usage : EXIT.done;
}

const STORE_NAMES: Readonly<Record<Credential['store'], string>> = {
  osKeychain: 'OS keychain',
  secretStorage: 'VS Code',
  session: 'this session',
  builtin: 'built in',
  environment: 'environment',
};

/** Until when a login holds, and which workspace it chose. */
function loginWords(credential: Credential, nowMs: number): string[] {
  const { expires, workspace } = credential;
  const words: string[] = [];
  const end = new Date((expires ?? Number.NaN) * 1000);
  // A token may name a moment that no calendar has.
  if (!Number.isNaN(end.getTime())) {
    const moment = end.toISOString().slice(0, 16).replace('T', ' ');
    words.push(`${expiryState(credential, nowMs) === 'expired' ? 'expired' : 'expires'} ${moment} UTC`);
  }
  if (workspace) words.push(`workspace ${workspace.name} (${workspace.id})`);
  return words;
}

/** `restlink credentials add NAME --kind K`: asks masked, or reads key and secret as two lines of stdin. */
export async function addCredential(context: CliContext, name: string, options: AddOptions): Promise<number> {
  const { kind } = options;
  const origin = originFrom(options.origin);
  refuseName(name, (await existing(context)).list);
  const [first, second] = await askFor(context, QUESTIONS[kind]);
  const secret = secretOf(kind, first ?? '', second ?? '');
  show(context, await context.vault(null).add({ name, kind, origin, secret, store: 'osKeychain' }), options);
  return EXIT.done;
}

/**
 * `restlink credentials login NAME`: trades portal name and password for a token; the password is not kept. A login of
 * that name gets the new token, at the origin that it is bound to; its workspace stays.
 */
export async function loginCredential(
  context: CliContext,
  name: string,
  options: { readonly origin?: string } & OutputOptions,
): Promise<number> {
  const { vault, list } = await existing(context);
  const known = list.find((credential) => credential.kind === 'jwt' && sameName(credential.name, name));
  if (!known) refuseName(name, list);
  // Before a password is asked for in vain.
  if (known?.store === 'secretStorage') {
    throw new CommandError(sentence({ code: 'credential.inSecretStorage', args: { name: known.name } }));
  }
  const origin = originFrom(options.origin ?? known?.origin);
  if (known && known.origin !== origin) {
    const args = { name: known.name, bound: known.origin, origin };
    throw new CommandError(sentence({ code: 'credential.otherOrigin', args }), EXIT.refused);
  }
  const [login = '', password = ''] = await askFor(context, [
    { question: 'Portal login: ', masked: false },
    { question: 'Password: ', masked: true },
  ]);
  const result = await logIn(context.sender, origin, { login, password }, context.stopped);
  if (!result.ok) {
    throw new CommandError(`The login failed. ${sentence(result.problem)}`, exitOfLogin(result.problem.code));
  }
  const secret: Secret = { kind: 'jwt', token: result.token };
  show(
    context,
    known
      ? await vault.replaceSecret(known.id, secret)
      : await vault.add({ name, kind: 'jwt', origin, secret, store: 'osKeychain' }),
    options,
  );
  return EXIT.done;
}

/** What the server answered is an answer (1); what kept it from answering is not (3, or 4 where it must not go). */
function exitOfLogin(code: Problem['code']): number {
  if (code.startsWith('errorCode.') || code.startsWith('account.')) return EXIT.answeredWithError;
  return code === 'sending.plainHttp' ? EXIT.refused : EXIT.notCompleted;
}

/** `restlink credentials remove NAME`. */
export async function removeCredential({ terminal, vault }: CliContext, name: string): Promise<number> {
  const removed = await vault(null).remove(name);
  terminal.message(`${removed.name} was removed, and its secret deleted from the OS keychain.`);
  return 0;
}

interface Question {
  readonly question: string;
  readonly masked: boolean;
}

const QUESTIONS: Readonly<Record<CredentialKind, readonly Question[]>> = {
  hmac: [
    { question: 'API key: ', masked: true },
    { question: 'API secret: ', masked: true },
  ],
  apiKey: [{ question: 'API key: ', masked: true }],
  jwt: [{ question: 'Token: ', masked: true }],
};

/** Answers from the terminal, or one line of stdin for each question. */
async function askFor({ terminal }: CliContext, questions: readonly Question[]): Promise<string[]> {
  if (!terminal.interactive) {
    const lines = await terminal.readLines();
    return questions.map((_, i) => lines[i] ?? '');
  }
  const answers: string[] = [];
  for (const { question, masked } of questions) {
    const answer = await terminal.ask(question, { masked });
    if (answer === null) throw new CommandError('Nothing was stored.');
    answers.push(answer);
  }
  return answers;
}

function secretOf(kind: CredentialKind, first: string, second: string): Secret {
  if (kind === 'jwt') return { kind, token: first };
  return kind === 'hmac' ? { kind, key: first, secret: second } : { kind, key: first };
}

/** @throws CommandError for what is no origin */
function originFrom(text: string | undefined): string {
  const origin = parseOrigin(text ?? DEFAULT_ORIGIN);
  if (!origin.ok) throw new CommandError(sentence(origin.problem));
  return origin.value;
}

async function existing({ vault }: CliContext) {
  const opened = vault(null);
  return { vault: opened, list: (await opened.list()).credentials };
}

/** Before anything is asked for: a name that cannot be is best told first. @throws CommandError */
function refuseName(name: string, credentials: readonly Credential[]): void {
  const names = credentials.map((credential) => credential.name);
  const problem = checkName(name, names);
  if (problem) throw new CommandError(sentence(problem));
}

function show({ terminal }: CliContext, credential: Credential, { json }: OutputOptions): void {
  const { id, name, kind, origin, keyHint, store } = credential;
  if (json) terminal.result(JSON.stringify({ id, name, kind, origin, keyHint, store }));
  else terminal.message(`${name} (${keyHint}) was stored in the OS keychain, for ${origin}.`);
}

/** A sentence for an error of the vault, or undefined for any other error. */
export function credentialSentence(error: unknown): string | undefined {
  return error instanceof CredentialError ? sentence(error.problem) : undefined;
}
