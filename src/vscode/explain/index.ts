import { commands, type Disposable } from 'vscode';
import { DisposableList } from '../disposables';
import { Command } from '../ids';
import type { ExplainParts, Explanations } from './live';

/** Registers *Explain Signature*; all else is loaded when it is first asked for. */
export function registerExplaining(parts: ExplainParts): Disposable {
  const owned = new DisposableList();
  let loaded: Promise<Explanations> | null = null;
  const load = async () => owned.add(new (await import('./live')).Explanations(parts));
  owned.add(
    commands.registerCommand(Command.explainSignature, async (uri: unknown, line: unknown) => {
      loaded ??= load();
      await (await loaded).explain(uri, line);
    }),
  );
  return owned;
}
