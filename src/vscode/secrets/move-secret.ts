import { l10n, Uri, window, workspace } from 'vscode';
import { type Credential, keyHint } from '../../credentials';
import type { Problem } from '../../messages';
import { secretOf } from '../credentials/draft';
import { CHANGE, keep } from '../credentials/keep';
import { namesInUse } from '../credentials/names-in-use';
import { mayHandleSecrets } from '../credentials/restricted';
import type { Parts } from '../parts';
import type { VariableSources } from '../send/sources';
import { isVariableFile } from '../send/sources';
import { say } from '../words';
import { askExisting, askRest, draftOf, serves } from './ask-move';
import { isWritable } from './environment-files';
import type { Applied, Kept, MoveSummary, Moving, Planning } from './moving';
import { tellMoved, tellNotChanged } from './tell-moved';

/**
 * *Move to Keychain*: what stands in a text becomes a credential, or one that holds it already is used; then the text
 * names the credential instead. Nothing is changed before the secret is safely stored.
 */
export class SecretMover {
  private isBusy = false;

  constructor(
    private readonly parts: Parts,
    private readonly planning: Planning,
    private readonly sources: VariableSources,
  ) {}

  /** @param start where the secret was marked; the text may have changed since */
  async move(uri: unknown, start: unknown): Promise<void> {
    if (!(uri instanceof Uri) || typeof start !== 'number' || this.isBusy) return;
    this.isBusy = true;
    try {
      await this.run(uri, start);
    } finally {
      this.isBusy = false;
    }
  }

  private async run(uri: Uri, start: number): Promise<void> {
    if (!(await mayHandleSecrets())) return;
    if (!isWritable(uri)) {
      void window.showWarningMessage(l10n.t('This text is read-only: open the file itself to move the secret.'));
      return;
    }
    const moving = await this.find(uri, start);
    if (moving === null) return;
    if ('code' in moving) {
      void window.showWarningMessage(say(moving));
      return;
    }
    if (!(await agreed(moving.question))) return;
    const kept = await this.keep(moving.summary);
    if (kept) await this.change(moving, kept);
  }

  private async find(uri: Uri, start: number): Promise<Moving | Problem | null> {
    const { movingInEnvironment, movingInHttp } = await import('./moving');
    const document = await workspace.openTextDocument(uri);
    return isVariableFile(uri)
      ? movingInEnvironment(this.planning, this.sources, document, start)
      : movingInHttp(this.planning, document, start);
  }

  /** @returns null when the person gave up; nothing is stored then */
  private async keep(summary: MoveSummary): Promise<Kept | null> {
    const { parts } = this;
    const { vault } = parts.engine;
    const existing = await this.existing(summary);
    if (existing.length > 0) {
      const wanted = await askExisting(existing);
      if (wanted === null) return null;
      if ('use' in wanted) return { credential: wanted.use, secret: null };
    }
    let draft = draftOf(summary);
    for (;;) {
      const filled = await askRest(summary, draft, await namesInUse(parts));
      if (!filled) return null;
      draft = filled;
      const { name, origin } = draft;
      const secret = secretOf(draft);
      const { kind } = secret;
      const kept = await keep(parts, name, (store) => vault.add({ name, kind, origin, secret, store }), true);
      if (kept === null) return null;
      if (kept !== CHANGE) return { credential: kept, secret };
    }
  }

  /** Credentials that hold the secret already, and outlive this window; only those that may are read. */
  private async existing(summary: MoveSummary): Promise<readonly Credential[]> {
    const { key, token, origin } = summary;
    const hint = token === null ? key && keyHint(key) : null;
    const { credentials } = await this.parts.engine.vault.list();
    const found: Credential[] = [];
    for (const credential of credentials) {
      const lasts = credential.store === 'osKeychain' || credential.store === 'secretStorage';
      const isKind = (credential.kind === 'jwt') === (token !== null);
      if (!lasts || !isKind || (hint !== null && credential.keyHint !== hint)) continue;
      if (origin !== null && credential.origin !== origin) continue;
      const stored = await this.parts.credentials.secretOf(credential).catch(() => null); // told when it is to be stored
      if (stored && serves(stored, summary)) found.push(credential);
    }
    return found;
  }

  private async change(moving: Moving, kept: Kept): Promise<void> {
    const { name } = kept.credential;
    this.parts.log.info(`A secret of ${workspace.asRelativePath(moving.document.uri)} is kept as ${name} now.`);
    const applied = await this.applied(moving, name);
    if (applied) await tellMoved(this.parts, moving, kept, applied.unsaved);
    else await tellNotChanged(this.parts, moving, kept, () => this.change(moving, kept));
  }

  /** @returns null when the texts could not be changed */
  private async applied(moving: Moving, name: string): Promise<Applied | null> {
    try {
      const [changes, { apply }] = await Promise.all([moving.changes(name), import('./moving')]);
      if ('code' in changes) return null;
      const applied = await apply(changes);
      return applied.done ? applied : null;
    } catch (error) {
      this.parts.log.error(error instanceof Error ? error : String(error));
      return null;
    }
  }
}

async function agreed(question: Moving['question']): Promise<boolean> {
  if (!question) return true;
  const move = l10n.t('Move');
  const { title, detail } = question;
  return (await window.showWarningMessage(title, { modal: true, detail }, move)) === move;
}
