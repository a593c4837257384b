// A private gnome-keyring for tests; see secret-service.ts.

import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  type Keyring,
  mustRun,
  type Provider,
  secretCall,
  spawnTied,
  startService,
  untilAnswer,
} from './secret-service';

export type { Keyring } from './secret-service';

/** What answers at `org.freedesktop.secrets`: an unlocked keyring, one without any collection, or nobody. */
export type KeyringService = 'unlocked' | 'no-collection' | 'none';

/** Of the login collection. */
export const PASSWORD = 'keyring-password-of-the-tests';
const LOGIN_COLLECTION = '/org/freedesktop/secrets/collection/login';

/**
 * Starts a bus and, unless `service` says otherwise, an unlocked gnome-keyring on it.
 * Needs Debian's `gnome-keyring`, and what `startService` needs.
 */
export function startKeyring(service: KeyringService = 'unlocked'): Promise<Keyring> {
  const state = { unlocked: 'unlocked', 'no-collection': 'locked', none: null } as const;
  return startService(gnomeKeyring, state[service]);
}

const gnomeKeyring: Provider = {
  /** Started without a password, and with nothing on the disk, it has no collection. */
  start({ env }, unlocked) {
    const mode = unlocked ? ['--unlock'] : [];
    const daemon = spawnTied('gnome-keyring-daemon', [...mode, '--foreground', '--components=secrets'], env);
    daemon.stdin?.on('error', () => undefined); // reported by `ready`
    daemon.stdin?.end(unlocked ? PASSWORD : '');
    daemon.stdout?.resume();
    return daemon;
  },
  async ready({ env }, withCollection) {
    const args = ['string:org.freedesktop.Secret.Service', 'string:Collections'];
    const question = secretCall('org.freedesktop.DBus.Properties.Get', args);
    const isIt = (answer: string) => !withCollection || answer.includes(LOGIN_COLLECTION);
    await untilAnswer(env, question, isIt, 'gnome-keyring-daemon does not answer');
  },
  lock: ({ env }) => lockKeyring(env),
  unlock: ({ env }) => unlockKeyring(env),
};

/** Locks the keyring of an environment. */
export async function lockKeyring(env: NodeJS.ProcessEnv): Promise<void> {
  const login = `array:objpath:${LOGIN_COLLECTION}`;
  await mustRun('dbus-send', secretCall('org.freedesktop.Secret.Service.Lock', [login]), env);
}

/** Unlocks it again. */
export function unlockKeyring(env: NodeJS.ProcessEnv): Promise<void> {
  return unlockByControlSocket(join(env.XDG_RUNTIME_DIR ?? '', 'keyring', 'control'), PASSWORD);
}

/**
 * Sends UNLOCK over gnome-keyring's control socket, as its PAM module does at login: one zero byte, then big-endian
 * packet length, operation, and each argument with its length; the answer is length 8 and the result (0 = done).
 */
async function unlockByControlSocket(path: string, password: string): Promise<void> {
  const UNLOCK = 1;
  const argument = Buffer.from(password);
  const packet = Buffer.alloc(13 + argument.length);
  packet.writeUInt32BE(12 + argument.length, 1);
  packet.writeUInt32BE(UNLOCK, 5);
  packet.writeUInt32BE(argument.length, 9);
  argument.copy(packet, 13);
  const socket = connect(path);
  try {
    socket.write(packet);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer.length !== 8 || answer.readUInt32BE(4) !== 0) throw new Error('gnome-keyring refused to unlock');
  } finally {
    socket.destroy();
  }
}
