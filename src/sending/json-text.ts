/** A token of a JSON text; `space` stands between tokens. */
interface Token {
  readonly kind: 'string' | 'scalar' | 'open' | 'close' | 'comma' | 'colon' | 'space';
  readonly text: string;
}

const TOKEN = /("(?:[^"\\\u0000-\u001f]|\\.)*")|([-+.\w]+)|([[{])|([\]}])|(,)|(:)|([ \t\r\n]+)/gy;
const KINDS = ['string', 'scalar', 'open', 'close', 'comma', 'colon', 'space'] as const;

/**
 * Re-indents a JSON text token by token: numbers keep their digits, strings their escapes, members their order.
 * @returns null when the text is not JSON
 */
export function prettyJson(text: string): string | null {
  if (!isJson(text)) return null;
  const { tokens } = tokensOf(text);
  const meaningful = tokens.filter((token) => token.kind !== 'space');
  let depth = 0;
  let result = '';
  meaningful.forEach((token, i) => {
    const next = meaningful[i + 1];
    if (token.kind === 'close') depth--;
    result += token.text;
    if (token.kind === 'open') depth++;
    if (token.kind === 'colon') result += ' ';
    const opened = token.kind === 'open' && next?.kind !== 'close';
    const closing = token.kind !== 'open' && next?.kind === 'close';
    if (opened || closing || token.kind === 'comma') result += `\n${'  '.repeat(closing ? depth - 1 : depth)}`;
  });
  return result;
}

const LOOSE_MEMBER = /("(?:token|password|signing_secret)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|$)/gs;

/** Members whose values are secrets, wherever they stand (product section 3). */
const SECRET_MEMBERS = new Set(['token', 'password', 'signing_secret']);

/**
 * Replaces the string values of members that hold secrets; everything else keeps its very characters.
 * Works on broken JSON too, as a truncated answer is no reason to show a token.
 */
export function maskSecretMembers(text: string, mask: string): string {
  if (!/token|password|signing_secret|\\u00/.test(text)) return text;
  const { tokens, rest } = tokensOf(text);
  let result = '';
  let last: Token | undefined;
  let member: string | null = null;
  const isSecret = () => last?.kind === 'colon' && member !== null && SECRET_MEMBERS.has(member);
  for (const token of tokens) {
    if (token.kind !== 'string') result += token.text;
    else result += isSecret() ? JSON.stringify(mask) : maskNested(token.text, mask);
    if (token.kind === 'space') continue;
    if (token.kind === 'colon') member = last?.kind === 'string' ? textOf(last.text) : null;
    last = token;
  }
  return result + (rest !== '' && isSecret() ? mask : maskLoose(rest, mask));
}

/** JSON inside a JSON string, such as a request that a server repeats. */
function maskNested(literal: string, mask: string): string {
  if (!/\\"|\\u00/.test(literal)) return literal;
  const text = textOf(literal) ?? '';
  const masked = maskSecretMembers(text, mask);
  return masked === text ? literal : JSON.stringify(masked);
}

/** Members inside a text that is no JSON as a whole. */
function maskLoose(text: string, mask: string): string {
  return text.replace(LOOSE_MEMBER, (_, member: string) => `${member}${JSON.stringify(mask)}`);
}

function textOf(text: string): string | null {
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The tokens up to the first thing that is none, and what is left from there. */
function tokensOf(text: string): { tokens: Token[]; rest: string } {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const group = KINDS.findIndex((_, i) => match[i + 1] !== undefined);
    tokens.push({ kind: KINDS[group] ?? 'space', text: match[0] });
    end = match.index + match[0].length;
  }
  return { tokens, rest: text.slice(end) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
