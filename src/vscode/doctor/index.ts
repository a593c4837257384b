import { commands, type Disposable } from 'vscode';
import { DisposableList } from '../disposables';
import { Command } from '../ids';
import type { Diagnoses, DoctorParts } from './diagnosis';

/** Registers *Diagnose Failing Signature* and what its result offers; all else is loaded when it is first asked for. */
export function registerDoctor(parts: DoctorParts): Disposable {
  const owned = new DisposableList();
  let loaded: Promise<Diagnoses> | null = null;
  const load = async () => {
    const [{ Diagnoses }, doctor] = await Promise.all([import('./diagnosis'), import('../../engine/doctor')]);
    return owned.add(new Diagnoses(parts, doctor));
  };
  const on = (id: string, work: (diagnoses: Diagnoses, argument: unknown, line: unknown) => Promise<void>) =>
    owned.add(
      commands.registerCommand(id, async (argument: unknown, line: unknown) => {
        loaded ??= load();
        await work(await loaded, argument, line);
      }),
    );
  on(Command.diagnoseFailingSignature, (diagnoses, uri, line) => diagnoses.diagnose(uri, line));
  on(Command.compareMessages, (diagnoses, uri) => diagnoses.compare(uri));
  on(Command.fixIn, (diagnoses, uri) => diagnoses.chooseLanguage(uri));
  on(Command.copyFix, (diagnoses, uri) => diagnoses.copyFix(uri));
  return owned;
}
