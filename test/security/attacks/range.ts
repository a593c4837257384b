// Where attacks take place: the built command line, a keyring, and recorders that keep every byte of whoever connects.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandOf, isInstalled, newest } from '../../../scripts/lib/code-server.mjs';
import { root } from '../../../scripts/lib/project.mjs';
import { findCanaries, findCanariesBelow } from '../../support/canary';
import { jsonLines, Place } from '../../support/cli';
import { type Keyring, startKeyring } from '../../support/keyring';
import { answer, ok, type RawConnection, RawServer } from '../../support/raw-server';
import type { Attack, Outcome, Volley } from './attack';
import { canaries, fromEnvironment, LIVE } from './canaries';

/** One attack with all that was seen of it. */
export interface Shot {
  readonly attack: Attack;
  readonly id: string;
  readonly happened: Outcome;
  /** What the person was told. */
  readonly told: string;
  /** What the bound origin got of it, as latin1. */
  readonly wire: string;
}

/** A run with its attacks. */
export interface Salvo {
  /** All that was printed, as JSON and, where that was asked for, as text. */
  readonly printed: string;
  readonly shots: readonly Shot[];
  /** All that the proxy got, as latin1. */
  readonly proxy: string;
  /** Canaries that somebody but the bound origin got, that were printed, or that were written to a file. */
  readonly leaks: readonly string[];
}

interface Line {
  readonly name: string;
  readonly error: { readonly kind: Outcome; readonly message: string } | null;
}

/** Host names that have a certificate here, so that TLS gets as far as the request. */
const NAMES = [
  'restlink23telecom.com',
  '*.restlink23telecom.com',
  'evil.example',
  '*.evil.example',
  '*.com',
  'localhost',
];

export class Range {
  private constructor(
    private readonly place: Place,
    private readonly keyring: Keyring,
    private readonly servers: Readonly<
      Record<'bound' | 'second' | 'two' | 'six' | 'tls' | 'plain' | 'proxy', RawServer>
    >,
    private readonly certificate: string,
  ) {}

