import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Command,
  ContextKey,
  InternalCommand,
  LanguageId,
  Setting,
  View,
  ViewContainer,
  Walkthrough,
} from '../../../src/vscode/ids';

interface Manifest {
  readonly contributes: {
    readonly commands: ReadonlyArray<{ readonly command: string; readonly category?: string; readonly title: string }>;
    readonly menus: Readonly<
      Record<string, ReadonlyArray<{ readonly command: string; readonly when?: string; readonly group?: string }>>
    >;
    readonly keybindings: ReadonlyArray<{ readonly command: string }>;
    readonly configuration: { readonly properties: Readonly<Record<string, SettingEntry>> };
    readonly views: Readonly<Record<string, ReadonlyArray<{ readonly id: string }>>>;
    readonly languages: ReadonlyArray<{ readonly id: string }>;
    readonly walkthroughs: ReadonlyArray<{ readonly id: string }>;
  };
}
interface SettingEntry {
  readonly scope: string;
  readonly order: number;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const root = join(__dirname, '..', '..', '..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
const { contributes } = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const sorted = (values: readonly string[]) => [...values].sort();

describe('ids', () => {
  it('has a constant for every contributed command, and contributes every command that has one', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(Command)));
  });

  it('contributes no internal command', () => {
    for (const command of Object.values(InternalCommand)) assert.ok(!text.includes(`"${command}"`), command);
  });

  it('has a constant for every setting, view, language and walkthrough, and the other way round', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(Setting)));
    const views = contributes.views[ViewContainer] ?? [];
    assert.deepEqual(sorted(views.map(({ id }) => id)), sorted(Object.values(View)));
    assert.deepEqual(sorted(contributes.languages.map(({ id }) => id)), sorted(Object.values(LanguageId)));
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [Walkthrough],
    );
  });

  it('names only known commands, context keys and views in menus, keys, welcome texts and walkthrough steps', () => {
    const known = new Set<string>(
      [Command, ContextKey, Setting, View]
        .flatMap((ids) => Object.values<string>(ids))
        .concat(ViewContainer, Walkthrough),
    );
    const used = [text, ...Object.values(words)].flatMap((part) => part.match(/\brestlink\.[A-Za-z.]+/g) ?? []);
    assert.ok(used.length > 50);
    for (const id of used) assert.ok(known.has(id.replace(/\.$/, '')), id);
  });
});

describe('package.json', () => {
  it('gives every command the category Restlink', () => {
    for (const { command, category } of contributes.commands) assert.equal(category, 'Restlink', command);
  });

  it('has a text for every %key%, and no text without a key', () => {
    const keys = (text.match(/"%[^%"]+%"/g) ?? []).map((key) => key.slice(2, -2));
    assert.deepEqual(sorted([...new Set(keys)]), sorted(Object.keys(words)));
  });

  it('offers at most three inline actions on an item', () => {
    const endpoint = (contributes.menus['view/item/context'] ?? []).filter(
      ({ when, group }) => when?.includes(View.endpoints) && group?.startsWith('inline'),
    );
    assert.equal(endpoint.length, 3);
  });

  it('describes every value of a setting, and orders the settings', () => {
    const settings = Object.entries(contributes.configuration.properties);
    for (const [id, entry] of settings) assert.equal(entry.enumDescriptions?.length, entry.enum?.length, id);
    assert.equal(new Set(settings.map(([, { order }]) => order)).size, settings.length);
  });

  it('lets no workspace set what trust rests on', () => {
    const scopes = Object.fromEntries(
      Object.entries(contributes.configuration.properties).map(([id, { scope }]) => [id, scope]),
    );
    assert.deepEqual(scopes, {
      'restlink.credentialStore': 'application',
      'restlink.confirmLiveSend': 'application',
      'restlink.requestTimeout': 'window',
      'restlink.codeLens': 'window',
      'restlink.answerColumn': 'window',
      'restlink.environment': 'window',
      'restlink.sandbox.port': 'machine',
      'restlink.workspaceBodyFiles': 'application',
    });
  });
});
