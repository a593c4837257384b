import { discardBodyFile, type Exchange, type PatientSender, type Plan } from '../sending';

/** Milliseconds that a question of the product itself may take. */
const ACCOUNT_TIMEOUT_MS = 15_000;

/** Asks the service something that no file asks for. An answer too large for memory is none that anybody expects. */
export async function ask(sender: PatientSender, plan: Plan, signal: AbortSignal): Promise<Exchange> {
  const exchange = await sender.send(plan, { timeoutMs: ACCOUNT_TIMEOUT_MS, signal, secrets: [] });
  if (exchange.answer) await discardBodyFile(exchange.answer);
  return exchange;
}
