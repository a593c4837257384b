import { env, FileType, l10n, type QuickPickItem, type TextEditor, type Uri, window, workspace } from 'vscode';
import type { ReadResult } from '../../../engine/doctor';
import { RESULT_SCHEMES } from '../../ids';
import { brief, say } from '../../words';
import { isPasteEditor, openPasteEditor, pastedText } from './paste-editor';

/** Where a failing request was taken from. */
export interface Source {
  readonly bytes: Buffer;
  /** As it stands in a sentence: `the clipboard`. */
  readonly name: string;
}

/** A failing request, read. */
export type Given = Extract<ReadResult, { readonly ok: true }> & { readonly source: string };

export type Read = (bytes: Buffer) => Promise<ReadResult>;

/** More cannot be looked through in a moment; the command line takes it. */
const LARGEST_MB = 2;

/** What nobody meant as a request, where nobody has said that it is one. */
const OTHER_TEXTS: ReadonlySet<string> = new Set([
  'doctor.input.empty',
  'doctor.input.unknown',
  'doctor.input.encoding',
  'doctor.input.utf16',
  'doctor.input.json',
  'doctor.input.jsonMember',
]);

/**
 * Finds the request that is to be diagnosed: what was pasted, what is selected, what was refused, what lies in the clipboard
 * and looks like one, else what the person names.
 * @param refused gives the request in front, where its own signature was refused a moment ago
 * @returns null when they gave up, or are about to paste one
 */
export async function findRequest(read: Read, refused: () => Promise<Given | null>): Promise<Given | null> {
  let source = editorSource(window.activeTextEditor);
  if (source === null) {
    const given = await refused();
    if (given) return given;
    const clipboard = await clipboardSource();
    const result = clipboard && (await readWith(read, clipboard));
    if (result?.ok) return { ...result, source: clipboard?.name ?? '' };
    source = result && !OTHER_TEXTS.has(result.problem.code) ? clipboard : await askSource(clipboard);
  }
  while (source) {
    const result = await readWith(read, source);
    if (result.ok) return { ...result, source: source.name };
    const other = l10n.t('Choose Another…');
    const text = l10n.t('{0}: {1}', capital(source.name), say(result.problem));
    if ((await window.showErrorMessage(text, other)) !== other) return null;
    source = await askSource(await clipboardSource());
  }
  return null;
}

async function readWith(read: Read, { bytes }: Source): Promise<ReadResult> {
  const megabytes = bytes.length / 1024 / 1024;
  if (megabytes <= LARGEST_MB) return read(bytes);
  return { ok: false, problem: { code: 'diagnosis.large', args: { limit: LARGEST_MB } } };
}

function editorSource(editor: TextEditor | undefined): Source | null {
  if (!editor || RESULT_SCHEMES.includes(editor.document.uri.scheme)) return null;
  const { document, selection } = editor;
  if (isPasteEditor(document)) {
    const text = pastedText(document);
    return text.trim() === '' ? null : { bytes: Buffer.from(text), name: l10n.t('the pasted text') };
  }
  if (selection.isEmpty) return null;
  return { bytes: Buffer.from(document.getText(selection)), name: l10n.t('the selection') };
}

async function clipboardSource(): Promise<Source | null> {
  const text = await env.clipboard.readText();
  return text.trim() === '' ? null : { bytes: Buffer.from(text), name: l10n.t('the clipboard') };
}

type Row = QuickPickItem & { readonly take: () => Promise<Source | null> };

async function askSource(clipboard: Source | null): Promise<Source | null> {
  const editor = window.activeTextEditor;
  const whole =
    editor && !RESULT_SCHEMES.includes(editor.document.uri.scheme) && !isPasteEditor(editor.document)
      ? editor.document
      : null;
  const rows: Row[] = [
    {
      label: l10n.t('$(edit) Paste into an Editor'),
      description: l10n.t('with a short instruction'),
      take: async () => {
        await openPasteEditor();
        return null;
      },
    },
    {
      label: l10n.t('$(clippy) Clipboard'),
      description: clipboard ? l10n.t('does not look like a request') : l10n.t('holds no text'),
      take: async () => clipboard ?? { bytes: Buffer.alloc(0), name: l10n.t('the clipboard') },
    },
    ...(whole
      ? [
          {
            label: l10n.t('$(file-text) Whole Text of {0}', brief(nameOf(whole.uri), 40)),
            take: async () => ({ bytes: Buffer.from(whole.getText()), name: l10n.t('the text of the editor') }),
          },
        ]
      : []),
    { label: l10n.t('$(folder-opened) File…'), take: askFile },
  ];
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Diagnose Failing Signature'),
    placeHolder: l10n.t('Where is the request that was refused? Raw HTTP, a curl command, JSON or HAR'),
  });
  return chosen ? chosen.take() : null;
}

async function askFile(): Promise<Source | null> {
  const [uri] = (await window.showOpenDialog({ title: l10n.t('Request That Was Refused') })) ?? [];
  if (!uri) return null;
  const name = l10n.t('the file');
  try {
    const { type, size } = await workspace.fs.stat(uri);
    const isFit = (type & FileType.File) !== 0 && size <= LARGEST_MB * 1024 * 1024;
    // What is too large is not read, and what it would be read as says so.
    return { bytes: isFit ? Buffer.from(await workspace.fs.readFile(uri)) : Buffer.alloc(size + 1), name };
  } catch {
    void window.showErrorMessage(l10n.t('{0} cannot be read.', brief(nameOf(uri))));
    return null;
  }
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
