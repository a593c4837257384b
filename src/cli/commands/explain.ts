import type { CliContext } from '../context';
import { EXIT } from '../exit';
import { describeExplained, printExplained } from '../explained';
import { planToSign, type SignOptions } from '../plan-to-sign';

/**
 * `restlink explain FILE`: what is signed and how, and a line with which openssl gives the same signature (cli: `explain`).
 * Nothing is reserved: such a signature is not meant to be sent (product section 1, "Replay").
 */
export async function explainCommand(context: CliContext, path: string, options: SignOptions): Promise<number> {
  const { plan, planner } = await planToSign(context, path, options);
  const { terminal, sender, stopped, now } = context;
  const at = options.timestamp ?? Math.floor(now() / 1000);
  const signed = await sender.sign(plan, { signal: stopped }, at);
  const redactor = planner.redactor(plan);
  if (options.json) terminal.result(JSON.stringify(describeExplained(signed, redactor)));
  else printExplained(terminal, signed, redactor);
  return EXIT.done;
}
