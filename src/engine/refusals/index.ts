import type { Credential } from '../../credentials';
import type { Problem } from '../../messages';
import type { PreparedRequest } from '../../request';
import type { Answer, Exchange } from '../../sending';
import { acceptedNotes } from './accepted';
import { caseOf, documentedCode } from './case';
import { explainCode } from './codes';
import { explainStatus } from './status';

/**
 * Says of an answer what it means, why it came, and what to do, in this order (FACTS.md section 2); nothing of an answer
 * that is simply a success.
 */
export async function explainAnswer(
  exchange: Exchange,
  answer: Answer,
  request: PreparedRequest,
  credential: Credential | null,
): Promise<readonly Problem[]> {
  const found = caseOf(exchange, answer, request, credential);
  const { status } = answer;
  const { members } = found;
  if (status >= 300 && status < 400) return [{ code: 'answer.redirect' }];
  const isRefusal = status >= 400 || members.status === false;
  const code = isRefusal ? documentedCode(members.error_code) : null;
  if (code !== null) return explainCode(code, found);
  return isRefusal ? explainStatus(found) : acceptedNotes(found);
}
