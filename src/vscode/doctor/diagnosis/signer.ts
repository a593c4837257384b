import { commands, l10n, window } from 'vscode';
import { type Credential, keyHint } from '../../../credentials';
import type { FailingRequest } from '../../../engine/doctor';
import { headerOf } from '../../../request';
import { chooseCredential } from '../../credentials/choose';
import type { CredentialEntry } from '../../credentials-model';
import { Command } from '../../ids';
import { brief, plain } from '../../words';
import type { DoctorParts } from './parts';

/**
 * The credential that a request should have been signed with: the one whose key it carries, else one of its origin, else
 * the one that the person names.
 * @returns null when they gave up, or after they were told why there is none
 */
export async function signerOf(request: FailingRequest, parts: DoctorParts): Promise<Credential | null> {
  const entries = await parts.credentials.list();
  const { hint, origin } = tracesIn(request);
  const ofKey = entries.filter(({ credential }) => hint !== null && credential.keyHint === hint);
  const plainKey = ofKey.find(({ credential }) => credential.kind === 'apiKey');
  const signing = entries.filter(({ credential }) => credential.kind === 'hmac');
  const fitting = narrowed(
    narrowed(signing, ({ keyHint: own }) => own === hint),
    (one) => one.origin === origin,
  );
  if (plainKey && !fitting.some((entry) => ofKey.includes(entry))) {
    const { name } = plainKey.credential;
    void window.showWarningMessage(
      l10n.t(
        'The request carries the key of "{0}", which has no API secret: its requests are not signed.',
        plain(name),
      ),
    );
    return null;
  }
  const [only, ...others] = fitting;
  if (!only) return tellNone(parts);
  if (others.length === 0) return only.credential;
  const chosen = await chooseCredential<never>(fitting, parts.now(), {
    title: l10n.t('Diagnose Failing Signature'),
    placeHolder:
      hint === null || ofKey.length > 0
        ? l10n.t('Which credential should have signed this request?')
        : l10n.t('None has the key {0} of the request. Which credential should have signed it?', plain(hint)),
  });
  return chosen && 'entry' in chosen ? chosen.entry.credential : null;
}

/** Those that fit, or all where none does. */
function narrowed(
  entries: readonly CredentialEntry[],
  fits: (credential: Credential) => boolean,
): readonly CredentialEntry[] {
  const found = entries.filter(({ credential }) => fits(credential));
  return found.length > 0 ? found : entries;
}

/** What a request shows of its credential: a key, whole or as a hint, and an origin. */
function tracesIn({ headers, target }: FailingRequest): {
  readonly hint: string | null;
  readonly origin: string | null;
} {
  const header = (name: string) => headerOf(headers, name)?.trim() ?? '';
  const key = header('x-api-key');
  const address = /^https?:/i.test(target) ? target : `https://${header('host')}`;
  return {
    hint: key === '' ? null : key.includes('…') ? brief(key) : keyHint(key),
    origin: originOf(address),
  };
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

async function tellNone({ trySandbox }: DoctorParts): Promise<null> {
  const [add, sandbox] = [l10n.t('Add Credential'), l10n.t('Try the Sandbox')];
  const text = l10n.t(
    'There is no credential with an API secret. Add the one that your code signs with, then diagnose again: the secret is needed to compare.',
  );
  const chosen = await window.showInformationMessage(text, add, sandbox);
  if (chosen === add) await commands.executeCommand(Command.addCredential);
  else if (chosen === sandbox) await trySandbox();
  return null;
}
