import { mkdtemp, open, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, createTransport, Sender } from '../sending';
import { FileLedger, ServerClocks, steadyClock, type UsedSignatures } from '../signing';

/** A sender on this machine, with what it learns of the servers' clocks. */
export interface LocalSender {
  readonly sender: Sender;
  readonly clocks: ServerClocks;
  /** Closes the connections that are kept open. */
  dispose(): void;
}

/**
 * Builds a sender on the real network, clock and disk.
 * @param folder the per-user folder, which holds the ledger
 * @param version of the product, for the `User-Agent`
 */
export function createLocalSender(folder: string, version: string): LocalSender {
  const steady = steadyClock();
  const clocks = new ServerClocks({ now: Date.now, steady });
  const agents = { plain: new http.Agent({ keepAlive: true }), secure: new https.Agent({ keepAlive: true }) };
  const transport = createTransport({
    now: steady,
    agent: ({ protocol }) => (protocol === 'https:' ? agents.secure : agents.plain),
    openSpill: async () => {
      const path = join(await mkdtemp(join(tmpdir(), 'restlink-')), 'body');
      return { path, handle: await open(path, 'wx', 0o600) };
    },
  });
  const sender = new Sender({
    ledger: ledgerIn(folder, steady),
    clocks,
    steady,
    transport,
    userAgent: `restlink-sms/${version}`,
    delay: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const dispose = () => {
    for (const agent of Object.values(agents)) agent.destroy();
  };
  return { sender, clocks, dispose };
}

/**
 * The signatures that have left this computer, to look them up.
 * @param folder the per-user folder
 */
export function usedSignatures(folder: string): UsedSignatures {
  return ledgerIn(folder, Date.now);
}

function ledgerIn(folder: string, now: () => number): FileLedger {
  return new FileLedger(join(folder, 'ledger'), now);
}

/** Deletes the file of an answer that was too large for memory, once nobody needs it; never throws. */
export async function discardBodyFile({ bodyFile }: Pick<Answer, 'bodyFile'>): Promise<void> {
  if (bodyFile !== null) await rm(dirname(bodyFile), { recursive: true, force: true }).catch(() => {});
}
