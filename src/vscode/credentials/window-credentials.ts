import { type Event, EventEmitter, type Memento } from 'vscode';
import {
  type Credential,
  CredentialError,
  type CredentialVault,
  looksLive,
  type Secret,
  type VaultContent,
} from '../../credentials';
import type { Problem } from '../../messages';
import type { CredentialEntry, CredentialsModel } from '../credentials-model';
import { DisposableList } from '../disposables';
import { say } from '../words';
import { problemWith } from './attempt';
import { awaitedSandbox, chooseActive } from './choose-active';

/** View state of the workspace: the id of the credential that was chosen last. */
const CHOSEN = 'restlink.chosenCredential';

/** The person's credentials as this window uses them: which one is active, and which could not be read. */
export class WindowCredentials implements CredentialsModel {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;

  private content: VaultContent = { credentials: [], problem: null };
  private entries: readonly CredentialEntry[] = [];
  private shownProblem: Problem | null = null;
  /** Why a secret could not be read when it was last wanted, by id. */
  private readonly troubles = new Map<string, Problem>();
  private reading: Promise<void> = Promise.resolve();

  /**
   * @param view where the choice is kept: nothing but an id
   * @param isTrusted whether secrets may be read in this window
   */
  constructor(
    private readonly vault: Pick<CredentialVault, 'list' | 'secretOf' | 'onDidChange'>,
    private readonly view: Memento,
    private readonly isTrusted: () => boolean,
  ) {
    this.owned.add(vault.onDidChange(() => void this.refresh()));
    void this.refresh();
  }

  async list(): Promise<readonly CredentialEntry[]> {
    await this.refresh();
    return this.entries;
  }

  active(): CredentialEntry | null {
    return this.entries.find(({ active }) => active) ?? null;
  }

  activeId(): string | null {
    return this.active()?.credential.id ?? awaitedSandbox(this.chosenId());
  }

  sandboxUrl(): string | null {
    return this.entries.find(({ credential }) => credential.store === 'builtin')?.credential.origin ?? null;
  }

  /** What of the list of credentials cannot be read, or null; as of the last change. */
  problem(): Problem | null {
    return this.shownProblem;
  }

  /** Makes a credential the active one of this workspace. */
  async use(id: string): Promise<void> {
    await this.view.update(CHOSEN, id);
    await this.refresh();
  }

  /**
   * Reads a secret, to be held as shortly as possible, and remembers whether that worked.
   * @throws CredentialError in an untrusted workspace; KeychainError
   */
  async secretOf(credential: Credential): Promise<Secret> {
    if (!this.isTrusted()) throw new CredentialError({ code: 'credential.restricted' });
    try {
      const secret = await this.vault.secretOf(credential);
      this.note(credential.id, null);
      return secret;
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      const problem = problemWith(credential, error);
      this.note(credential.id, problem);
      throw problem === error.problem ? error : new CredentialError(problem, { cause: error });
    }
  }

  /** A secret was stored anew: what was wrong with the one before it is over. */
  isStored({ id }: Credential): void {
    this.note(id, null);
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Remembers why a secret cannot be read; null when it can. */
  private note(id: string, problem: Problem | null): void {
    if (problem) this.troubles.set(id, problem);
    else if (!this.troubles.delete(id)) return;
    this.show();
  }

  /** Reads the vault anew; one reading after the other, so that an older one never wins. */
  private refresh(): Promise<void> {
    const read = async () => {
      this.content = await this.vault.list();
      this.show();
    };
    this.reading = this.reading.then(read, read);
    return this.reading;
  }

  private chosenId(): string | null {
    return this.view.get<string | null>(CHOSEN, null);
  }

  /** Makes the entries anew, and tells when they are not what they were. */
  private show(): void {
    const { credentials } = this.content;
    const active = chooseActive(credentials, this.chosenId());
    const ordered = [
      ...credentials.filter(({ store }) => store !== 'builtin'),
      ...credentials.filter(({ store }) => store === 'builtin'),
    ];
    const before = JSON.stringify([this.entries, this.shownProblem]);
    this.entries = ordered.map((credential) => {
      const trouble = this.troubles.get(credential.id);
      return {
        credential,
        active: credential === active,
        live: looksLive(credential),
        trouble: trouble ? say(trouble) : null,
      };
    });
    this.shownProblem = this.content.problem;
    if (JSON.stringify([this.entries, this.shownProblem]) !== before) this.changed.fire();
  }
}
