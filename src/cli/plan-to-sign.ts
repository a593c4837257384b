import { notesOf } from '../engine';
import { sentence } from '../messages';
import type { Plan } from '../sending';
import type { CliContext } from './context';
import { CommandError, exitOf } from './exit';
import { describeFailure } from './failure';
import { loadFile, selectRequest } from './http-file';
import type { CommonOptions, SelectOptions } from './options';
import { Planner } from './planning';
import { refuseUnsafe } from './safety';

export interface SignOptions extends CommonOptions, SelectOptions {
  /** Unix seconds; without it one that was not used yet. */
  readonly timestamp?: number;
}

/**
 * The request that was asked for, ready to be signed; nothing of it is sent.
 * @throws CommandError for what cannot be read, resolved or signed for where it goes
 */
export async function planToSign(
  context: CliContext,
  path: string,
  options: SignOptions,
): Promise<{ readonly plan: Plan; readonly planner: Planner }> {
  const file = await loadFile(path, context.cwd);
  const node = selectRequest(file, options);
  const planner = new Planner(context, file, options, 'allowed');
  const planned = await planner.plan(node);
  if (!planned.ok) {
    const report = planner.redactor().text(describeFailure(file, planned.failure));
    throw new CommandError(report, exitOf(planned.failure.kind));
  }
  const { plan } = planned;
  refuseUnsafe(plan, await planner.known.guarded(plan));
  for (const note of notesOf(plan)) context.terminal.message(sentence(note));
  return { plan, planner };
}
