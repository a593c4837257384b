import type { Endpoint } from '../../catalog';
import type { HttpFile, RequestNode } from '../../http';
import { bodyText } from '../json/body-text';
import type { Hover } from '../model';
import type { HoverContext } from './context';
import { type JsonValue, jsonValues } from './json-values';
import { phoneHover, senderHover } from './phone';
import { type ResolvedText, resolveText } from './resolved';
import { smsTextHover } from './sms-text';

/** Longer than a hundred numbers and any text; a longer body is not looked through for a hover. */
const MAX_LENGTH = 200_000;

/** Over the values of a body of `POST /sms/send`: how the text travels, whose number it is, whether the sender fits. */
export function sendBodyHover(
  offset: number,
  request: RequestNode,
  endpoint: Endpoint | undefined,
  context: HoverContext,
): Hover | null {
  const { file, say } = context;
  if (endpoint?.id !== 'sendSms' || !request.body || request.body.end - request.body.start > MAX_LENGTH) return null;
  const body = bodyText(file, request, endpoint);
  if (!body) return null;
  const shift = quoteBefore(file, request);
  if (shift === null) return null;
  const index = body.toBody(offset - shift);
  const values = jsonValues(body.text);
  const value = values.find(({ start, end, kind }) => kind === 'string' && start <= index && index <= end);
  const told = value && valueHover(value, values, body.text, context);
  if (!told) return null;
  return { start: body.toDocument(value.start) + shift, end: body.toDocument(value.end) + shift, markdown: told };

  function valueHover(value: JsonValue, all: readonly JsonValue[], text: string, context: HoverContext): string | null {
    const [member, item, ...deeper] = value.path;
    const { content, unknown, secrets } = contentOf(text.slice(value.start, value.end), context);
    if (content === null || deeper.length > 0) return null;
    if (member === 'message' && item === undefined) {
      return smsTextHover(content, recipients(all, text, context), unknown, say);
    }
    // What shows a number whole must not show a secret.
    if (unknown.length > 0 || secrets.length > 0) return null;
    if (member === 'to' && typeof item === 'number') return phoneHover(content, say);
    return member === 'sender_id' && item === undefined ? senderHover(content, say) : null;
  }
}

/** Characters before the data within an argument of `curl`; null when the shell's escapes take them apart. */
function quoteBefore(file: HttpFile, { syntax, body }: RequestNode): number | null {
  const part = syntax === 'curl' ? body?.parts[0] : undefined;
  if (part?.kind !== 'text') return 0;
  const at = file.slice(part.start, part.end).indexOf(part.text);
  return at === -1 ? null : at;
}

/** The text that a JSON string with variables stands for; variables are replaced in the JSON, as they are at a send. */
function contentOf(raw: string, context: HoverContext): Omit<ResolvedText, 'text'> & { content: string | null } {
  const { text, ...rest } = resolveText(raw, context, '');
  return { content: parsed(text), ...rest };
}

function parsed(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Items of `to`; null when a variable may stand for several, or there is no such list. */
function recipients(values: readonly JsonValue[], text: string, context: HoverContext): number | null {
  const items = values.filter(({ path }) => path[0] === 'to' && path.length === 2);
  if (items.length > 0 && items.every(({ kind }) => kind === 'string')) return items.length;
  try {
    const body: unknown = JSON.parse(resolveText(text, context).text);
    const { to } = (body ?? {}) as { to?: unknown };
    return Array.isArray(to) && to.length > 0 ? to.length : null;
  } catch {
    return null;
  }
}
