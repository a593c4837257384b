// A private Secret Service for tests: an own D-Bus session bus, an own program behind `org.freedesktop.secrets` and own
// XDG folders, so that nothing of the person's real keychain is read or written, and several can run side by side.
// Which program it is: keyring.ts (gnome-keyring), keepassxc.ts (KeePassXC).

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

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
  /** The accounts of all secrets that `secret-tool` finds under a service, in order of their names. */
  accounts(service: string): Promise<string[]>;
  /** Locks the default collection, as a screen lock does. */
  lock(): Promise<void>;
  /** Unlocks it again with the password it was started with. */
  unlock(): Promise<void>;
  /** Stops the program in its tracks: it stays on the bus, and answers nothing. */
  pause(): void;
  /** Lets it go on. */
  resume(): void;
  /** Ends the program; the bus stays. */
  end(): Promise<void>;
  /** Starts an unlocked one on the bus where none runs: after `end`, or as a desktop does that comes up late. */
  begin(): Promise<void>;
  /** Ends the bus, and with it everybody's connection. */
  endBus(): Promise<void>;
  /** Ends everything and removes the folder. May be called twice. */
  stop(): Promise<void>;
}

/** Where a program of a private Secret Service runs. */
export interface PrivateBus {
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
}

/** A program that answers at `org.freedesktop.secrets`. */
export interface Provider {
  /** Starts it; it need not answer yet. */
  start(bus: PrivateBus, unlocked: boolean): Promise<ChildProcess> | ChildProcess;
  /** Waits until it answers. @throws when it does not */
  ready(bus: PrivateBus, unlocked: boolean): Promise<void>;
  lock(bus: PrivateBus): Promise<void>;
  unlock(bus: PrivateBus): Promise<void>;
}

const START_LIMIT_MS = 10_000;
/** Below the folder: what the bus starts on demand. Nothing is in it. */
export const SERVICES = 'services';

/**
 * Starts a bus and a program on it. Needs Debian's `dbus libsecret-tools util-linux`; rejects with what is missing. The
 * processes end with this one.
 * @param state how the program starts; null: it does not
 */
export async function startService(provider: Provider, state: 'unlocked' | 'locked' | null): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  const env = privateEnvironment(folder);
  const place: PrivateBus = { env, folder };
  let bus: ChildProcess | undefined;
  let program: ChildProcess | undefined;
  const begin = async (unlocked: boolean) => {
    program = await provider.start(place, unlocked);
    await provider.ready(place, unlocked);
  };
  const end = async () => {
    await ended(program, 'SIGTERM');
    program = undefined;
  };
  const stop = async () => {
    await ended(program, 'SIGKILL');
    await ended(bus, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const args = ['--config-file', busConfig(folder), '--nofork', '--nopidfile', '--print-address=1'];
    bus = spawnTied('dbus-daemon', args, env);
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');
    if (state !== null) await begin(state === 'unlocked');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    env,
    folder,
    ...secretTool(env),
    lock: () => provider.lock(place),
    unlock: () => provider.unlock(place),
    pause: () => void program?.kill('SIGSTOP'),
    resume: () => void program?.kill('SIGCONT'),
    begin: () => begin(true),
    end,
    endBus: () => ended(bus, 'SIGKILL'),
    stop,
  };
}

/** keytar finds entries of this schema only; `secret-tool` gives them none by itself. */
const SCHEMA = ['xdg:schema', 'org.freedesktop.Secret.Generic'];

function secretTool(env: NodeJS.ProcessEnv): Pick<Keyring, 'lookup' | 'store' | 'clear' | 'accounts'> {
  const attributes = (service: string, account: string) => ['service', service, 'account', account];
  return {
    async lookup(service, account) {
      const { code, stdout } = await run('secret-tool', ['lookup', ...attributes(service, account)], env);
      return code === 0 ? stdout : null;
    },
    async store(service, account, secret) {
      const args = ['store', '--label', `${service}/${account}`, ...attributes(service, account), ...SCHEMA];
      await mustRun('secret-tool', args, env, secret);
    },
    async clear(service, account) {
      await mustRun('secret-tool', ['clear', ...attributes(service, account)], env);
    },
    async accounts(service) {
      // Attributes are on stderr, secrets on stdout.
      const { stderr } = await run('secret-tool', ['search', '--all', 'service', service], env);
      return [...stderr.matchAll(/^attribute\.account = (.*)$/gm)].map(([, account = '']) => account).sort();
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

/** A bus that starts nothing: a name nobody owns stays unowned, and nobody asks for a password (but see prompter.ts). */
function busConfig(folder: string): string {
  const file = join(folder, 'bus.conf');
  mkdirSync(join(folder, SERVICES));
  writeFileSync(
    file,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${join(folder, 'run')}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${join(folder, SERVICES)}</servicedir>
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

/** Arguments of `dbus-send` for a call to the Secret Service. @param path the object; default: the service itself */
export function secretCall(method: string, args: readonly string[] = [], path = '/org/freedesktop/secrets'): string[] {
  return ['--session', '--print-reply', '--dest=org.freedesktop.secrets', path, method, ...args];
}

/** Asks again until an answer of `dbus-send` is what is waited for. @throws after ten seconds, with the last answer */
export async function untilAnswer(
  env: NodeJS.ProcessEnv,
  args: string[],
  isIt: (stdout: string) => boolean,
  what: string,
): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    const { code, stdout, stderr } = await run('dbus-send', args, env);
    if (code === 0 && isIt(stdout)) return;
    if (Date.now() > limit) throw new Error(`${what}: ${stderr || stdout}`);
    await delay(30);
  }
}

/** Spawns a program that the kernel ends when this process dies, even by SIGKILL. */
export function spawnTied(command: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined); // seen as an exit without output
  return child;
}

export async function firstLine(child: ChildProcess, name: string): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  throw new Error(`${name} did not start; is it installed?`);
}

/** Ends a process, even one that is paused. */
export async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  child.kill('SIGCONT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await gone;
  clearTimeout(timer);
}

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(command: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { env, timeout: START_LIMIT_MS }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, stdout, stderr: stderr || (error?.message ?? '') });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

export async function mustRun(command: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, env, input);
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} failed: ${stderr}`);
  return stdout;
}
