// A private Secret Service for tests: an own D-Bus session bus, an own gnome-keyring and own XDG folders, so that
// nothing of the person's real keyring is read or written, and several can run side by side.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What answers at `org.freedesktop.secrets`: an unlocked keyring, one without any collection, or nobody. */
export type KeyringService = 'unlocked' | 'no-collection' | 'none';

export interface Keyring {
  /** The whole environment for children: this process's own one with the private bus and folders, and no display. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder that holds everything; `home`, `state`, `data`, … are below it. Removed by `stop`. */
  readonly folder: string;
  /** The secret that `secret-tool` finds under these attributes, or null when it finds none. */
  lookup(service: string, account: string): Promise<string | null>;
  /** Stores a secret from outside, by `secret-tool`. */
  store(service: string, account: string, secret: string): Promise<void>;
  /** Removes a secret from outside, by `secret-tool`. */
  clear(service: string, account: string): Promise<void>;
  /** Locks the login collection over D-Bus, as a screen lock does. */
  lock(): Promise<void>;
  /** Unlocks it again with the password it was started with. */
  unlock(): Promise<void>;
  /** Starts an unlocked gnome-keyring on the bus of a keyring of `none`, as a desktop does that comes up late. */
  begin(): Promise<void>;
  /** Ends both daemons and removes the folder. May be called twice. */
  stop(): Promise<void>;
}

const PASSWORD = 'keyring-password-of-the-tests';
const LOGIN_COLLECTION = '/org/freedesktop/secrets/collection/login';
const START_LIMIT_MS = 10_000;

/**
 * Starts a bus and, unless `service` says otherwise, an unlocked gnome-keyring on it.
 * Needs Debian's `dbus gnome-keyring libsecret-tools`; rejects with what is missing. The daemons end with this process.
 */
export async function startKeyring(service: KeyringService = 'unlocked'): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  const children: ChildProcess[] = [];
  const stop = async () => {
    for (const child of children.splice(0).reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const env = privateEnvironment(folder);
    const bus = spawnTied(
      'dbus-daemon',
      ['--config-file', busConfig(folder), '--nofork', '--nopidfile', '--print-address=1'],
      env,
    );
    children.push(bus);
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');
    const startService = async (unlocked: boolean) => {
      children.push(startDaemon(env, unlocked));
      await untilAnswering(env, unlocked);
    };
    if (service !== 'none') await startService(service === 'unlocked');
    const begin = () => startService(true);
    return { env, folder, stop, begin, ...secretTool(env), ...locking(env) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function secretTool(env: NodeJS.ProcessEnv): Pick<Keyring, 'lookup' | 'store' | 'clear'> {
  const attributes = (service: string, account: string) => ['service', service, 'account', account];
  return {
    async lookup(service, account) {
      const { code, stdout } = await run('secret-tool', ['lookup', ...attributes(service, account)], env);
      return code === 0 ? stdout : null;
    },
    async store(service, account, secret) {
      const args = ['store', '--label', `${service}/${account}`, ...attributes(service, account)];
      await mustRun('secret-tool', args, env, secret);
    },
    async clear(service, account) {
      await mustRun('secret-tool', ['clear', ...attributes(service, account)], env);
    },
  };
}

function locking(env: NodeJS.ProcessEnv): Pick<Keyring, 'lock' | 'unlock'> {
  return {
    async lock() {
      await mustRun('dbus-send', call('org.freedesktop.Secret.Service.Lock', `array:objpath:${LOGIN_COLLECTION}`), env);
    },
    async unlock() {
      await unlockByControlSocket(join(env.XDG_RUNTIME_DIR ?? '', 'keyring', 'control'), PASSWORD);
    },
  };
}

function privateEnvironment(folder: string): NodeJS.ProcessEnv {
  const at = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: at('home'),
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_STATE_HOME: at('state'),
    XDG_RUNTIME_DIR: at('run'),
  };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GNOME_KEYRING_CONTROL'])
    delete env[name];
  return env;
}

/** A bus without service activation: a name nobody owns stays unowned, and no prompter can be started. */
function busConfig(folder: string): string {
  const file = join(folder, 'bus.conf');
  writeFileSync(
    file,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${join(folder, 'run')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  return file;
}

function startDaemon(env: NodeJS.ProcessEnv, unlocked: boolean): ChildProcess {
  const mode = unlocked ? ['--unlock'] : [];
  const daemon = spawnTied('gnome-keyring-daemon', [...mode, '--foreground', '--components=secrets'], env);
  daemon.stdin?.on('error', () => undefined); // reported by untilAnswering
  daemon.stdin?.end(unlocked ? PASSWORD : '');
  daemon.stdout?.resume();
  return daemon;
}

/** Waits until the service answers and, when it should have one, until its login collection exists. */
async function untilAnswering(env: NodeJS.ProcessEnv, withCollection: boolean): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  const question = call(
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Service',
    'string:Collections',
  );
  for (;;) {
    const { code, stdout, stderr } = await run('dbus-send', question, env);
    if (code === 0 && (!withCollection || stdout.includes(LOGIN_COLLECTION))) return;
    if (Date.now() > limit) throw new Error(`gnome-keyring-daemon does not answer: ${stderr || stdout}`);
    await delay(30);
  }
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

function call(method: string, ...args: string[]): string[] {
  return ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', method, ...args];
}

/** Spawns a program that the kernel ends when this process dies, even by SIGKILL. */
function spawnTied(command: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined); // seen as an exit without output
  return child;
}

async function firstLine(child: ChildProcess, name: string): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  throw new Error(`${name} did not start; is it installed? (apt-get install dbus gnome-keyring libsecret-tools)`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await gone;
  clearTimeout(timer);
}

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { env, timeout: START_LIMIT_MS }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, stdout, stderr: stderr || (error?.message ?? '') });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

async function mustRun(command: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<void> {
  const { code, stderr } = await run(command, args, env, input);
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} failed: ${stderr}`);
}
