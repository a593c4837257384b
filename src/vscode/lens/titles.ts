import { type Command as Action, l10n, type Uri } from 'vscode';
import { expiryState } from '../../credentials';
import type { CredentialPreview } from '../../engine';
import { Command, InternalCommand } from '../ids';
import type { RunResult } from '../send/runs';
import { plain } from '../words';

/** The lenses over a request that is not on its way: what a click does, and how the last send ended. @param now in milliseconds */
export function idleLenses(
  preview: CredentialPreview,
  result: RunResult | undefined,
  uri: Uri,
  line: number,
  now: number,
): Action[] {
  const actions = sendLenses(preview, [uri, line], now);
  if (actions.length === 0) return [];
  const ended = result ? [{ title: resultTitle(result), command: '' }] : [];
  return [...actions, ...ended, ...diagnoseLens(result, uri, line), explainLens(uri, line)];
}

/** Why the signature that a request brought itself was refused. */
function diagnoseLens(result: RunResult | undefined, uri: Uri, line: number): Action[] {
  if (result?.kind !== 'answered' || result.refused === null) return [];
  return [{ title: l10n.t('Diagnose'), command: Command.diagnoseFailingSignature, arguments: [uri, line] }];
}

/** What is signed, and with what, or why it is not. */
export function explainLens(uri: Uri, line: number): Action {
  return { title: l10n.t('Explain'), command: Command.explainSignature, arguments: [uri, line] };
}

/** The lenses over a request that is on its way. */
export function runningLenses(uri: Uri, line: number): Action[] {
  return [
    { title: withIcon('loading~spin', l10n.t('Sending…')), command: '' },
    { title: l10n.t('Cancel'), command: Command.cancel, arguments: [uri, line] },
    explainLens(uri, line),
  ];
}

/** The lenses over a request of a workspace that is not trusted: nothing is sent there. */
export function restrictedLenses(uri: Uri, line: number): Action[] {
  return [
    { title: withIcon('shield', l10n.t('Trust this workspace to send')), command: 'workbench.trust.manage' },
    explainLens(uri, line),
  ];
}

function sendLenses(preview: CredentialPreview, place: [Uri, number], now: number): Action[] {
  const send = (title: string) => [{ title, command: Command.send, arguments: place }];
  const prepare = (title: string, action: string) => ({
    title,
    command: InternalCommand.prepareAndSend,
    arguments: [action, ...place],
  });
  switch (preview.kind) {
    case 'foreign':
      return [];
    case 'bare':
      return send(withIcon('play', l10n.t('Send')));
    case 'ask':
      return send(withIcon('key', l10n.t('Sign and Send…')));
    case 'use': {
      const { credential } = preview;
      const name = plain(credential.name);
      if (credential.kind !== 'jwt') return send(withIcon('key', `${l10n.t('Sign and Send')} · ${name}`));
      // It can be sent all the same: this computer's clock may be the one that is wrong.
      const title =
        expiryState(credential, now) === 'expired'
          ? l10n.t('Send as {0} (JWT, expired)', name)
          : l10n.t('Send as {0} (JWT)', name);
      return send(withIcon('account', title));
    }
    case 'refuse': {
      const { actions, movable } = preview;
      const lenses: Action[] = [];
      if (actions.includes('logIn')) lenses.push(prepare(withIcon('sign-in', l10n.t('Log in to send')), 'logIn'));
      if (preview.problem.code === 'credential.none') {
        lenses.push(prepare(withIcon('key', l10n.t('Add credential to send')), 'addCredential'));
        if (movable) lenses.push(prepare(withIcon('beaker', l10n.t('Try in the sandbox')), 'trySandbox'));
      }
      if (preview.problem.code === 'credential.sandboxNotRunning') {
        lenses.push(prepare(withIcon('beaker', l10n.t('Start the sandbox to send')), 'trySandbox'));
      }
      // What else is missing is told by the message that the click brings.
      return lenses.length > 0 ? lenses : send(withIcon('key', l10n.t('Sign and Send')));
    }
  }
}

function resultTitle(result: RunResult): string {
  switch (result.kind) {
    case 'answered':
      return l10n.t('{0} · {1} ms', result.status, result.ms);
    case 'stopped':
      return l10n.t('stopped');
    case 'noAnswer':
      return l10n.t('no answer');
  }
}

/** The editor drops a plain blank between an icon and what follows it. */
function withIcon(icon: string, text: string): string {
  return `$(${icon})\u00a0${text}`;
}
