import type { Word } from './command';

/** What an option of `curl` means for the request. */
export type Meaning =
  | 'request'
  | 'header'
  | 'data'
  | 'dataRaw'
  | 'dataBinary'
  | 'dataUrlencode'
  | 'json'
  | 'user'
  | 'bearer'
  | 'get'
  | 'head'
  | 'form'
  | 'formString'
  | 'cookie'
  | 'userAgent'
  | 'referer'
  | 'url'
  | 'urlQuery'
  | 'upload'
  | 'insecure'
  | 'location'
  | 'quiet'
  | 'unheeded';

/** An option with its argument, or a bare argument (`url`). */
export interface Option {
  readonly meaning: Meaning;
  /** As typed, for messages. */
  readonly name: string;
  readonly nameWord: Word;
  /** Null for an option without argument, or when the argument is missing. */
  readonly value: Word | null;
}

const withValue: Readonly<Record<string, Meaning>> = {
  request: 'request',
  header: 'header',
  data: 'data',
  'data-ascii': 'data',
  'data-raw': 'dataRaw',
  'data-binary': 'dataBinary',
  'data-urlencode': 'dataUrlencode',
  json: 'json',
  user: 'user',
  'oauth2-bearer': 'bearer',
  form: 'form',
  'form-string': 'formString',
  cookie: 'cookie',
  'user-agent': 'userAgent',
  referer: 'referer',
  url: 'url',
  'url-query': 'urlQuery',
  'upload-file': 'upload',
  output: 'quiet',
  'write-out': 'quiet',
  'dump-header': 'quiet',
  stderr: 'quiet',
};

/** Options with an argument that change how a request travels; none of them is followed here. */
const unheededWithValue = [
  ...['max-time', 'connect-timeout', 'proxy', 'proxy-user', 'noproxy', 'cacert', 'capath', 'cert', 'key', 'cert-type'],
  ...['key-type', 'cookie-jar', 'resolve', 'connect-to', 'retry', 'retry-delay', 'retry-max-time', 'config', 'range'],
  ...['interface', 'limit-rate', 'max-redirs', 'ciphers', 'tls-max', 'unix-socket', 'dns-servers', 'local-port'],
  ...['max-filesize', 'speed-limit', 'speed-time', 'time-cond', 'socks5', 'socks5-hostname', 'aws-sigv4', 'rate'],
  ...['keepalive-time', 'pinnedpubkey', 'proto', 'trace', 'trace-ascii', 'netrc-file', 'expect100-timeout'],
];

const flags: Readonly<Record<string, Meaning>> = {
  get: 'get',
  head: 'head',
  insecure: 'insecure',
  location: 'location',
  'location-trusted': 'location',
};

/** Options that only change what `curl` prints, or ask for what happens here anyway. */
const quietFlags = new Set([
  ...['silent', 'show-error', 'verbose', 'include', 'fail', 'fail-with-body', 'no-buffer', 'progress-bar', 'globoff'],
  ...['compressed', 'http1.1', 'remote-name', 'remote-header-name', 'no-progress-meter', 'disable', 'path-as-is'],
]);

const short: Readonly<Record<string, string>> = {
  ...{ X: 'request', H: 'header', d: 'data', u: 'user', F: 'form', b: 'cookie', A: 'user-agent', e: 'referer' },
  ...{ T: 'upload-file', o: 'output', w: 'write-out', D: 'dump-header', G: 'get', I: 'head', k: 'insecure' },
  ...{ L: 'location', s: 'silent', S: 'show-error', v: 'verbose', i: 'include', f: 'fail', N: 'no-buffer' },
  ...{ '#': 'progress-bar', g: 'globoff', O: 'remote-name', J: 'remote-header-name', q: 'disable', m: 'max-time' },
  ...{ x: 'proxy', U: 'proxy-user', E: 'cert', c: 'cookie-jar', K: 'config', r: 'range', Y: 'speed-limit' },
  ...{ y: 'speed-time', z: 'time-cond' },
};

/** Sorts the words behind `curl` into options and addresses. `-XPOST`, `-sSLd x` and `--` are understood. */
export function readOptions(words: readonly Word[]): Option[] {
  const options: Option[] = [];
  let onlyUrls = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    if (onlyUrls || !word.value.startsWith('-') || word.value === '-') {
      options.push({ meaning: 'url', name: '', nameWord: word, value: word });
    } else if (word.value === '--') onlyUrls = true;
    else if (word.value.startsWith('--')) {
      const name = word.value.slice(2);
      const meaning = meaningWithValue(name);
      const value = meaning ? (words[++index] ?? null) : null;
      options.push({ meaning: meaning ?? meaningOfFlag(name), name: word.value, nameWord: word, value });
    } else index = readShort(words, index, word, options);
  }
  return options;
}

/** Reads `-abc`: each letter is a flag, until one wants an argument, which is what is left or the next word. */
function readShort(words: readonly Word[], index: number, word: Word, options: Option[]): number {
  const letters = word.value;
  for (let at = 1; at < letters.length; at++) {
    const name = `-${letters.charAt(at)}`;
    const long = short[letters.charAt(at)] ?? '';
    const meaning = meaningWithValue(long);
    if (!meaning) {
      options.push({ meaning: meaningOfFlag(long), name, nameWord: word, value: null });
      continue;
    }
    const rest = letters.slice(at + 1);
    const value = rest === '' ? (words[index + 1] ?? null) : { ...word, value: rest };
    options.push({ meaning, name, nameWord: word, value });
    return rest === '' ? index + 1 : index;
  }
  return index;
}

function meaningWithValue(long: string): Meaning | null {
  if (Object.hasOwn(withValue, long)) return withValue[long] ?? null;
  return unheededWithValue.includes(long) ? 'unheeded' : null;
}

function meaningOfFlag(long: string): Meaning {
  if (quietFlags.has(long)) return 'quiet';
  return Object.hasOwn(flags, long) ? (flags[long] ?? 'unheeded') : 'unheeded';
}
