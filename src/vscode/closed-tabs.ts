import { type Disposable, TabInputText, window } from 'vscode';

/**
 * Tells of documents of a scheme whose last tab was closed.
 * @param gone is given the address as text
 */
export function whenClosed(scheme: string, gone: (uri: string) => void): Disposable {
  return window.tabGroups.onDidChangeTabs(({ closed }) => {
    for (const { input } of closed) {
      if (!(input instanceof TabInputText) || input.uri.scheme !== scheme) continue;
      const uri = input.uri.toString();
      const isElsewhere = window.tabGroups.all.some(({ tabs }) =>
        tabs.some((tab) => tab.input instanceof TabInputText && tab.input.uri.toString() === uri),
      );
      if (!isElsewhere) gone(uri);
    }
  });
}
