// The real dialogs of gnome-keyring, on a screen that nobody sees: gcr-prompter on a virtual display, and the keys that a
// person would press. Without it a keyring of the tests cannot ask, and says at once that it is locked.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PASSWORD } from './keyring';
import { ended, firstLine, type Keyring, mustRun, run, SERVICES, spawnTied } from './secret-service';

const SERVICE_FILE = 'org.gnome.keyring.SystemPrompter.service';
/** The first dialog of a new machine takes long: what it draws with is looked for first. */
const PATIENCE_MS = 60_000;

/** The person before the dialogs. */
export interface Prompter {
  /** Waits until a dialog asks for the password of the keyring. */
  asked(): Promise<void>;
  /** Dismisses the dialog. */
  cancel(): Promise<void>;
  /** Types the password. */
  answer(): Promise<void>;
  stop(): Promise<void>;
}

/** Lets a gnome-keyring ask. Needs Debian's `gcr xvfb xdotool`. */
export async function startPrompter({ env, folder }: Keyring): Promise<Prompter> {
  const screen = ['-screen', '0', '800x600x24', '-nolisten', 'tcp'];
  const display = spawnTied('Xvfb', ['-displayfd', '1', ...screen], env);
  const person = { ...env, DISPLAY: `:${await firstLine(display, 'Xvfb')}` };
  const dialog = ['search', '--onlyvisible', '--class', 'gcr-prompter'];
  const keys = (...args: string[]) => mustRun('xdotool', args, person);

  // It is started by the bus when the keyring wants to ask, and ends some seconds after that.
  const installed = readFileSync(join('/usr/share/dbus-1/services', SERVICE_FILE), 'utf8');
  const onDisplay = installed.replace(/^Exec=/m, `Exec=/usr/bin/env DISPLAY=${person.DISPLAY} `);
  writeFileSync(join(folder, SERVICES, SERVICE_FILE), onDisplay);
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  await mustRun('dbus-send', [...bus, 'org.freedesktop.DBus.ReloadConfig'], env);

  const until = async (open: boolean) => {
    const limit = Date.now() + PATIENCE_MS;
    while (((await run('xdotool', dialog, person)).code === 0) !== open) {
      if (Date.now() > limit) throw new Error(open ? 'no dialog asked for the password' : 'the dialog did not close');
      await delay(50);
    }
  };
  return {
    async asked() {
      await until(true);
      await delay(300); // it takes the keyboard a moment after it shows
    },
    async cancel() {
      await keys('key', 'Escape');
      await until(false);
    },
    async answer() {
      await keys('type', PASSWORD);
      await keys('key', 'Return');
      await until(false);
    },
    stop: () => ended(display, 'SIGKILL'),
  };
}
