import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { describeCredential } from '../credential-words';
import type { CredentialEntry } from '../credentials-model';
import { plain } from '../words';

/** What a choice among credentials ended with: one of them, one of the other offers, or nothing. */
export type Chosen<T> = { readonly entry: CredentialEntry } | { readonly offer: T } | null;

type Row<T> = QuickPickItem & { readonly chosen?: Chosen<T> };

/**
 * Lets the person choose a credential; the active one is marked.
 * @param offers what stands below the credentials, by its label
 */
export async function chooseCredential<T>(
  entries: readonly CredentialEntry[],
  now: Date,
  words: { readonly title: string; readonly placeHolder: string },
  offers: ReadonlyArray<readonly [label: string, offer: T]> = [],
): Promise<Chosen<T>> {
  const own = entries.filter(({ credential }) => credential.store !== 'builtin');
  const builtin = entries.filter(({ credential }) => credential.store === 'builtin');
  const row = (entry: CredentialEntry): Row<T> => ({
    label: `${entry.active ? '$(circle-filled)' : '$(circle-outline)'} ${plain(entry.credential.name)}`,
    description: entry.active ? l10n.t('{0} · active', describeCredential(entry, now)) : describeCredential(entry, now),
    detail: entry.trouble ?? entry.credential.origin,
    chosen: { entry },
  });
  const rows: Row<T>[] = [
    ...own.map(row),
    ...section(l10n.t('Sandbox'), builtin.map(row)),
    ...section(
      '',
      offers.map(([label, offer]) => ({ label, chosen: { offer } })),
    ),
  ];
  const options = { ...words, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(rows, options))?.chosen ?? null;
}

function section<T>(label: string, rows: readonly Row<T>[]): Row<T>[] {
  return rows.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...rows];
}
