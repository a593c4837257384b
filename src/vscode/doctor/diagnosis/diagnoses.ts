import {
  CodeLens,
  type CodeLensProvider,
  commands,
  EventEmitter,
  env,
  l10n,
  languages,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type * as Doctor from '../../../engine/doctor';
import type { FixLanguage } from '../../../engine/doctor';
import { whenClosed } from '../../closed-tabs';
import { mayHandleSecrets } from '../../credentials/restricted';
import { DisposableList } from '../../disposables';
import { Command, LanguageId, Scheme } from '../../ids';
import { inPath } from '../../tab-title';
import { sayInText } from '../../words';
import { type Examined, examine } from './examine';
import { askLanguage, languageFor, languageName } from './languages';
import type { DoctorParts } from './parts';
import { PasteLens } from './paste-editor';
import { RefusedRequests } from './refused';
import { signerOf } from './signer';
import { findRequest, type Given } from './source';

interface Shown extends Examined {
  readonly uri: Uri;
  language: FixLanguage;
}

const MESSAGE_MS = 4000;

/** The diagnoses of this window: documents that nobody can edit, forgotten when they are closed. */
export class Diagnoses implements TextDocumentContentProvider, CodeLensProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<Uri>());
  readonly onDidChange = this.changed.event;
  private readonly changedLenses = this.owned.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changedLenses.event;
  private readonly shown = new Map<string, Shown>();
  private count = 0;
  private isBusy = false;
  private readonly refused: RefusedRequests;

  /** @param doctor a bundle of its own, which the command line loads, too */
  constructor(
    private readonly parts: DoctorParts,
    private readonly doctor: typeof Doctor,
  ) {
    this.refused = new RefusedRequests(parts);
    this.owned.add(workspace.registerTextDocumentContentProvider(Scheme.diagnosis, this));
    this.owned.add(
      workspace.registerTextDocumentContentProvider(Scheme.message, {
        provideTextDocumentContent: (uri) => this.messageOf(uri),
      }),
    );
    this.owned.add(languages.registerCodeLensProvider({ scheme: Scheme.diagnosis }, this));
    this.owned.add(languages.registerCodeLensProvider(PasteLens.selector, new PasteLens()));
    this.owned.add(whenClosed(Scheme.diagnosis, (uri) => this.shown.delete(uri)));
  }

  /**
   * *Diagnose Failing Signature*.
   * @param uri the document of a lens: that of a request, or of an answer
   * @param line of the request of a lens, from 0
   */
  async diagnose(uri: unknown, line: unknown): Promise<void> {
    // A second click must not ask everything a second time.
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      if (await mayHandleSecrets()) await this.run(uri, line);
    } finally {
      this.isBusy = false;
    }
  }

  /** *Compare Messages*: both in a comparison of the editor. */
  async compare(argument: unknown): Promise<void> {
    const found = this.shownOf(argument);
    if (!found?.shown.messages) {
      tellNothing(found, l10n.t('There is nothing to compare: the signed message is not known, or the right one.'));
      return;
    }
    const side = (name: string) => Uri.from({ scheme: Scheme.message, path: `/${name}`, query: found.uri.toString() });
    const title = l10n.t('{0}: signed ↔ correct', titleOf(found.uri));
    await commands.executeCommand('vscode.diff', side('signed'), side('correct'), title);
  }

  /** *Fix in Another Language*. */
  async chooseLanguage(argument: unknown): Promise<void> {
    const found = this.shownOf(argument);
    if (!found) {
      tellNothing(found, '');
      return;
    }
    const language = await askLanguage(found.language, this.parts.context.globalState);
    if (language === null) return;
    found.language = language;
    this.changed.fire(found.uri);
    this.changedLenses.fire();
  }

  /** *Copy Fix*. */
  async copyFix(argument: unknown): Promise<void> {
    const found = this.shownOf(argument);
    const code = found ? this.fixOf(found).code : '';
    if (code === '') {
      tellNothing(found, l10n.t('There is nothing to fix.'));
      return;
    }
    await env.clipboard.writeText(code);
    window.setStatusBarMessage(l10n.t('Fix copied'), MESSAGE_MS);
  }

  provideTextDocumentContent(uri: Uri): string {
    const found = this.shown.get(uri.toString());
    if (!found) return `# ${sayInText({ code: 'diagnosis.closed' })}\n`;
    const { text } = this.fixOf(found);
    return text === '' ? found.shown.text : `${found.shown.text}\n${text}`;
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const found = this.shown.get(uri.toString());
    if (!found) return [];
    const lens = (line: number, title: string, command: string) =>
      new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: [uri] });
    const { text, comparison } = found.shown;
    const lenses = comparison === null ? [] : [lens(comparison, l10n.t('Compare Messages'), Command.compareMessages)];
    if (this.fixOf(found).text === '') return lenses;
    const line = text.split('\n').length;
    return [
      ...lenses,
      lens(line, l10n.t('Copy Fix'), Command.copyFix),
      lens(line, l10n.t('Fix in Another Language…'), Command.fixIn),
    ];
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async run(lensUri: unknown, line: unknown): Promise<void> {
    const { context, editors } = this.parts;
    const source = window.activeTextEditor?.document;
    const given = typeof line === 'number' ? await this.refused.ofLens(lensUri, line) : await this.find(lensUri);
    if (!given) return;
    const credential = await signerOf(given.request, this.parts);
    if (!credential) return;
    const examined = await examine(given, credential, this.parts, this.doctor);
    if (!examined) return;
    const uri = Uri.from({
      scheme: Scheme.diagnosis,
      path: `/${inPath(l10n.t('{0} · diagnosis', examined.title))}`,
      query: String(++this.count),
    });
    this.shown.set(uri.toString(), { ...examined, uri, language: languageFor(given.request, context.globalState) });
    await editors.showResult(uri, LanguageId.signature, source?.uri ?? uri, false);
  }

  private find(uri: unknown): Promise<Given | null> {
    const files = this.parts.planner.bodyFilesOf(window.activeTextEditor?.document ?? null);
    return findRequest(
      (bytes) => this.doctor.readFailingRequest(bytes, files),
      () => this.refused.inFront(uri),
    );
  }

  private fixOf({ diagnosis, language }: Shown) {
    return this.doctor.fixDocument(diagnosis, language, languageName(language), sayInText);
  }

  private messageOf({ path, query }: Uri): string {
    const messages = this.shown.get(query)?.shown.messages;
    if (!messages) return `# ${sayInText({ code: 'diagnosis.closed' })}\n`;
    return path === '/signed' ? messages.signed : messages.correct;
  }

  /** The diagnosis of a lens or menu, else the one in front. */
  private shownOf(argument: unknown): Shown | undefined {
    const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
    return uri && this.shown.get(uri.toString());
  }
}

function tellNothing(found: Shown | undefined, otherwise: string): void {
  void window.showInformationMessage(found ? otherwise : l10n.t('No diagnosis is open in front.'));
}

function titleOf({ path }: Uri): string {
  return path.slice(1);
}
