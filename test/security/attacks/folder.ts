import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prepared, Volley } from './attack';

const GROUP = 'j: per-user folder';
const INDEX = 'credentials.json';

/** Changes the list of credentials for one run. */
const edited =
  (change: (text: string, place: Prepared) => string) =>
  (place: Prepared): (() => void) => {
    const file = join(place.state, INDEX);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, change(before, place));
    return () => writeFileSync(file, before);
  };

const rebound = (place: Prepared, text: string, origin: string) => text.replaceAll(place.fill('BOUND'), origin);

const volley = (how: string, attack: Volley['attacks'][number], more: Partial<Volley> = {}): Volley => ({
  group: GROUP,
  how,
  against: 'local',
  credential: 'stored',
  ...more,
  attacks: [attack],
});

export const folder: readonly Volley[] = [
  volley(
    'the list edited',
    {
      tried: 'the stored secret bound to another server in credentials.json',
      request: 'GET https://evil.example/ID',
      expect: 'refused',
      says: /was stored for http:\/\/127\.0\.0\.1/,
    },
    { prepare: edited((text, place) => rebound(place, text, 'https://evil.example')) },
  ),
  volley(
    'the list edited',
    {
      tried: 'the stored secret bound to another port of this computer in credentials.json',
      request: 'GET SECOND/ID',
      expect: 'refused',
      says: /was stored for http:\/\/127\.0\.0\.1/,
    },
    { prepare: edited((text, place) => rebound(place, text, place.fill('SECOND'))) },
  ),
  volley(
    'the list edited',
    {
      tried: 'an origin with a user in credentials.json',
      request: 'GET https://evil.example/ID',
      expect: 'credential',
    },
    { prepare: edited((text, place) => rebound(place, text, 'https://restlink23telecom.com@evil.example')) },
  ),
  volley(
    'the list edited',
    {
      tried: 'plain http to another computer in credentials.json',
      request: 'GET http://evil.example/ID',
      expect: 'refused',
    },
    { prepare: edited((text, place) => rebound(place, text, 'http://evil.example')) },
  ),
  volley(
    'the list edited',
    {
      tried: 'a stored entry that claims to be built in',
      request: 'GET http://localhost:BOUND_PORT/ID',
      expect: 'credential',
    },
    { prepare: edited((text) => text.replaceAll('"osKeychain"', '"builtin"')) },
  ),
  volley(
    'the list edited',
    { tried: 'another kind, so that the secret would travel as a token', request: 'GET BOUND/ID', expect: 'keychain' },
    { prepare: edited((text) => text.replaceAll('"hmac"', '"jwt"')) },
  ),
  volley(
    'the list replaced',
    {
      tried: 'credentials.json as a link to a list elsewhere that binds it to another server',
      request: 'GET https://evil.example/ID',
      expect: 'refused',
    },
    {
      prepare: (place) => {
        const file = join(place.state, INDEX);
        const elsewhere = join(place.outside, 'elsewhere.json');
        writeFileSync(elsewhere, rebound(place, readFileSync(file, 'utf8'), 'https://evil.example'));
        renameSync(file, `${file}.kept`);
        symlinkSync(elsewhere, file);
        return () => {
          rmSync(file);
          renameSync(`${file}.kept`, file);
        };
      },
    },
  ),
  volley(
    'the folder opened to everybody',
    {
      tried: 'a folder and a list that everybody may write',
      request: 'GET BOUND/ID',
      expect: 'sent to the bound origin only',
    },
    {
      prepare: ({ state }) => {
        chmodSync(state, 0o777);
        chmodSync(join(state, INDEX), 0o666);
        return () => {
          chmodSync(join(state, INDEX), 0o600);
          chmodSync(state, 0o700);
        };
      },
    },
  ),
  volley(
    'a lock that nobody lets go',
    {
      tried: 'the lock of the list held for ever by a living process',
      request: 'GET BOUND/ID',
      expect: 'sent to the bound origin only',
    },
    {
      prepare: ({ state }) => {
        const lock = join(state, 'credentials.lock');
        writeFileSync(lock, JSON.stringify({ pid: process.pid, host: 'elsewhere', token: 'x' }));
        return () => rmSync(lock);
      },
    },
  ),
  volley(
    'the sandbox announced elsewhere',
    {
      tried: 'sandbox.json that names another host, with the pid of a living process',
      request: '# @credential sandbox\nGET https://evil.example/ID',
      expect: 'refused',
    },
    {
      credential: 'none',
      prepare: ({ state }) => {
        const file = join(state, 'sandbox.json');
        const entry = {
          url: 'https://evil.example',
          host: 'evil.example',
          port: 443,
          pid: process.pid,
          started: '2026-01-01T00:00:00Z',
        };
        writeFileSync(file, JSON.stringify(entry));
        return () => rmSync(file);
      },
    },
  ),
  volley(
    'the ledger taken',
    {
      tried: 'the ledger as a file, so that no signature can be reserved',
      request: 'GET BOUND/ID',
      expect: 'network',
      says: /record of used signatures .* cannot be written/,
    },
    {
      prepare: ({ state }) => {
        const ledger = join(state, 'ledger');
        const had = readdirSync(state).includes('ledger');
        if (had) renameSync(ledger, `${ledger}.kept`);
        writeFileSync(ledger, '');
        return () => {
          rmSync(ledger);
          if (had) renameSync(`${ledger}.kept`, ledger);
        };
      },
    },
  ),
];
