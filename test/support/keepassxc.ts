// A private KeePassXC for tests: the second, independent Secret Service; see secret-service.ts. It runs without a screen,
// so that a dialog of it is open and nobody can answer: what a person sees who does not see it.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Keyring,
  mustRun,
  type PrivateBus,
  type Provider,
  run,
  secretCall,
  spawnTied,
  startService,
  untilAnswer,
} from './secret-service';

/** `impatient`: KeePassXC answers a search of a locked database at once, with nothing, instead of asking to unlock it. */
export type KeePassXCService = 'unlocked' | 'locked' | 'impatient';

const PASSWORD = 'database-password-of-the-tests';
/** The name of the file is the name of the collection. */
const DATABASE = 'login.kdbx';
const COLLECTION = '/org/freedesktop/secrets/collection/login';

/**
 * Starts a bus and KeePassXC on it, with one database whose root group is exposed to the Secret Service.
 * Needs Debian's `keepassxc`, and what `startService` needs.
 */
export function startKeePassXC(state: KeePassXCService = 'unlocked'): Promise<Keyring> {
  return startService(keePassXC(state !== 'impatient'), state === 'locked' ? 'locked' : 'unlocked');
}

/** The prompts of KeePassXC that wait for a person now, as paths of objects. */
export async function promptsOf({ env }: Keyring): Promise<string[]> {
  const prompts = '/org/freedesktop/secrets/prompt';
  const question = secretCall('org.freedesktop.DBus.Introspectable.Introspect', [], prompts);
  const xml = (await run('dbus-send', question, env)).stdout; // without a prompt there is no such object
  return [...xml.matchAll(/<node name="(\w+)"/g)].map(([, name]) => `${prompts}/${name}`);
}

/** Dismisses what is asked, which is what *Cancel* in a dialog comes to (Secret Service API, `Prompt.Dismiss`). */
export async function dismissPrompts(keyring: Keyring): Promise<void> {
  // One that belongs to another is gone with that.
  for (const prompt of await promptsOf(keyring)) {
    await run('dbus-send', secretCall('org.freedesktop.Secret.Prompt.Dismiss', [], prompt), keyring.env);
  }
}

/** The titles of the entries in its recycle bin, when it was locked last. */
export async function recycled({ env, folder }: Keyring): Promise<string[]> {
  const args = ['ls', '--quiet', join(folder, DATABASE), 'Recycle Bin'];
  const list = await mustRun('keepassxc-cli', args, env, `${PASSWORD}\n`);
  return list.split('\n').filter((line) => line !== '');
}

function keePassXC(unlockBeforeSearch: boolean): Provider {
  return {
    async start(bus, unlocked) {
      const { env, folder } = bus;
      const database = join(folder, DATABASE);
      if (!existsSync(database)) await createDatabase(bus, database);
      const args = [...configFiles(folder, unlockBeforeSearch), ...(unlocked ? ['--pw-stdin'] : []), database];
      const program = spawnTied('keepassxc', args, { ...env, QT_QPA_PLATFORM: 'offscreen' });
      program.stdin?.on('error', () => undefined); // reported by `ready`
      program.stdin?.end(`${PASSWORD}\n`);
      program.stdout?.resume();
      return program;
    },
    ready: ({ env }, unlocked) => untilLocked(env, !unlocked),
    async lock({ env }) {
      await mustRun('dbus-send', mainWindow('lockAllDatabases'), env);
      await untilLocked(env, true);
    },
    async unlock({ env, folder }) {
      const args = [`string:${join(folder, DATABASE)}`, `string:${PASSWORD}`];
      await mustRun('dbus-send', mainWindow('openDatabase', ...args), env);
      await untilLocked(env, false);
    },
  };
}

/** Its root group is exposed to the Secret Service, which only the window of the program could do otherwise. */
async function createDatabase({ env, folder }: PrivateBus, database: string): Promise<void> {
  const group = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
  const hex = group.toString('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const xml = join(folder, 'database.xml');
  writeFileSync(
    xml,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
  <Meta>
    <Generator>Tests</Generator>
    <RecycleBinEnabled>True</RecycleBinEnabled>
    <CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{${uuid}}</Value></Item></CustomData>
  </Meta>
  <Root><Group><UUID>${group.toString('base64')}</UUID><Name>Root</Name></Group></Root>
</KeePassFile>
`,
  );
  const quick = ['--decryption-time', '100'];
  const args = ['import', '--quiet', '--set-password', ...quick, xml, database];
  await mustRun('keepassxc-cli', args, env, `${PASSWORD}\n${PASSWORD}\n`);
}

/**
 * Settings that keep dialogs away which no headless program can have answered. Saved when locked and at the end only: the
 * thread that saves after every change crashes KeePassXC 2.7.4 now and then while further changes come.
 */
function configFiles(folder: string, unlockBeforeSearch: boolean): string[] {
  const [shared, local] = [join(folder, 'keepassxc.ini'), join(folder, 'keepassxc-local.ini')];
  writeFileSync(local, '');
  writeFileSync(
    shared,
    `[General]
ConfigVersion=2
SingleInstance=false
UpdateCheckMessageShown=true
AutoSaveAfterEveryChange=false
AutoSaveOnExit=true
OpenPreviousDatabasesOnStartup=false
RememberLastDatabases=false
[GUI]
CheckForUpdates=false
MinimizeOnStartup=true
[FdoSecrets]
Enabled=true
ShowNotification=false
ConfirmDeleteItem=false
ConfirmAccessItem=false
UnlockBeforeSearch=${unlockBeforeSearch}
`,
  );
  return ['--config', shared, '--localconfig', local];
}

async function untilLocked(env: NodeJS.ProcessEnv, locked: boolean): Promise<void> {
  const args = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
  const question = secretCall('org.freedesktop.DBus.Properties.Get', args, COLLECTION);
  const what = `KeePassXC does not have its database ${locked ? 'locked' : 'unlocked'}`;
  await untilAnswer(env, question, (answer) => answer.includes(`boolean ${locked}`), what);
}

/** Arguments of `dbus-send` for a call to the program's own interface. */
function mainWindow(method: string, ...args: string[]): string[] {
  const name = 'org.keepassxc.KeePassXC.MainWindow';
  return ['--session', '--print-reply', `--dest=${name}`, '/keepassxc', `${name}.${method}`, ...args];
}
