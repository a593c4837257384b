import { jsonTree } from '../../http';
import type { Problem } from '../../messages';
import { exactUtf8, jsonMembers } from '../../sending';
import { type Case, cut, type Specific, shown } from './case';

/** What keeps a body from being a JSON object (INVALID_BODY). */
export function invalidBody({ request, endpoint }: Case): Specific {
  const why = faultOfBody(request.body);
  if (why) return { why: [why] };
  if (endpoint?.id !== 'login') return {};
  const { login, password } = jsonMembers(request.body);
  return typeof login === 'string' && typeof password === 'string' ? {} : { why: [{ code: 'refusal.body.login' }] };
}

function faultOfBody(body: Buffer): Problem | null {
  if (body.length === 0) return { code: 'refusal.body.empty' };
  const text = exactUtf8(body);
  if (text === null) return { code: 'refusal.body.encoding' };
  if (text.startsWith('\ufeff')) return { code: 'refusal.body.byteOrderMark' };
  const tree = jsonTree(text);
  if ('root' in tree) return tree.root.kind === 'object' ? null : { code: 'refusal.body.noObject' };
  const before = text.slice(0, tree.brokenAt).split('\n');
  return { code: 'refusal.body.broken', args: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
}

/** What of `to` is no list of numbers (FACTS.md section 5.2). */
export async function invalidTo({ request }: Case): Promise<Specific> {
  const { isE164 } = await sms();
  const { to } = jsonMembers(request.body);
  if (to === undefined || to === null) return missing('to');
  if (!Array.isArray(to)) return { why: [{ code: 'refusal.to.noList', args: { value: shown(to) } }] };
  if (to.length === 0) return empty('to');
  const bad = to.flatMap((entry: unknown, index) => (typeof entry === 'string' && isE164(entry) ? [] : [index]));
  const [index] = bad;
  if (index === undefined) return { why: [{ code: 'refusal.to.wellFormed', args: { count: to.length } }] };
  const why: Problem[] = [{ code: 'refusal.to.entry', args: { index, value: shown(to[index]) } }];
  if (bad.length > 1) why.push({ code: 'refusal.to.more', args: { count: bad.length - 1 } });
  return { why };
}

/** What of `message` is no text to send. */
export async function invalidMessage({ request }: Case): Promise<Specific> {
  const { message } = jsonMembers(request.body);
  const fault = faultOfText('message', message);
  if (fault || typeof message !== 'string') return fault ?? {};
  const { segments } = (await sms()).measureText(message);
  return { why: [{ code: 'refusal.message.long', args: { segments } }] };
}

/** Which rule `sender_id` breaks (FACTS.md section 5.3). */
export async function invalidSender({ request }: Case): Promise<Specific> {
  const { sender_id: sender } = jsonMembers(request.body);
  const fault = faultOfText('sender_id', sender);
  if (fault || typeof sender !== 'string') return fault ?? {};
  const broken = (await sms()).senderFault(sender);
  const args = { sender: cut(sender), length: sender.length };
  return {
    why: [{ code: `refusal.sender.${broken === undefined || broken === 'empty' ? 'wellFormed' : broken}`, args }],
  };
}

const MOST_RECIPIENTS = 100;

/** Over how many requests the recipients have to be split. */
export function tooManyRecipients({ request }: Case): Specific {
  const { to } = jsonMembers(request.body);
  if (!Array.isArray(to) || to.length <= MOST_RECIPIENTS) return {};
  return {
    why: [{ code: 'refusal.recipients.count', args: { count: to.length } }],
    todo: [{ code: 'refusal.recipients.split', args: { requests: Math.ceil(to.length / MOST_RECIPIENTS) } }],
  };
}

function faultOfText(member: string, value: unknown): Specific | null {
  if (value === undefined || value === null) return missing(member);
  if (typeof value !== 'string')
    return { why: [{ code: 'refusal.member.noText', args: { member, value: shown(value) } }] };
  return value === '' ? empty(member) : null;
}

function missing(member: string): Specific {
  return { why: [{ code: 'refusal.member.missing', args: { member } }] };
}

function empty(member: string): Specific {
  return { why: [{ code: 'refusal.member.empty', args: { member } }] };
}

/** Loaded on first use: few answers are about the text of a message. */
function sms() {
  return import('../../sms');
}
