import { type Credential, DEFAULT_ORIGIN } from '../credentials';
import { remedyOf } from '../engine';
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

function replacement({ name, origin }: Credential, kind: Credential['kind']): string {
  const word = shellWord(name);
  const elsewhere = origin === DEFAULT_ORIGIN ? '' : ` --origin ${origin}`;
  return `Commands: restlink credentials remove ${word}, then restlink credentials add --kind ${kind}${elsewhere} ${word}`;
}

/** A name as a POSIX shell takes it for one word, and the command for no option. */
function shellWord(name: string): string {
  const word = /^[\w.@:-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
  return name.startsWith('-') ? `-- ${word}` : word;
}
