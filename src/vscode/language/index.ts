import { type Disposable, languages } from 'vscode';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import { LanguageId } from '../ids';
import type { Parts } from '../parts';
import { registerSecrets } from '../secrets';
import type { VariableSources } from '../send/sources';
import { BodyFilePresence } from './body-file-presence';
import { HttpCompletion } from './completion';
import { HttpDiagnostics } from './diagnostics';
import { LanguageFeatures } from './features';
import { HttpFolding } from './folding';
import { HttpHover } from './hover';
import { HttpNavigation } from './navigation';
import { HttpOutline } from './outline';
import { QuickFixes } from './quick-fixes';
import { VariableColours, variableLegend } from './semantic-tokens';
import { DocumentSurroundings } from './surroundings';

const selector = { language: LanguageId.http };

/** Registers what the editor knows about the language `http`; each provider is a thin layer over `src/language`. */
export function registerLanguage(parts: Parts, documents: DocumentStore, sources: VariableSources): Disposable {
  const { credentials, log } = parts;
  const owned = new DisposableList();
  const features = new LanguageFeatures();
  const bodyFiles = owned.add(new BodyFilePresence());
  const surroundings = owned.add(new DocumentSurroundings(sources, credentials, bodyFiles));
  const reportError = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const diagnostics = owned.add(new HttpDiagnostics(documents, surroundings, features, reportError));
  const colours = owned.add(new VariableColours(documents, surroundings, features));
  owned.add(registerSecrets(parts, { documents, surroundings, features }, sources));
  const navigation = new HttpNavigation(documents, features);
  const completion = new HttpCompletion(documents, surroundings, features);
  for (const provider of [
    languages.registerCompletionItemProvider(selector, completion, ...HttpCompletion.triggers),
    languages.registerHoverProvider(selector, new HttpHover(documents, surroundings, features)),
    languages.registerCodeActionsProvider(selector, new QuickFixes(diagnostics, features), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    languages.registerDocumentSymbolProvider(selector, new HttpOutline(documents, features), { label: 'Restlink' }),
    languages.registerFoldingRangeProvider(selector, new HttpFolding(documents, features)),
    languages.registerDefinitionProvider(selector, navigation),
    languages.registerReferenceProvider(selector, navigation),
    languages.registerDocumentHighlightProvider(selector, navigation),
    languages.registerRenameProvider(selector, navigation),
    languages.registerDocumentSemanticTokensProvider(selector, colours, variableLegend),
  ]) {
    owned.add(provider);
  }
  return owned;
}
