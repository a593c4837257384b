import { l10n, window } from 'vscode';
import type { Credential } from '../../credentials';
import { type LiveSend, liveSendOf, looksSecret, type RecentSends } from '../../engine';
import { promptsOf, type RequestNode } from '../../http';
import type { Plan } from '../../sending';
import { setting } from '../settings';
import { brief, plain } from '../words';

/** Runs a question to the person. */
export type WhileAsking = <T>(ask: () => Promise<T>) => Promise<T>;

/** What a person decided before a send. */
export type Decision = 'send' | 'sandbox' | 'cancel';

/**
 * Asks for the answers to `# @prompt`; what looks like a secret is masked. The first words are ours and say who asks: the
 * file must not pass its own question off as one of the product.
 * @param file name of the document
 * @param remembered answers given before, offered again: Enter takes them as they are, masked ones too
 * @returns null when the person gave up
 */
export async function askPrompts(
  file: string,
  node: RequestNode,
  remembered: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string> | null> {
  const answers = new Map<string, string>();
  const prompts = promptsOf(node);
  for (const [index, { name, description }] of prompts.entries()) {
    const password = looksSecret(name);
    const step = prompts.length > 1 ? ` (${index + 1}/${prompts.length})` : '';
    const answer = await window.showInputBox({
      title: `${l10n.t('Asked by {0}: {1}', brief(file, 40), brief(name, 40))}${step}`,
      ...(description && { prompt: l10n.t('The file says: "{0}"', brief(description, 200)) }),
      placeHolder: l10n.t('Value of {0}', brief(name, 40)),
      value: remembered.get(name) ?? '',
      password,
      ignoreFocusOut: true,
    });
    if (answer === undefined) return null;
    answers.set(name, answer);
  }
  return answers;
}

/** Asks which of several credentials signs. @returns undefined when the person gave up */
export async function askCredential(
  candidates: readonly Credential[],
  title = l10n.t('Sign and Send'),
): Promise<Credential | undefined> {
  const items = candidates.map((credential) => ({
    label: plain(credential.name),
    description: `${credential.kind === 'jwt' ? 'JWT' : credential.kind} · ${credential.keyHint}`,
    credential,
  }));
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('Several credentials belong to {0}: which one signs?', candidates[0]?.origin ?? ''),
    ignoreFocusOut: true,
  });
  return chosen?.credential;
}

/**
 * Asks what has to be asked before a request goes out: a live send, a repeated one, and a `# @note` (product section 7).
 * @param movable whether the request would go to the sandbox with its credential
 */
export async function confirmSend(
  plan: Plan,
  recent: RecentSends,
  movable: boolean,
  whileAsking: WhileAsking,
): Promise<Decision> {
  const live = await liveSendOf(plan);
  const { note } = plan.request.options;
  const question = live ? liveQuestion(live, recent.isRepeat(plan.request)) : null;
  if (question === null && note === null) return 'send';
  const [send, sandbox] = [l10n.t('Send'), l10n.t('Use the Sandbox Instead')];
  // Ours first: what the file says must not stand where our words are looked for.
  const said = note ? l10n.t('The file says: "{0}"', brief(note, 300)) : null;
  const detail = [live && question ? describeLiveSend(live, plan) : null, said].filter(Boolean).join('\n\n');
  const chosen = await whileAsking(async () =>
    window.showWarningMessage(
      question ?? l10n.t('Send this request?'),
      { modal: true, detail },
      ...(question && movable ? [send, sandbox] : [send]),
    ),
  );
  if (chosen === sandbox) return 'sandbox';
  return chosen === send ? 'send' : 'cancel';
}

/** @returns null where the setting asks for no question, and the same was not sent a moment ago */
function liveQuestion({ recipients }: LiveSend, repeated: boolean): string | null {
  if (repeated) return l10n.t('The same message was sent a moment ago. Send again, for real?');
  const when = setting('confirmLiveSend');
  if (when === 'never' || (when === 'severalRecipients' && recipients < 2)) return null;
  return l10n.t('Send for real?');
}

function describeLiveSend({ recipients, segments, encoding, sender }: LiveSend, { credential, request }: Plan): string {
  return [
    recipients === 1 ? l10n.t('1 recipient') : l10n.t('{0} recipients', recipients),
    segments === 1 ? l10n.t('1 segment each') : l10n.t('{0} segments each', segments),
    encoding,
    l10n.t('from {0}', sender === null ? '–' : brief(sender, 20)),
    credential
      ? l10n.t('key {0} ({1})', plain(credential.name), plain(credential.keyHint))
      : l10n.t('without credential'),
    request.origin.replace(/^https?:\/\//, ''),
  ].join(' · ');
}
