import { workspace } from 'vscode';
import { Setting } from './ids';

/** Values of our settings; package.json holds the defaults and what a workspace may change (product.md section 8). */
export interface Settings {
  readonly credentialStore: 'auto' | 'osKeychain' | 'secretStorage';
  readonly confirmLiveSend: 'always' | 'severalRecipients' | 'never';
  readonly codeLens: 'matching' | 'off';
  /** Milliseconds for the whole exchange. */
  readonly requestTimeout: number;
  readonly answerColumn: 'beside' | 'active';
  /** Name of the selected environment; empty for none. */
  readonly environment: string;
  /** 0 = any free port. */
  readonly sandboxPort: number;
  readonly workspaceBodyFiles: 'ask' | 'never';
}

/**
 * The current value of a setting. A value that the manifest does not allow (settings.json is free text) counts as the
 * default, which is the careful one.
 */
export function setting<K extends keyof Settings>(key: K): Settings[K] {
  const stored = workspace.getConfiguration().get(Setting[key]);
  return (isAllowed(key, stored) ? stored : DEFAULTS[key]) as Settings[K];
}

const DEFAULTS: Settings = {
  credentialStore: 'auto',
  confirmLiveSend: 'always',
  codeLens: 'matching',
  requestTimeout: 30_000,
  answerColumn: 'beside',
  environment: '',
  sandboxPort: 8023,
  workspaceBodyFiles: 'ask',
};

const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
  credentialStore: ['auto', 'osKeychain', 'secretStorage'],
  confirmLiveSend: ['always', 'severalRecipients', 'never'],
  codeLens: ['matching', 'off'],
  answerColumn: ['beside', 'active'],
  workspaceBodyFiles: ['ask', 'never'],
};

function isAllowed(key: keyof Settings, value: unknown): boolean {
  const choices = CHOICES[key];
  if (choices) return choices.includes(String(value));
  if (key === 'environment') return typeof value === 'string';
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return key === 'sandboxPort' ? value >= 0 && value <= 65_535 : value >= 1;
}
