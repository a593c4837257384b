import type { HttpFile } from '../../http';
import type { MessageCode } from '../../messages';
import { diagnostic, fix, replace } from '../diagnostics/report';
import type { Diagnostic, Fix } from '../model';
import { editsForAsking, promptNameOf } from './ask';
import { type EnvironmentFormat, secretsInEnvironment } from './environment';
import type { IsPublic, LiteralSecret, SecretKind } from './literal';
import { kindOfHeader } from './roles';
import { hintOf } from './values';

/** What is said of the secrets of one block, with what can be done about each. */
export function secretDiagnostics(file: HttpFile, secrets: readonly LiteralSecret[]): readonly Diagnostic[] {
  return secrets.map((secret) => about(secret, fixesOf(file, secret)));
}

/** What is said of the secrets of a file of variables. */
export function environmentDiagnostics(
  text: string,
  format: EnvironmentFormat,
  isPublic: IsPublic,
): readonly Diagnostic[] {
  return secretsInEnvironment(text, format, isPublic).map((secret) =>
    about(secret, isMovable(secret.kind) && secret.place === 'variable' ? [move(secret)] : shorten(secret)),
  );
}

/** Whether a credential can hold it. */
export function isMovable(kind: SecretKind): boolean {
  return kind === 'apiKey' || kind === 'apiSecret' || kind === 'token';
}

function about(secret: LiteralSecret, fixes: readonly Fix[]): Diagnostic {
  const args = { hint: hintOf(secret.value), name: promptNameOf(secret) };
  return diagnostic(secret.severity, secret, { code: codeOf(secret), args }, { fixes });
}

function codeOf({ kind, value }: LiteralSecret): MessageCode {
  if (kind !== 'apiKey') return `secret.${kind}`;
  if (value.startsWith('sk_prod_')) return 'secret.liveKey';
  return value.startsWith('sk_test_') ? 'secret.testKey' : 'secret.apiKey';
}

function fixesOf(file: HttpFile, secret: LiteralSecret): readonly Fix[] {
  const { place, name, kind } = secret;
  const canMove = isMovable(kind);
  switch (place) {
    case 'comment':
    case 'directive':
      return canMove ? [move(secret), ...shorten(secret)] : shorten(secret);
    case 'script':
      return canMove ? [move(secret)] : [];
    case 'variable':
      return [canMove ? move(secret) : askElsewhere(secret)];
    case 'header':
      return canMove && isAuthentication(name) ? [move(secret)] : ask(file, secret);
    default:
      return ask(file, secret);
  }
}

function isAuthentication(header: string): boolean {
  const kind = kindOfHeader(header);
  return kind === 'apiKey' || kind === 'token';
}

function move({ start }: LiteralSecret): Fix {
  return { title: { code: 'fix.secret.move' }, edits: [], preferred: true, command: { name: 'moveToKeychain', start } };
}

/** A variable is used all over the file: what that takes is found out when the fix is chosen. */
function askElsewhere({ start }: LiteralSecret): Fix {
  return { title: { code: 'fix.secret.ask' }, edits: [], preferred: true, command: { name: 'askWhenSending', start } };
}

function ask(file: HttpFile, secret: LiteralSecret): readonly Fix[] {
  const edits = editsForAsking(file, secret);
  return edits.length > 0 ? [fix({ code: 'fix.secret.ask' }, edits, true)] : [];
}

/** Where nothing uses it, what is left tells which one it was. */
function shorten(secret: LiteralSecret): readonly Fix[] {
  if (secret.place !== 'comment' && secret.place !== 'directive') return [];
  const hint = hintOf(secret.value);
  return [fix({ code: 'fix.secret.shorten', args: { hint } }, replace(secret, hint))];
}
