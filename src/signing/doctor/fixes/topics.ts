import type { MistakeId } from '../mistakes';

/** What a piece of code is about; in this order the pieces of a language make a whole signer. */
export const TOPICS = ['secret', 'body', 'method', 'path', 'timestamp', 'message', 'digest', 'headers'] as const;
export type Topic = (typeof TOPICS)[number];

/** The right code for each topic, a few lines of one language. */
export type Fixes = Readonly<Record<Topic, string>>;

/** Where the code of a mistake goes wrong. */
export const TOPIC_OF: Readonly<Record<MistakeId, Topic>> = {
  'query-in-path': 'path',
  'full-url-as-path': 'path',
  'missing-api-prefix': 'path',
  'trailing-slash': 'path',
  'path-decoded': 'path',
  'path-encoded': 'path',
  'lowercase-method': 'method',
  'method-missing': 'message',
  'timestamp-milliseconds': 'timestamp',
  'timestamp-differs': 'timestamp',
  'timestamp-missing': 'message',
  'body-omitted': 'message',
  'body-pretty-printed': 'body',
  'body-minified': 'body',
  'body-json-spaced': 'body',
  'body-keys-sorted': 'body',
  'body-ascii-escaped': 'body',
  'body-slashes-escaped': 'body',
  'body-trailing-newline': 'body',
  'body-crlf': 'body',
  'body-bom': 'body',
  'body-hashed': 'message',
  'secret-is-api-key': 'secret',
  'secret-whitespace': 'secret',
  'secret-hex-decoded': 'secret',
  'secret-base64-decoded': 'secret',
  'secret-hashed': 'secret',
  'base64-output': 'digest',
  'uppercase-hex': 'digest',
  'prefixed-output': 'digest',
  sha1: 'digest',
  sha512: 'digest',
  md5: 'digest',
  'plain-sha256': 'digest',
  'wrong-separator': 'message',
  'wrong-order': 'message',
  'missing-header': 'headers',
  'timestamp-out-of-window': 'timestamp',
  replayed: 'timestamp',
};
