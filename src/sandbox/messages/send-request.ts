import { isE164, MAX_RECIPIENTS, type SenderFault, senderFault } from '../../sms';
import { ApiError } from '../basics/errors';
import { jsonObject } from '../exchange/body';

/** A send that passed all checks of its form. */
export interface SendRequest {
  readonly to: readonly string[];
  readonly message: string;
  readonly sender: string;
}

/**
 * Reads the body of `POST /sms/send` and checks it in the order body, to, message, sender, count (FACTS.md section 8,
 * decision 6). A number that is not E.164 is INVALID_TO (decision 5).
 * @throws ApiError INVALID_BODY, INVALID_TO, INVALID_MESSAGE, INVALID_SENDER, TOO_MANY_RECIPIENTS
 */
export function readSendRequest(body: Buffer): SendRequest {
  const { to, message, sender_id } = jsonObject(body);
  const recipients = readRecipients(to);
  const text = readMessage(message);
  const sender = readSender(sender_id);
  if (recipients.length > MAX_RECIPIENTS) {
    throw new ApiError(
      'TOO_MANY_RECIPIENTS',
      `${recipients.length} recipients; at most ${MAX_RECIPIENTS} are allowed.`,
    );
  }
  return { to: recipients, message: text, sender };
}

function readRecipients(to: unknown): readonly string[] {
  if (to === undefined || to === null) throw new ApiError('INVALID_TO', 'to is missing.');
  if (!Array.isArray(to)) throw new ApiError('INVALID_TO', 'to is not a list of numbers.');
  if (to.length === 0) throw new ApiError('INVALID_TO', 'to is empty.');
  to.forEach((number: unknown, index) => {
    if (typeof number !== 'string' || !isE164(number)) {
      throw new ApiError('INVALID_TO', `to[${index}] is not a number in E.164 form, such as "+447911123456".`);
    }
  });
  return to;
}

function readMessage(message: unknown): string {
  if (message === undefined || message === null) throw new ApiError('INVALID_MESSAGE', 'message is missing.');
  if (typeof message !== 'string') throw new ApiError('INVALID_MESSAGE', 'message is not a text.');
  if (message === '') throw new ApiError('INVALID_MESSAGE', 'message is empty.');
  return message;
}

const senderFaults: Readonly<Record<SenderFault, string>> = {
  empty: 'sender_id is empty.',
  tooShort: 'sender_id is shorter than 3 characters.',
  tooLong: 'sender_id is longer than 11 characters.',
  startsWithDigit: 'sender_id begins with a digit; a phone number as sender begins with +.',
  badCharacter: 'sender_id may hold only the letters A-Z and a-z and digits.',
  badNumber: 'sender_id begins with + but is not a number in E.164 form.',
};

function readSender(sender: unknown): string {
  if (sender === undefined || sender === null) throw new ApiError('INVALID_SENDER', 'sender_id is missing.');
  if (typeof sender !== 'string') throw new ApiError('INVALID_SENDER', 'sender_id is not a text.');
  const fault = senderFault(sender);
  if (fault) throw new ApiError('INVALID_SENDER', senderFaults[fault]);
  return sender;
}
