import { mkdtemp, open, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport, KEPT_CONNECTION, PatientSender, Sender, type SpillFile } from '../sending';
import { FileLedger, ServerClocks, steadyClock, type UsedSignatures } from '../signing';

/** A sender on this machine, with what it learns of the servers' clocks. */
export interface LocalSender {
  readonly sender: PatientSender;
  readonly clocks: ServerClocks;
  /** Closes the connections that are kept open. */
  dispose(): void;
}

/**
 * Builds a sender on the real network, clock and disk.
 * @param folder the per-user folder, which holds the ledger
 * @param version of the product, for the `User-Agent`
 * @param delay waits so many milliseconds; rejects when the signal is aborted
 * @param secureAgent chooses the agent for https, such as that of a proxy; undefined leaves it to whoever has patched Node
 */
export function createLocalSender(
  folder: string,
  version: string,
  delay: Delay = wait,
  secureAgent: SecureAgent = (_, own) => own,
): LocalSender {
  const steady = steadyClock();
  const clocks = new ServerClocks({ now: Date.now, steady });
  const agents = { plain: new http.Agent(KEPT_CONNECTION), secure: new https.Agent(KEPT_CONNECTION) };
  const transport = createTransport({
    now: steady,
    agent: (url) => (url.protocol === 'https:' ? secureAgent(url, agents.secure) : agents.plain),
    openSpill,
  });
  const sender = new Sender({
    ledger: ledgerIn(folder, steady),
    clocks,
    steady,
    transport,
    userAgent: `restlink-sms/${version}`,
    delay,
  });
  const dispose = () => {
    for (const agent of Object.values(agents)) agent.destroy();
  };
  return { sender: new PatientSender(sender, { delay, random: Math.random }), clocks, dispose };
}

type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/** @param own the pool of the sender, for connections without a proxy */
type SecureAgent = (url: URL, own: http.Agent) => http.Agent | undefined;

const wait: Delay = (ms, signal) => sleep(ms, undefined, { signal });

async function openSpill(): Promise<SpillFile> {
  const folder = await mkdtemp(join(tmpdir(), 'restlink-'));
  try {
    const path = join(folder, 'body');
    return { path, handle: await open(path, 'wx', 0o600) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
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
