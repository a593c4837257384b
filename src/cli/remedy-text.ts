import { type Credential, DEFAULT_ORIGIN } from '../credentials';
import { remedyOf } from '../engine';
import type { Problem } from '../messages';
import { type Exchange, errorCodeOf, type Plan } from '../sending';

/**
 * The commands that help after a refusal.
 * @returns null where none of ours does
 */
export function remedyText(exchange: Exchange, { credential, request }: Plan): string | null {
  const code = exchange.answer ? errorCodeOf(exchange.answer) : null;
  if (!credential) {
    const isMissing = code === 'UNAUTHORIZED' && !request.options.noSign;
    return isMissing ? 'Command: restlink credentials add --kind hmac NAME' : null;
  }
  switch (remedyOf(exchange, credential)) {
    case 'logIn':
      return `Command: restlink credentials login ${shellWord(credential.name)}`;
    case 'replaceSecret':
      return replacement(credential, credential.kind);
    default:
      return code === 'SIGNATURE_REQUIRED' && credential.kind === 'apiKey' && credential.store === 'osKeychain'
        ? replacement(credential, 'hmac')
        : null;
  }
}

/**
 * The options that give variables the values that they lack.
 * @returns null where no option does
 */
export function optionsText(problems: readonly Problem[]): string | null {
  const missing = problems.filter(({ code }) => code === 'http.variable.unresolved' || code === 'prompt.unanswered');
  const names = new Set(missing.flatMap(({ args }) => (args?.name === undefined ? [] : [String(args.name)])));
  if (names.size === 0) return null;
  const options = [...names].map((name) => `--var ${shellWord(`${name}=VALUE`)}`).join(' ');
  return `${names.size === 1 ? 'Option' : 'Options'}: ${options}`;
}

function replacement({ name, origin }: Credential, kind: Credential['kind']): string {
  const word = shellWord(name);
  const elsewhere = origin === DEFAULT_ORIGIN ? '' : ` --origin ${origin}`;
  return `Commands: restlink credentials remove ${word}, then restlink credentials add --kind ${kind}${elsewhere} ${word}`;
}

/** A name as a POSIX shell takes it for one word, and the command for no option. */
function shellWord(name: string): string {
  const word = /^[\w.@:=-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
  return name.startsWith('-') ? `-- ${word}` : word;
}
