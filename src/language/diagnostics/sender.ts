import { type SenderFault, senderFault } from '../../sms';
import type { Diagnostic, Fix } from '../model';
import type { JsonText } from './json-values';
import { asE164, phoneFault } from './phone';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

/** The sender of a message: 3 to 11 letters or digits, or a phone number (FACTS.md section 5.3). */
export function* senderDiagnostics(view: RequestView, text: JsonText): Iterable<Diagnostic> {
  const { value: sender, span } = text;
  const docs = view.docsPage('/sms/sender-id');
  if (sender === null) return;
  const fault = senderFault(sender);
  if (!fault) {
    if (sender.startsWith('+') && phoneFault(sender) === 'impossible') {
      yield diagnostic(
        'warning',
        span,
        { code: 'diagnostic.recipient.impossible', args: { number: sender } },
        { docs },
      );
    }
    return;
  }
  const args = { sender, length: [...sender].length, character: /[^A-Za-z0-9]/u.exec(sender)?.[0] ?? '' };
  const better = text.isPlain ? betterSender(sender, fault) : null;
  const fixes: Fix[] = better === null ? [] : [fixOf(better, fault, span)];
  yield diagnostic('error', span, { code: `diagnostic.sender.${fault}`, args }, { docs, fixes });
}

function fixOf(better: string, fault: SenderFault, span: JsonText['span']): Fix {
  const code = fault === 'tooLong' ? 'fix.cut' : 'fix.replace';
  return fix({ code, args: { text: better } }, replace(span, `"${better}"`), fault !== 'startsWithDigit');
}

/** The sender that is most likely meant; null where it would have to be made up. */
function betterSender(sender: string, fault: SenderFault): string | null {
  const number = /^[+\d(]/.test(sender) ? asE164(sender) : null;
  if (number !== null) return number;
  if (fault === 'badNumber' || fault === 'empty') return null;
  // Letters with accents lose them: "Café" becomes "Cafe".
  const plain = sender
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 11);
  return senderFault(plain) === undefined ? plain : null;
}
