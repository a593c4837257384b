import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { decodeMessage, encodeCall, METHOD_RETURN, type Message, readBooleanVariant, readString } from './dbus-wire';

/** How the default collection of the Secret Service is; `unknown` where the bus could not be asked. */
export type CollectionState = 'unlocked' | 'locked' | 'none' | 'unknown';

const SECRETS = 'org.freedesktop.secrets';

/**
 * Asks the Secret Service over D-Bus whether its default collection is locked. keytar answers "nothing" both for a
 * locked keychain and for a missing entry (test-hosts.md, "Keychains"); this tells them apart. Never throws, never
 * starts a service, never makes a prompt appear.
 * @param env where `DBUS_SESSION_BUS_ADDRESS` or `XDG_RUNTIME_DIR` tells the bus
 * @param uid the numeric user id, which the bus wants to be told
 */
export async function collectionState(
  env: NodeJS.ProcessEnv,
  uid: number,
  timeoutMs: number,
): Promise<CollectionState> {
  const path = socketPath(env);
  if (path === null) return 'unknown';
  const socket = connect(path);
  socket.on('error', () => {}); // every wait below fails by it
  const timer = setTimeout(() => socket.destroy(new Error('timed out')), timeoutMs);
  try {
    return await ask(socket, uid);
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function ask(socket: Socket, uid: number): Promise<CollectionState> {
  const bus = new Bus(socket);
  await bus.authenticate(uid);
  await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'Hello', []);
  const alias = await bus.call(SECRETS, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service', 'ReadAlias', [
    'default',
  ]);
  const collection = readString(alias);
  if (collection === '/') return 'none';
  const property = ['org.freedesktop.Secret.Collection', 'Locked'];
  const locked = readBooleanVariant(
    await bus.call(SECRETS, collection, 'org.freedesktop.DBus.Properties', 'Get', property),
  );
  if (locked === null) return 'unknown';
  return locked ? 'locked' : 'unlocked';
}

/** A connection to the session bus, just able to make calls one after another. */
class Bus {
  private received = Buffer.alloc(0);
  private serial = 0;

  constructor(private readonly socket: Socket) {}

  /** SASL EXTERNAL: the bus compares the user id with that of the socket's other end. */
  async authenticate(uid: number): Promise<void> {
    await once(this.socket, 'connect');
    this.socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`);
    let end = -1;
    while (end < 0) {
      await this.more();
      end = this.received.indexOf('\r\n');
    }
    if (!this.received.toString('latin1', 0, end).startsWith('OK ')) throw new Error('refused');
    this.received = this.received.subarray(end + 2);
    this.socket.write('BEGIN\r\n');
  }

  async call(
    destination: string,
    path: string,
    interfaceName: string,
    member: string,
    args: readonly string[],
  ): Promise<Message> {
    const serial = ++this.serial;
    this.socket.write(encodeCall({ serial, destination, path, interface: interfaceName, member, args }));
    for (;;) {
      const message = decodeMessage(this.received);
      if (message === null) {
        await this.more();
        continue;
      }
      this.received = this.received.subarray(message.size);
      if (message.replySerial !== serial) continue; // a signal such as NameAcquired
      if (message.type !== METHOD_RETURN) throw new Error('refused');
      return message;
    }
  }

  private async more(): Promise<void> {
    const chunk: Buffer | null = this.socket.read();
    if (chunk) {
      this.received = Buffer.concat([this.received, chunk]);
      return;
    }
    if (this.socket.readableEnded || this.socket.destroyed) throw new Error('closed');
    await Promise.race([once(this.socket, 'readable'), once(this.socket, 'close')]);
  }
}

/** The bus's socket: of the addresses given the first that is one (`unix:path=…`, `unix:abstract=…`). */
function socketPath(env: NodeJS.ProcessEnv): string | null {
  const address = env.DBUS_SESSION_BUS_ADDRESS;
  if (!address) return env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'bus') : null;
  for (const candidate of address.split(';')) {
    const [, kind, value] = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(candidate) ?? [];
    if (value === undefined) continue;
    const path = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return kind === 'abstract' ? `\0${path}` : path;
  }
  return null;
}
