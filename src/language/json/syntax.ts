import { ErrorCode } from 'vscode-json-languageservice';
import type { MessageCode } from '../../messages';

/** Our words for the mistakes that the JSON service tells by code. */
const CODES: ReadonlyMap<ErrorCode, MessageCode> = new Map<ErrorCode, MessageCode>([
  [ErrorCode.ValueExpected, 'json.syntax.value'],
  [ErrorCode.PropertyExpected, 'json.syntax.member'],
  [ErrorCode.CommaExpected, 'json.syntax.comma'],
  [ErrorCode.ColonExpected, 'json.syntax.colon'],
  [ErrorCode.CommaOrCloseBacketExpected, 'json.syntax.bracket'],
  [ErrorCode.CommaOrCloseBraceExpected, 'json.syntax.brace'],
  [ErrorCode.TrailingComma, 'json.syntax.trailingComma'],
  [ErrorCode.PropertyKeysMustBeDoublequoted, 'json.syntax.quotes'],
  [ErrorCode.UnexpectedEndOfString, 'json.syntax.stringEnd'],
  [ErrorCode.InvalidCharacter, 'json.syntax.control'],
  [ErrorCode.InvalidUnicode, 'json.syntax.unicode'],
  [ErrorCode.InvalidEscapeCharacter, 'json.syntax.escape'],
  [ErrorCode.UnexpectedEndOfNumber, 'json.syntax.number'],
  [ErrorCode.CommentNotPermitted, 'json.syntax.comment'],
  [ErrorCode.UnexpectedEndOfComment, 'json.syntax.comment'],
  [ErrorCode.DuplicateKey, 'json.duplicate'],
]);

/**
 * The code of ours for a mistake in the syntax.
 * @param text what stands where it was found
 * @param before the character before it
 * @param message the service's English, the only thing that tells mistakes without a code apart
 */
export function syntaxCode(code: ErrorCode, message: string, text: string, before: string): MessageCode {
  const isWord = /^[\w'`.+-]/.test(text);
  if (code === ErrorCode.Undefined) {
    if (message.startsWith('End of file')) return 'json.syntax.end';
    return message.startsWith('Invalid number') ? 'json.syntax.number' : 'json.syntax.word';
  }
  // Such as 01, which is a number behind a number.
  if (code === ErrorCode.CommaExpected && isWord && /\d/.test(before)) return 'json.syntax.number';
  if (code === ErrorCode.ValueExpected && isWord) return 'json.syntax.word';
  if (code === ErrorCode.PropertyExpected && isWord) return 'json.syntax.quotes';
  return CODES.get(code) ?? 'json.syntax.word';
}
