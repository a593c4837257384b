import type { Answer } from './exchange';
import { jsonMembers } from './json-body';

/**
 * The `error_code` of an answer (FACTS.md section 2).
 * @returns null when the body is not of the documented shape
 */
export function errorCodeOf(answer: Answer): string | null {
  const { error_code: code } = jsonMembers(answer.body);
  return typeof code === 'string' ? code : null;
}

/**
 * What the service says of an account that is still being set up: 200 and `{"status":false,"error":…}` (FACTS.md section
 * 1.9).
 * @returns null for every other answer
 */
export function setupErrorOf({ status: http, body }: Answer): string | null {
  if (http !== 200) return null;
  const { status, error } = jsonMembers(body);
  return status === false && typeof error === 'string' ? error : null;
}
