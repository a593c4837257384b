import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type DemoKey, demoKeys, TRACKER_TOKEN } from './basics/accounts';
import { ApiError } from './basics/errors';
import { SandboxError } from './basics/sandbox-error';
import { type After, realAfter } from './basics/timers';
import { errorAnswer } from './exchange/answer';
import { createApp } from './server/app';
import { type FaultPlan, Faults } from './server/faults';
import type { RequestRecord } from './server/record';
import { Database } from './state/database';
import { freshState } from './state/saved-state';
import { Store } from './state/store';
import { Outbox } from './webhooks/outbox';

/** The only address the sandbox listens on. */
const HOST = '127.0.0.1';

/** Requests a second for all keys together (FACTS.md section 4). */
const REQUESTS_PER_SECOND = 1000;

export interface SandboxOptions {
  /** 0, or none: any that is free. */
  readonly port?: number;
  /** The machine's time in ms. */
  readonly clock?: () => number;
  /** The machine's timers. */
  readonly after?: After;
  /** So many random bytes. */
  readonly random?: (bytes: number) => Uint8Array;
  readonly faults?: FaultPlan;
  /** File that keeps the state over restarts; none: memory only. */
  readonly db?: string;
  /** Limit of the account, of which the documented default is 1000. */
  readonly requestsPerSecond?: number;
  /** Told of each request when its answer is on the way. */
  readonly onRequest?: (record: RequestRecord) => void;
}

/** A sandbox that listens. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** The demo keys, to be printed (product.md section 5). */
  readonly credentials: readonly DemoKey[];
  /** What the tracker endpoints take; to be printed as well. */
  readonly trackerToken: string;
  /** Ends all connections, waits until the state is written, frees the port. */
  stop(): Promise<void>;
}

/**
 * Starts the local server that behaves like the service (product.md section 5).
 * @throws SandboxError `sandbox.portTaken`, `sandbox.portForbidden`, `sandbox.cannotListen`, `sandbox.dbDamaged`,
 * `sandbox.dbUnreadable`, `sandbox.dbUnwritable`, `sandbox.dbInUse`
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = Date.now, after = realAfter, random = randomBytes, port = 0 } = options;
  const faults = new Faults(options.faults ?? []);
  const now = () => clock() + faults.skewMs;
  const store = await openStore(options.db, now());
  const outbox = new Outbox({ store, now, after, random });
  const app = createApp({
    store,
    outbox,
    faults,
    clock,
    now,
    random,
    requestsPerSecond: options.requestsPerSecond ?? REQUESTS_PER_SECOND,
    onRequest: options.onRequest ?? (() => {}),
  });
  const listener = getRequestListener(app.fetch, {
    // The extension host's own Request and Response must stay what they are.
    overrideGlobalObjects: false,
    errorHandler: () => refuseTarget(now()),
  });
  // Long silences are the client's business: a test may hold a connection open for as long as it likes.
  const server = createServer({ keepAliveTimeout: 60_000 }, listener as RequestListener);
  const taken = await listen(server, port).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  outbox.start(store.jobs);
  return {
    url: `http://${HOST}:${taken}`,
    port: taken,
    credentials: demoKeys,
    trackerToken: TRACKER_TOKEN,
    stop: () => stop(server, outbox, store),
  };
}

async function openStore(file: string | undefined, now: number): Promise<Store> {
  if (file === undefined) return new Store(freshState(now), null);
  const database = await Database.open(file);
  try {
    const saved = await database.read();
    const state = saved ?? freshState(now);
    if (!saved) await database.prove(state);
    return new Store(state, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A request target that is no path, such as one with a backslash, never gets as far as the routes. */
function refuseTarget(now: number): Response {
  const { status, headers, body } = errorAnswer(
    new ApiError('INVALID_PARAMS', 'The request target is not a valid path.'),
  );
  return new Response(body, { status, headers: { ...headers, Date: new Date(now).toUTCString() } });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, port)));
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenProblem(error: NodeJS.ErrnoException, port: number): SandboxError {
  if (error.code === 'EADDRINUSE') return new SandboxError({ code: 'sandbox.portTaken', args: { port } });
  if (error.code === 'EACCES') return new SandboxError({ code: 'sandbox.portForbidden', args: { port } });
  return new SandboxError({ code: 'sandbox.cannotListen', args: { port, reason: error.code ?? error.message } });
}

async function stop(server: Server, outbox: Outbox, store: Store): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  outbox.stop();
  await store.close();
}
