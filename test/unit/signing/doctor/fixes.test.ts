import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messages } from '../../../../src/messages';
import { FIX_LANGUAGES, type FixLanguage, fixesFor, MISTAKES } from '../../../../src/signing/doctor';
import { pythonSignatures } from '../../../support/cli';

describe('The right code', () => {
  for (const language of FIX_LANGUAGES) {
    it(`stands there for every mistake in ${language}, in one to three lines`, () => {
      for (const id of MISTAKES) {
        const [fix = '', ...more] = fixesFor([id], language);
        assert.equal(more.length, 0);
        const lines = fix.split('\n').length;
        assert.ok(fix !== '' && lines <= 3, `${id}: ${fix}`);
      }
    });
  }

  it('has words beside it for every mistake', () => {
    const codes = new Set(Object.keys(messages));
    for (const id of MISTAKES) assert.ok(codes.has(`doctor.mistake.${id}`) && codes.has(`doctor.fix.${id}`), id);
  });

  it('is shown once for mistakes in one place, in the order of a program', () => {
    const fixes = fixesFor(['query-in-path', 'body-bom', 'trailing-slash', 'secret-hashed'], 'node');
    assert.equal(fixes.length, 3);
    assert.match(fixes[0] ?? '', /secret/);
    assert.match(fixes[1] ?? '', /JSON\.stringify/);
    assert.match(fixes[2] ?? '', /pathname/);
  });

  describe('put together signs a request', () => {
    const secret = ' test_secret';
    const folder = mkdtempSync(join(tmpdir(), 'restlink-fixes-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** A whole program of all pieces, between what it is given and what it prints: method, path, timestamp, body, signature. */
    const programs: Partial<Record<FixLanguage, (pieces: string) => readonly [command: string, ...args: string[]]>> = {
      curl: (pieces) => [
        'bash',
        '-c',
        `url='https://host.example/api/v1/sms/a%20b?x=%2F'\n${pieces}\nprintf '%s\\n' "$method" "$path" "$timestamp" "$body" "$signature" "\${headers[5]}"`,
      ],
      node: (pieces) => [
        process.execPath,
        '-e',
        `const crypto = require('node:crypto'); const url = 'https://host.example/api/v1/sms/a%20b?x=%2F'; const payload = { message: 'Grüße' };\n${pieces}\nconsole.log([method, path, timestamp, body, signature, headers['X-Signature']].join('\\n'));`,
      ],
      python: (pieces) => [
        'python3',
        '-c',
        `import hashlib, hmac, json, os, time, urllib.parse\nurl = "https://host.example/api/v1/sms/a%20b?x=%2F"\npayload = {"message": "Grüße"}\n${pieces}\nprint(method, path, timestamp, body, signature, headers["X-Signature"], sep="\\n")`,
      ],
    };
    for (const [language, make] of Object.entries(programs)) {
      it(`in ${language}`, () => {
        writeFileSync(join(folder, 'body.json'), '{"message":"Grüße"}\n');
        // Bash has no function that trims; there the secret is taken as it is.
        const given = language === 'curl' ? secret.trim() : `${secret}\n`;
        const [command, ...args] = make(fixesFor(MISTAKES, language as FixLanguage).join('\n'));
        const output = execFileSync(command, args, {
          cwd: folder,
          env: { PATH: process.env.PATH, HOME: process.env.HOME, API_KEY: 'sk_test_x', API_SECRET: given },
          encoding: 'utf8',
        });
        const [method, path, timestamp, body, signature, header = ''] = output.trimEnd().split('\n');
        assert.equal(method, 'POST');
        assert.equal(path, '/api/v1/sms/a%20b');
        assert.ok(Math.abs(Number(timestamp) - Date.now() / 1000) < 300);
        assert.deepEqual(JSON.parse(body ?? ''), { message: 'Grüße' });
        const message = Buffer.from(`POST|${path}|${timestamp}|${body}`);
        assert.equal(signature, pythonSignatures([{ secret: 'test_secret', message }])[0]);
        assert.ok(header.endsWith(signature ?? '-'));
      });
    }
  });
});
