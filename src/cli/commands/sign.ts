import { sentence } from '../../messages';
import type { CliContext } from '../context';
import { planToSign, type SignOptions } from '../plan-to-sign';
import { describeSigned, signedAsHttp } from '../signed-request';

/** `restlink sign FILE`: prints the signed request and sends nothing (cli: `sign`). */
export async function signCommand(context: CliContext, path: string, options: SignOptions): Promise<number> {
  const { plan, planner } = await planToSign(context, path, options);
  const { terminal, sender, stopped } = context;
  const onWaiting = () => terminal.message(sentence({ code: 'sending.ledger.waiting' }));
  const signed = await sender.sign(plan, { signal: stopped, onWaiting }, options.timestamp);
  const redactor = planner.redactor(plan);
  terminal.result(options.json ? JSON.stringify(describeSigned(signed, redactor)) : signedAsHttp(signed, redactor));
  return 0;
}
