import { join } from 'node:path';

/** What is used of keytar. Never `findCredentials`: it crashes on a locked collection that has matching items. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Loads keytar, on first use: without libsecret its native part cannot be loaded at all.
 * @throws whatever the loader says
 */
export async function loadKeytar(): Promise<Keytar> {
  // keytar's own loader does not know its prebuilt parts for musl (Alpine).
  if (process.platform === 'linux' && usesMusl()) {
    return require(join(__dirname, 'prebuilds', `linuxmusl-${process.arch}`, 'keytar.node'));
  }
  return import('keytar');
}

function usesMusl(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined;
}
