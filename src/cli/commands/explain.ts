import { notesOf } from '../../engine';
import { sentence } from '../../messages';
import type { CliContext } from '../context';
import { CommandError, EXIT, exitOf } from '../exit';
import { describeExplained, printExplained } from '../explained';
import { describeFailure } from '../failure';
import { loadFile, selectRequest } from '../http-file';
import { Planner } from '../planning';
import { refuseUnsafe } from '../safety';
import type { SignOptions } from './sign';

/**
 * `restlink explain FILE`: what is signed and how, and a line with which openssl gives the same signature (cli: `explain`).
 * Nothing is reserved: such a signature is not meant to be sent (product section 1, "Replay").
 */
export async function explainCommand(context: CliContext, path: string, options: SignOptions): Promise<number> {
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
  const { terminal, sender, stopped, now } = context;
  for (const note of notesOf(plan)) terminal.message(sentence(note));
  const at = options.timestamp ?? Math.floor(now() / 1000);
  const signed = await sender.sign(plan, { signal: stopped }, at);
  const redactor = planner.redactor(plan);
  if (options.json) terminal.result(JSON.stringify(describeExplained(signed, redactor)));
  else printExplained(terminal, signed, redactor);
  return EXIT.done;
}
