// What an attack is: data. `range.ts` carries it out, `attacks.test.ts` compares what happened with what is expected.

import type { Respond } from '../../support/raw-server';

/** What became of an attack: the kind of refusal (cli: `send`), or what left. */
export type Outcome =
  /** Refused for safety, invalid, no value, no credential, no trust in the keychain: nothing left. */
  | 'refused'
  | 'invalid'
  | 'unresolved'
  | 'credential'
  | 'keychain'
  /** A usage error before any request was looked at. */
  | 'usage'
  /** No connection, or no exchange. */
  | 'network'
  | 'timeout'
  /** It was sent, and nothing secret went with it. */
  | 'sent bare'
  /** It was sent with the credential, which only the origin it is bound to got to see. */
  | 'sent to the bound origin only';

export interface Attack {
  /** One sentence of what was tried. */
  readonly tried: string;
  /** A request of a `.http` file. `/ID` is a path of its own; see `Volley.against` and `Places` for the other words. */
  readonly request: string;
  /** Several where that depends on the machine, and each of them is safe. */
  readonly expect: Outcome | readonly Outcome[];
  /** What the person is told, where it matters. */
  readonly says?: RegExp;
  /** What must hold of the bytes that the bound origin got, as latin1; `id` stands for `ID`. */
  readonly wire?: (bytes: string, id: string) => void;
  /** All that the proxy must have got during the volley, as latin1. */
  readonly proxy?: RegExp;
}

/** Attacks that are made by one run of the command line. */
export interface Volley {
  readonly group: string;
  /** What all of them have in common. */
  readonly how: string;
  /** Which origin the credential is bound to: the live service (all names lead here), or a server of this computer. */
  readonly against: 'live' | 'local';
  /** Where the credential comes from; default: the environment. */
  readonly credential?: 'environment' | 'stored' | 'none';
  /** Above all requests. */
  readonly preamble?: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Before the run, in the folder of the file; what it returns is undone afterwards. */
  readonly prepare?: (place: Prepared) => void | (() => void) | Promise<() => void>;
  /** How the bound origin answers. */
  readonly respond?: Respond;
  /** Once more without `--json`, as people see it. */
  readonly alsoAsText?: true;
  /** With Node 24, which has proxies of its own. */
  readonly node24?: true;
  readonly attacks: readonly Attack[];
}

export interface Prepared {
  /** The folder of the file. */
  readonly work: string;
  /** The folder around it. */
  readonly outside: string;
  /** The per-user folder. */
  readonly state: string;
  fill(text: string): string;
}