  static async open(): Promise<Range> {
    const keyring = await startKeyring();
    const place = new Place(keyring.env);
    const certificate = join(place.folder, 'certificate.pem');
    const key = join(place.folder, 'key.pem');
    const names = [...NAMES.map((name) => `DNS:${name}`), 'IP:127.0.0.1', 'IP:192.0.2.1'].join(',');
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=attacks'].concat([
        '-addext',
        `subjectAltName=${names}`,
        '-keyout',
        key,
        '-out',
        certificate,
      ]),
      { stdio: 'ignore' },
    );
    const tls = { key: readFileSync(key), cert: readFileSync(certificate) };
    const servers = {
      bound: await RawServer.start(),
      second: await RawServer.start(),
      two: await RawServer.start({ host: '127.0.0.2' }),
      six: await RawServer.start({ host: '::1' }),
      tls: await RawServer.start({ tls }),
      plain: await RawServer.start(),
      proxy: await RawServer.start(),
    };
    const range = new Range(place, keyring, servers, certificate);
    await range.addStored('vault', servers.bound.origin);
    return range;
  }

  async close(): Promise<void> {
    await Promise.all([...Object.values(this.servers).map((server) => server.stop()), this.place.stop()]);
    await this.keyring.stop();
  }

  /** Puts the canaries into the keychain under a name. */
  private async addStored(name: string, origin: string): Promise<void> {
    const input = `${canaries.key}\n${canaries.secret}\n`;
    const args = ['credentials', 'add', name, '--kind', 'hmac', '--origin', origin];
    const { code, stderr } = await this.place.run(args, { input });
    if (code !== 0) throw new Error(`the credential could not be stored: ${stderr}`);
  }

  /** Words of attacks that stand for addresses. */
  private fill(text: string): string {
    const { bound, second, two, six, proxy } = this.servers;
    return text
      .replaceAll('BOUND_PORT', String(bound.port))
      .replaceAll('BOUND', bound.origin)
      .replaceAll('SECOND', second.origin)
      .replaceAll('TWO', two.origin)
      .replaceAll('SIX_PORT', String(six.port))
      .replaceAll('PROXY', proxy.origin);
  }

  /** Makes the attacks of a volley by one run. */
  async fire(volley: Volley, letter: string): Promise<Salvo> {
    const { bound, tls } = this.servers;
    for (const server of Object.values(this.servers)) server.reset(answer('404 Not Found'));
    const target = volley.against === 'live' ? tls : bound;
    target.respond = volley.respond ?? ok;
    this.servers.proxy.respond = answer('502 Bad Gateway');
    rmSync(this.place.work, { recursive: true, force: true });
    mkdirSync(this.place.work, { recursive: true });
    const ids = volley.attacks.map((_, i) => `${letter}${String(i + 1).padStart(2, '0')}`);
    for (const [name, content] of Object.entries(volley.files ?? {})) {
      this.place.file(name, typeof content === 'string' ? this.fill(content) : content);
    }
    const requests = volley.attacks.map(
      ({ request }, i) => `### ${ids[i]}\n${this.fill(request).replaceAll('/ID', `/${ids[i]}`)}\n`,
    );
    const file = this.place.file('stranger.http', `${this.fill(volley.preamble ?? '')}\n${requests.join('\n')}`);
    const undo = await volley.prepare?.({
      work: this.place.work,
      outside: this.place.folder,
      state: this.place.state,
      fill: (text) => this.fill(text),
    });
    const args = ['send', file, '--all', '--concurrency', '1', ...this.args(volley)];
    const options = { env: this.environment(volley), ...(volley.node24 && { node: node24() }) };
    const run = await this.place.run([...args, '--json'], options);
    const asText = volley.alsoAsText ? await this.place.run(args, options) : null;
    undo?.();
    const printed = [run, asText].map((one) => (one ? one.stdout + one.stderr : '')).join('');
    const lines = jsonLines<Line>({ stdout: run.stdout });
    const everything = Object.values(this.servers).flatMap(({ received }) => received.map(({ bytes }) => bytes));
    const shots = volley.attacks.map((attack, i): Shot => {
      const id = ids[i] ?? '';
      // One after the other: the lines come in the order of the requests.
      const line = lines[i];
      const wire = target.received
        .filter((connection) => this.isBound(volley, target, connection))
        .map(({ bytes }) => bytes.toString('latin1'))
        .filter((bytes) => bytes.includes(id))
        .join('\n');
      const withKey = wire.includes(canaries.key) || wire.includes(canaries.token);
      const sent = withKey
        ? 'sent to the bound origin only'
        : everything.some((bytes) => bytes.includes(id))
          ? 'sent bare'
          : 'network';
      const happened = line === undefined ? 'usage' : (line.error?.kind ?? sent);
      return { attack, id, happened, told: line?.error?.message ?? run.stderr, wire };
    });
    const proxy = this.servers.proxy.received.map(({ bytes }) => bytes.toString('latin1')).join('');
    return { printed, shots, proxy, leaks: [...this.leaks(volley, target), ...this.written(printed)] };
  }

  private args({ against, credential, args = [] }: Volley): readonly string[] {
    const base = against === 'local' && (credential ?? 'environment') === 'environment' ? ['--base-url', 'BOUND'] : [];
    const named = credential === 'stored' ? ['--credential', 'vault'] : [];
    return [...base, ...named, ...args].map((arg) => this.fill(arg));
  }

  private environment({ credential = 'environment', env = {} }: Volley): NodeJS.ProcessEnv {
    const { tls, plain } = this.servers;
    const filled = Object.entries(env).map(([name, value]) => [name, value && this.fill(value)]);
    return {
      NODE_OPTIONS: `--require ${resolve(__dirname, 'everywhere.cjs')}`,
      NODE_EXTRA_CA_CERTS: this.certificate,
      ATTACK_PORT_443: String(tls.port),
      ATTACK_PORT_80: String(plain.port),
      ...(credential === 'environment' && fromEnvironment),
      ...Object.fromEntries(filled),
    };
  }

  private isBound({ against }: Volley, target: RawServer, { servername }: RawConnection): boolean {
    return against === 'local' ? target === this.servers.bound : servername === new URL(LIVE).hostname;
  }

  /** What anybody else got: canaries in any form, and signatures. */
  private leaks(volley: Volley, target: RawServer): string[] {
    return Object.entries(this.servers).flatMap(([name, server]) =>
      server.received
        .filter((connection) => server !== target || !this.isBound(volley, target, connection))
        .flatMap(({ bytes, servername }) => [
          ...findCanaries(bytes, canaries).map((found) => `${name} (${servername}): ${found}`),
          ...(/^x-signature: [0-9a-f]{64}/im.test(bytes.toString('latin1')) ? [`${name}: a signature`] : []),
        ]),
    );
  }

  /** What was printed, and what stands in the per-user folder. */
  private written(printed: string): string[] {
    const found = findCanaries(printed, canaries).map((canary) => `printed: ${canary}`);
    return [...found, ...findCanariesBelow(this.place.state, canaries)];
  }
}

/** That of the newest host; where it is not installed the Node of the tests has to do. */
function node24(): string {
  return isInstalled(root, newest) ? commandOf(root, newest)[0] : process.execPath;
}

/** Writes the report. @returns its path */
export function writeReport(rows: readonly (readonly string[])[]): string {
  const folder = join(root, '.vscode-test', 'reports');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'attacks.md');
  const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const head = ['id', 'group', 'what was tried', 'what happened'];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
  writeFileSync(path, `# Attacks\n\n${rows.length} cases.\n\n${lines.join('\n')}\n`);
  return path;
}
