import { notesOf } from '../../engine';
import { sentence } from '../../messages';
import type { CliContext } from '../context';
import { CommandError, exitOf } from '../exit';
import { describeFailure } from '../failure';
import { loadFile, selectRequest } from '../http-file';
import type { CommonOptions, SelectOptions } from '../options';
import { Planner } from '../planning';
import { refuseUnsafe } from '../safety';
import { describeSigned, signedAsHttp } from '../signed-request';

export interface SignOptions extends CommonOptions, SelectOptions {
  readonly timestamp?: number;
}

/** `restlink sign FILE`: prints the signed request and sends nothing (cli: `sign`). */
export async function signCommand(context: CliContext, path: string, options: SignOptions): Promise<number> {
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
  const { terminal, sender, stopped } = context;
  for (const note of notesOf(plan)) terminal.message(sentence(note));
  const onWaiting = () => terminal.message(sentence({ code: 'sending.ledger.waiting' }));
  const signed = await sender.sign(plan, { signal: stopped, onWaiting }, options.timestamp);
  const redactor = planner.redactor(plan);
  terminal.result(options.json ? JSON.stringify(describeSigned(signed, redactor)) : signedAsHttp(signed, redactor));
  return 0;
}
