import { commands, type Disposable, languages } from 'vscode';
import { DisposableList } from '../disposables';
import { InternalCommand } from '../ids';
import type { Parts } from '../parts';
import type { VariableSources } from '../send/sources';
import { EnvironmentFixes } from './environment-fixes';
import { EnvironmentMarks } from './environment-marks';

import { SecretMover } from './move-secret';
import type { Planning } from './moving';

/** Registers the marks of secrets in files of variables, and *Move to Keychain*. */
export function registerSecrets(parts: Parts, planning: Planning, sources: VariableSources): Disposable {
  const owned = new DisposableList();
  const reportError = (error: unknown) => parts.log.error(error instanceof Error ? error : String(error));
  const marks = owned.add(new EnvironmentMarks(sources, planning.features, reportError));
  const mover = new SecretMover(parts, planning, sources);
  owned.add(
    languages.registerCodeActionsProvider(EnvironmentFixes.selector, new EnvironmentFixes(marks), {
      providedCodeActionKinds: EnvironmentFixes.kinds,
    }),
  );
  owned.add(commands.registerCommand(InternalCommand.moveSecret, (uri, start) => mover.move(uri, start)));
  return owned;
}
