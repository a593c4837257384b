import assert from 'node:assert/strict';
import { KeychainError, type KeychainState } from '../../../src/credentials';
import { decodeMessage, encodeCall, readBooleanVariant, readString } from '../../../src/credentials/keychain/dbus-wire';
import { stateOfError } from '../../../src/credentials/keychain/error-state';
import { helperEnvironment } from '../../../src/credentials/keychain/helper-environment';
import { messages, sentence } from '../../../src/messages';

describe("keytar's errors, which carry no code", () => {
  const table: readonly (readonly [string, KeychainState])[] = [
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'noBus'],
    ['Could not connect: Connection refused', 'noBus'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'noService'],
    ['Error calling StartServiceByName for org.freedesktop.secrets: timed out', 'noService'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'noCollection'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['User canceled the operation.', 'dismissed'],
    ['Operation was cancelled', 'dismissed'],
    ['Timeout was reached', 'timedOut'],
    ['something new', 'unknown'],
  ];
  for (const [message, state] of table) it(`${message}: ${state}`, () => assert.equal(stateOfError(message, 5), state));

  it('a collection still locked after a person had time to answer was dismissed', () => {
    assert.equal(stateOfError('Cannot create an item in a locked collection', 4_000), 'dismissed');
  });
});

describe('each state of the keychain', () => {
  const states: readonly KeychainState[] = [
    'noBus',
    'noService',
    'noCollection',
    'locked',
    'dismissed',
    'cancelled',
    'timedOut',
    'libraryMissing',
    'entryGone',
    'lockedOrMissing',
    'crashed',
    'unknown',
  ];
  const remedy = /\b(Try again|try again|Install|Unlock|Create|Choose|Log in|Replace|replace|restart)\b/;
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const texts = states.map((state) => [state, sentence(new KeychainError(state, 'why', platform).problem)] as const);
    it(`has words of its own on ${platform}`, () => {
      assert.equal(new Set(texts.map(([, text]) => text)).size, states.length);
    });
    for (const [state, text] of texts) {
      it(`${state} on ${platform} names what is wrong and what to do, in one breath`, () => {
        assert.match(text, /^[A-Z].*\.$/);
        assert.match(text, remedy);
        assert.ok(text.length < 240 && !/[{}]|\(\)|undefined|null/.test(text), text);
      });
    }
  }
  it('of which nothing more is known is told without a hole', () => {
    for (const state of states) {
      const text = sentence(new KeychainError(state, '', 'win32').problem);
      assert.ok(!/\(\)|: \./.test(text), text);
    }
  });
  it('every sentence about credentials ends as a sentence', () => {
    for (const [code, text] of Object.entries(messages)) {
      if (/^(credential|origin|keychain|environment)/.test(code)) assert.match(text, /[.]$/, code);
    }
  });
});

describe("the helper's environment", () => {
  it('is what a keychain needs, and no secret', () => {
    const env = {
      RESTLINK_API_KEY: 'k',
      NODE_OPTIONS: '--inspect',
      AWS_SECRET: 'x',
      HOME: '/h',
      PATH: '/bin',
      LANG: 'de_DE',
    };
    assert.deepEqual(helperEnvironment(env, 'linux'), {
      HOME: '/h',
      PATH: '/bin',
      ELECTRON_RUN_AS_NODE: '1',
      LC_ALL: 'C.UTF-8',
    });
  });
  it('on Windows knows names in any case', () => {
    const env = { SYSTEMROOT: 'C:\\Windows', Path: 'C:\\', RESTLINK_TOKEN: 't' };
    assert.deepEqual(helperEnvironment(env, 'win32'), {
      SYSTEMROOT: 'C:\\Windows',
      Path: 'C:\\',
      ELECTRON_RUN_AS_NODE: '1',
    });
  });
});

describe('D-Bus messages', () => {
  it('a call is written as the specification says', () => {
    const bytes = encodeCall({ serial: 1, destination: 'd', path: '/p', interface: 'i.i', member: 'M', args: ['ab'] });
    const expected = [
      '6c010201 07000000 01000000 47000000', // little-endian, call, do not start the service; lengths and serial
      '01016f00 02000000 2f7000 0000000000', // path
      '02017300 03000000 692e6900 00000000', // interface
      '03017300 01000000 4d00 000000000000', // member
      '06017300 01000000 6400 000000000000', // destination
      '08016700 017300 00', // signature, then filled to 8
      '02000000 616200',
    ];
    assert.equal(bytes.toString('hex'), expected.join('').replaceAll(' ', ''));
  });

  const reply = (little: boolean, body: Buffer, type = 2) => {
    const number = (value: number) => {
      const bytes = Buffer.alloc(4);
      if (little) bytes.writeUInt32LE(value);
      else bytes.writeUInt32BE(value);
      return bytes;
    };
    const sender = Buffer.concat([Buffer.from([7, 1, 0x73, 0]), number(4), Buffer.from(':1.5\0\0\0\0')]);
    const signature = Buffer.from([8, 1, 0x67, 0, 1, 0x6f, 0, 0]);
    const serial = Buffer.concat([Buffer.from([5, 1, 0x75, 0]), number(42)]);
    const fields = Buffer.concat([sender, signature, serial]);
    const head = Buffer.from([little ? 0x6c : 0x42, type, 1, 1]);
    return Buffer.concat([head, number(body.length), number(9), number(fields.length), fields, body]);
  };

  for (const little of [true, false]) {
    it(`a reply is read, ${little ? 'little' : 'big'}-endian`, () => {
      const path = little ? Buffer.from('\x02\0\0\0/a\0', 'latin1') : Buffer.from('\0\0\0\x02/a\0', 'latin1');
      const bytes = reply(little, path);
      const message = decodeMessage(Buffer.concat([bytes, Buffer.from('more')]));
      assert.ok(message);
      assert.deepEqual([message.type, message.replySerial, message.size], [2, 42, bytes.length]);
      assert.equal(readString(message), '/a');
      for (let length = 0; length < bytes.length; length++)
        assert.equal(decodeMessage(bytes.subarray(0, length)), null);
    });
  }

  it('a variant is read when it holds a boolean', () => {
    const of = (text: string) => ({
      body: Buffer.from(text, 'latin1'),
      littleEndian: true,
      type: 2,
      replySerial: 1,
      size: 0,
    });
    assert.equal(readBooleanVariant(of('\x01b\0\0\x01\0\0\0')), true);
    assert.equal(readBooleanVariant(of('\x01b\0\0\0\0\0\0')), false);
    assert.equal(readBooleanVariant(of('\x01s\0\0\0\0\0\0\0')), null);
  });
});
