import { momentOf } from '../engine';
import { sentence } from '../messages';
import type { Redactor, SignedRequest } from '../sending';
import { opensslLine, visibleText } from '../signing';
import { describeSigned } from './signed-request';
import type { Terminal } from './terminal';

/** The JSON of an explanation (cli: `explain`). */
export function describeExplained(signed: SignedRequest, redactor: Redactor) {
  return { ...describeSigned(signed, redactor), opensslLine: lineOf(signed, redactor) };
}

/** Prints an explanation for people (product section 4, "Explain Signature"). */
export function printExplained(terminal: Terminal, signed: SignedRequest, redactor: Redactor): void {
  const { request, credential, signature } = signed;
  const { bodySha256, bodyBytes } = describeSigned(signed, redactor);
  if (signature) {
    const message = redactor.bytes(signature.message);
    terminal.result(['bold', 'The message that is signed, every byte visible (· is a blank, ␊ a line feed):']);
    // A line feed also ends the line, so that long bodies can be read.
    terminal.result(visibleText(message).replaceAll('␊', '␊\n'));
    terminal.result('');
  } else terminal.result(`${notSigned(signed)}\n`);
  const row = (label: string, text: string) => terminal.result(['dim', label.padEnd(12)], text);
  row('request', `${request.method} ${redactor.text(request.url)}`);
  if (credential) row('credential', `${credential.name} (${credential.keyHint})`);
  row('body', `${bodyBytes} bytes, SHA-256 ${bodySha256}`);
  if (!signature) return;
  row('timestamp', `${signature.timestamp}, ${localTime(signature.timestamp)}`);
  row('signature', signature.signature);
  terminal.result('');
  const line = lineOf(signed, redactor);
  if (line === null) terminal.result(sentence({ code: 'explain.secretInBody' }));
  else {
    terminal.result(['bold', 'The same with openssl, the API secret in $API_SECRET:']);
    terminal.result(line);
  }
}

/** Null where nothing is signed, and where the line would show a secret that the body holds. */
function lineOf({ signature }: SignedRequest, redactor: Redactor): string | null {
  if (!signature || !redactor.bytes(signature.message).equals(signature.message)) return null;
  return opensslLine(signature.message);
}

function notSigned({ credential }: SignedRequest): string {
  const args = { name: credential?.name ?? '' };
  return sentence({ code: credential ? 'explain.keyDoesNotSign' : 'explain.noCredential', args });
}

/** A timestamp may be typed, and beyond all calendars. */
function localTime(seconds: number): string {
  return Number.isNaN(new Date(seconds * 1000).getTime()) ? 'no time that there is' : momentOf(seconds);
}
