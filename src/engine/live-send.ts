import { findEndpoint } from '../catalog';
import { isLive, type Secret } from '../credentials';
import { headerOf, type PreparedRequest } from '../request';
import { jsonMembers, type Plan } from '../sending';

/** What a send would do, for the question before it (screens: "Live send"). */
export interface LiveSend {
  readonly recipients: number;
  readonly segments: number;
  readonly encoding: string;
  /** Null where the body does not say. */
  readonly sender: string | null;
}

/** Whether a plan sends real messages (product section 7): a `POST /sms/send` to another computer, but with a test key. */
export function isLiveSend({ request, secret }: Plan): boolean {
  if (findEndpoint(request.method, request.path)?.id !== 'sendSms') return false;
  return isLive(request.origin, keyOf(request, secret));
}

/**
 * What a plan sends for real.
 * @returns null when it is not live; a body that cannot be read counts as one recipient
 */
export async function liveSendOf(plan: Plan): Promise<LiveSend | null> {
  if (!isLiveSend(plan)) return null;
  // Loaded on first use: few requests are live sends.
  const { measureText } = await import('../sms');
  const { to, message, sender_id: sender } = jsonMembers(plan.request.body);
  const text = measureText(typeof message === 'string' ? message : '');
  return {
    recipients: Array.isArray(to) ? to.length : 1,
    segments: text.segments,
    encoding: text.encoding,
    sender: typeof sender === 'string' ? sender : null,
  };
}

/** The key that authenticates: ours, or the one typed into a request that goes out as it is. */
function keyOf({ headers }: PreparedRequest, secret: Secret | null): string | null {
  if (secret) return secret.kind === 'jwt' ? null : secret.key;
  return headerOf(headers, 'x-api-key') ?? null;
}
