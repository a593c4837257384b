import { EventEmitter, type TextDocument } from 'vscode';
import { isPublicSecret } from '../../credentials';
import { boundOriginOf, isSecretVariable, ourTarget, targetProblem } from '../../engine';
import type { Surroundings } from '../../language';
import type { CredentialEntry, CredentialsModel } from '../credentials-model';
import { DisposableList } from '../disposables';
import { previewContextOf } from '../send/preview-context';
import type { VariableSources } from '../send/sources';
import type { BodyFilePresence } from './body-file-presence';

/** What is known around each document; made anew when something of it changes, and the same object until then. */
export class DocumentSurroundings {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private known = new WeakMap<TextDocument, Promise<Surroundings>>();

  constructor(
    private readonly sources: VariableSources,
    private readonly credentials: CredentialsModel,
    private readonly bodyFiles: BodyFilePresence,
  ) {
    const forget = () => {
      this.known = new WeakMap();
      this.changed.fire();
    };
    for (const { onDidChange } of [sources, credentials, bodyFiles]) this.owned.add(onDidChange(forget));
  }

  of(document: TextDocument): Promise<Surroundings> {
    const known = this.known.get(document);
    if (known) return known;
    const made = this.make(document);
    this.known.set(document, made);
    return made;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async make(document: TextDocument): Promise<Surroundings> {
    const [entries, files] = await Promise.all([this.credentials.list(), this.sources.cached(document)]);
    const preview = previewContextOf(entries, this.credentials.activeId(), this.sources, files);
    const fallback = new Map([['baseUrl', boundOriginOf(null, preview)]]);
    return {
      variables: { ...preview.variables, fallback },
      environment: this.sources.selected(),
      credentials: entries.map(knownCredential),
      ourTarget: (file, request) => ourTarget(file, request, preview),
      targetProblem: (file, request) => targetProblem(file, request, preview),
      hasBodyFile: (path) => this.bodyFiles.has(document, path),
      isSecret: (name, value) => isSecretVariable(name, value) || this.sources.isSecret(value),
      isPublic: isPublicSecret,
    };
  }
}

function knownCredential({
  credential: { name, kind, origin },
  live,
}: CredentialEntry): Surroundings['credentials'][number] {
  return { name, kind, origin, live };
}
