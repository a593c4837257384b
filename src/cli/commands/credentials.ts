import { logIn } from '../../account';
import {
  type Credential,
  CredentialError,
  type CredentialKind,
  DEFAULT_ORIGIN,
  parseOrigin,
  type Secret,
} from '../../credentials';
import { sentence } from '../../messages';
import type { CliContext } from '../context';
import { CommandError } from '../exit';

interface OutputOptions {
  readonly json?: true;
}

export interface AddOptions extends OutputOptions {
  readonly kind: CredentialKind;
  readonly origin?: string;
}

/** `restlink credentials list` (cli: `credentials list`). */
export async function listCredentials({ terminal, vault }: CliContext, { json }: OutputOptions): Promise<number> {
  const { credentials, problem } = await vault(null).list();
  for (const credential of credentials) {
    const { id, name, kind, origin, keyHint, store } = credential;
    if (json) terminal.result(JSON.stringify({ id, name, kind, origin, keyHint, store }));
    else terminal.result(`${name}  ${kind}  ${keyHint}  ${origin}  ${STORE_NAMES[store]}`);
    if (store === 'secretStorage') {
      terminal.message(
        `${name} cannot be used here: its secret is in VS Code's own storage, which only VS Code can read.`,
      );
    }
  }
  if (problem) terminal.message(sentence(problem));
  if (credentials.length === 0 && !problem)
    terminal.message('No credentials. Add one with: restlink credentials add NAME --kind hmac');
  return 0;
}

const STORE_NAMES: Readonly<Record<Credential['store'], string>> = {
  osKeychain: 'OS keychain',
  secretStorage: 'VS Code',
  session: 'this session',
  builtin: 'built in',
  environment: 'environment',
};

/** `restlink credentials add NAME --kind K`: asks masked, or reads key and secret as two lines of stdin. */
export async function addCredential(context: CliContext, name: string, options: AddOptions): Promise<number> {
  const [first, second] = await askFor(context, QUESTIONS[options.kind]);
  await store(context, name, options.origin, secretOf(options.kind, first ?? '', second ?? ''), options);
  return 0;
}

/** `restlink credentials login NAME`: trades portal name and password for a token; the password is not kept. */
export async function loginCredential(
  context: CliContext,
  name: string,
  options: { readonly origin?: string } & OutputOptions,
): Promise<number> {
  const [login, password] = await askFor(context, [
    { question: 'Portal login: ', masked: false },
    { question: 'Password: ', masked: true },
  ]);
  const origin = originFrom(options.origin);
  const account = { login: login ?? '', password: password ?? '' };
  const result = await logIn(context.sender, origin, account, context.stopped);
  if (!result.ok) throw new CommandError(`The login failed. ${sentence(result.problem)}`);
  await store(context, name, origin, { kind: 'jwt', token: result.token }, options);
  return 0;
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

async function store(
  { terminal, vault }: CliContext,
  name: string,
  origin: string | undefined,
  secret: Secret,
  { json }: OutputOptions,
): Promise<void> {
  const { kind } = secret;
  const added = await vault(null).add({ name, kind, origin: origin ?? DEFAULT_ORIGIN, secret, store: 'osKeychain' });
  const { id, keyHint, store: kept } = added;
  if (json) terminal.result(JSON.stringify({ id, name, kind, origin: added.origin, keyHint, store: kept }));
  else terminal.message(`${name} (${keyHint}) was stored in the OS keychain, for ${added.origin}.`);
}

/** A sentence for an error of the vault, or undefined for any other error. */
export function credentialSentence(error: unknown): string | undefined {
  return error instanceof CredentialError ? sentence(error.problem) : undefined;
}
