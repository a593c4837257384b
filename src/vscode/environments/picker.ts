import {
  commands,
  type Disposable,
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BrokenEnvironment, EnvironmentSet } from '../../engine';
import { ENVIRONMENT_FILES } from '../../http';
import { Command, LanguageId } from '../ids';
import { plain, say } from '../words';
import { positionOfBroken } from './broken';
import type { EditorFolder } from './editor-folder';

/** What there is to choose from, and what is chosen. */
export interface EnvironmentChoice {
  /** Around a document, or around the workspace. */
  environments(document: TextDocument | null): Promise<EnvironmentSet<EditorFolder>>;
  /** Null when none is. */
  selected(): string | null;
  select(name: string | null): Promise<void>;
}

type Item = QuickPickItem & { readonly run?: () => Promise<void> };

/** What a new file holds: shared variables and two environments to begin with. */
const TEMPLATE = `{
  "$shared": {
    "sender": "MyApp"
  },
  "dev": {
    "recipient": "+14155551234"
  },
  "prod": {
    "recipient": "+447911123456"
  }
}
`;

/** Registers *Switch Environment*. */
export function registerEnvironmentPicker(choice: EnvironmentChoice): Disposable {
  return commands.registerCommand(Command.switchEnvironment, async () => {
    const items = await environmentItems(choice, documentInFront());
    const chosen = await window.showQuickPick(items, {
      title: l10n.t('Switch Environment'),
      placeHolder: l10n.t('Where the variables of requests come from in this workspace'),
      matchOnDescription: true,
    });
    await chosen?.run?.();
  });
}

/** The rows of the picker: no environment, those there are with where each comes from, and files that were left out. */
export async function environmentItems(choice: EnvironmentChoice, document: TextDocument | null): Promise<Item[]> {
  const set = await choice.environments(document);
  const selected = choice.selected();
  const now = (isSelected: boolean) => (isSelected ? l10n.t('selected') : '');
  const items: Item[] = [
    {
      label: l10n.t('$(circle-slash) No environment'),
      description: now(selected === null),
      detail: l10n.t('Only what all environments share ($shared), and .env'),
      run: () => choice.select(null),
    },
    ...set.known.map(({ name, sources: places }) => ({
      label: `$(server-environment) ${plain(name)}`,
      description: [places.join(', '), now(name === selected)].filter(Boolean).join(' · '),
      run: () => choice.select(name),
    })),
  ];
  if (selected !== null && !set.knows(selected)) {
    const description = l10n.t('selected, but not defined around this file');
    items.push({ label: `$(warning) ${plain(selected)}`, description });
  }
  if (set.broken.length > 0) items.push({ label: l10n.t('Left out'), kind: QuickPickItemKind.Separator });
  for (const broken of set.broken) {
    items.push({ label: `$(warning) ${say(broken.problem)}`, run: () => openBroken(broken) });
  }
  if (set.known.length === 0) items.push(newFileItem(document));
  return items;
}

/** Opens a file of variables where it stops making sense. */
export async function openBroken(broken: BrokenEnvironment<EditorFolder>): Promise<void> {
  if (!broken.place) return;
  const at = positionOfBroken(broken);
  const editor = await window.showTextDocument(broken.place.folder.file(broken.place.name), { preview: false });
  const place = editor.document.validatePosition(at);
  editor.selection = new Selection(place, place);
  editor.revealRange(editor.selection);
}

function newFileItem(document: TextDocument | null): Item {
  const [file] = ENVIRONMENT_FILES;
  return {
    label: l10n.t('$(new-file) Create {0}', file),
    detail: l10n.t(
      'An environment is an object of variables in this file beside your requests, or in the setting rest-client.environmentVariables.',
    ),
    run: () => createFile(document),
  };
}

async function createFile(document: TextDocument | null): Promise<void> {
  const [file] = ENVIRONMENT_FILES;
  const folder =
    document && !document.isUntitled && workspace.fs.isWritableFileSystem(document.uri.scheme) !== false
      ? Uri.joinPath(document.uri, '..')
      : workspace.workspaceFolders?.[0]?.uri;
  if (!folder) {
    const untitled = await workspace.openTextDocument({ language: 'json', content: TEMPLATE });
    await window.showTextDocument(untitled);
    void window.showInformationMessage(l10n.t('Save this as {0} beside your .http file.', file));
    return;
  }
  const uri = Uri.joinPath(folder, file);
  try {
    await workspace.fs.stat(uri);
  } catch {
    await workspace.fs.writeFile(uri, Buffer.from(TEMPLATE));
  }
  await window.showTextDocument(uri, { preview: false });
}

function documentInFront(): TextDocument | null {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === LanguageId.http)?.document ?? null;
}
