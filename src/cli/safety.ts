import { type LiveSend, liveSendOf } from '../engine';
import { sentence } from '../messages';
import { type GuardedSecret, type Plan, refusal } from '../sending';
import type { CliContext } from './context';
import { CommandError, exitOf } from './exit';
import { said } from './visible';

/** @throws CommandError for a request that may not be signed for where it goes */
export function refuseUnsafe(plan: Plan, secrets: readonly GuardedSecret[]): void {
  const refused = refusal(plan, secrets);
  if (refused) throw new CommandError(sentence(refused.problem), exitOf(refused.kind));
}

/**
 * Asks what has to be asked before a request is sent: a live send and a `# @note` (product section 7, cli: `--yes`).
 * @param times how often it will be sent
 * @returns null to go on, or why not
 */
export async function confirmSend(
  { terminal }: Pick<CliContext, 'terminal'>,
  plan: Plan,
  { yes, times }: { readonly yes: boolean; readonly times: number },
): Promise<string | null> {
  const live = await liveSendOf(plan);
  const { note } = plan.request.options;
  const noted = note
    ? `The file asks to confirm this request and says: ${said(note)}.`
    : 'The file asks to confirm this request.';
  const question = live ? liveQuestion(live, plan, times) : note === null ? null : `${noted} Send it?`;
  if (question === null || yes) return null;
  if (!terminal.interactive) {
    return live
      ? `Not sent: this would send for real (${question}). Say --yes to allow it.`
      : 'Not sent: the request says @note, which asks before sending. Say --yes to allow it.';
  }
  const answer = await terminal.ask(`${question} [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? '') ? null : 'Not sent: you did not confirm it.';
}

function liveQuestion(
  { recipients, segments, encoding, sender }: LiveSend,
  { credential }: Plan,
  times: number,
): string {
  const total = recipients * times;
  return [
    `Send for real? ${total} ${total === 1 ? 'recipient' : 'recipients'}`,
    `${segments} ${segments === 1 ? 'segment' : 'segments'} each`,
    encoding,
    `from ${sender ?? '–'}`,
    credential ? `key ${credential.name} (${credential.keyHint})` : 'without credential',
  ].join(' · ');
}
