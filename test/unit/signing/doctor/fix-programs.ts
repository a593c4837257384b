// Whole programs out of the doctor's right code, in eight languages: what stands before it and after it, and how to run them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FixLanguage, fixesFor, MISTAKES } from '../../../../src/signing/doctor';
import { pythonSignatures } from '../../../support/cli';

const URL_TEXT = 'https://host.example/api/v1/sms/a%20b?x=%2F';
const SECRET = 'test_secret';

interface Program {
  readonly file: string;
  /** The source around the pieces. */
  source(pieces: string): string;
  /** Commands, run one after the other in the folder of the file; the last one prints. */
  readonly commands: readonly (readonly [command: string, ...args: string[]])[];
}

const programs: Readonly<Record<FixLanguage, Program>> = {
  curl: {
    file: 'sign.sh',
    source: (pieces) =>
      `url='${URL_TEXT}'\n${pieces}\nprintf '%s\\n' "$method" "$path" "$timestamp" "$body" "$signature" "\${headers[5]}"\n`,
    commands: [['bash', 'sign.sh']],
  },
  node: {
    file: 'sign.cjs',
    source: (pieces) =>
      `const crypto = require('node:crypto');\nconst url = '${URL_TEXT}';\nconst payload = { message: 'Grüße' };\n${pieces}\nconsole.log([method, path, timestamp, body, signature, headers['X-Signature']].join('\\n'));\n`,
    commands: [[process.execPath, 'sign.cjs']],
  },
  python: {
    file: 'sign.py',
    source: (pieces) =>
      `import hashlib, hmac, json, os, time, urllib.parse\nurl = "${URL_TEXT}"\npayload = {"message": "Grüße"}\n${pieces}\nprint(method, path, timestamp, body, signature, headers["X-Signature"], sep="\\n")\n`,
    commands: [['python3', 'sign.py']],
  },
  php: {
    file: 'sign.php',
    source: (pieces) =>
      `<?php\ndeclare(strict_types=1);\n$url = '${URL_TEXT}';\n$payload = ['message' => 'Grüße'];\n${pieces}\necho implode("\\n", [$method, $path, $timestamp, $body, $signature, $headers[2]]), "\\n";\n`,
    commands: [['php', '-d', 'error_reporting=E_ALL', '-d', 'display_errors=stderr', 'sign.php']],
  },
  ruby: {
    file: 'sign.rb',
    source: (pieces) =>
      `require 'json'\nrequire 'openssl'\nrequire 'uri'\nurl = '${URL_TEXT}'\npayload = { message: 'Grüße' }\n${pieces}\nputs method, path, timestamp, body, signature, headers['X-Signature']\n`,
    commands: [['ruby', '-w', '-E', 'UTF-8', 'sign.rb']],
  },
  java: {
    file: 'Sign.java',
    // Jackson's mapper is no part of the JDK: one line stands for it.
    source: (pieces) =>
      `import java.math.BigInteger;\nimport java.net.URI;\nimport java.nio.charset.StandardCharsets;\nimport java.time.Instant;\nimport java.util.*;\nimport javax.crypto.Mac;\nimport javax.crypto.spec.SecretKeySpec;\n\npublic class Sign {\n  static class Mapper { String writeValueAsString(Map<String, String> p) { return "{\\"message\\":\\"" + p.get("message") + "\\"}"; } }\n  public static void main(String[] args) throws Exception {\n    String url = "${URL_TEXT}";\n    Map<String, String> payload = Map.of("message", "Gr\\u00fc\\u00dfe");\n    Mapper mapper = new Mapper();\n${pieces}\n    System.out.write((String.join("\\n", method, path, timestamp, body, signature, headers[5]) + "\\n").getBytes(StandardCharsets.UTF_8));\n    System.out.flush();\n  }\n}\n`,
    commands: [['java', 'Sign.java']],
  },
  go: {
    file: 'main.go',
    source: (pieces) =>
      `package main\n\nimport (\n\t"crypto/hmac"\n\t"crypto/sha256"\n\t"encoding/hex"\n\t"encoding/json"\n\t"fmt"\n\t"net/http"\n\t"os"\n\t"strconv"\n\t"strings"\n\t"time"\n)\n\nfunc main() {\n\tpayload := map[string]string{"message": "Grüße"}\n\trequest, _ := http.NewRequest("POST", "${URL_TEXT}", nil)\n${inGo(pieces)}\n\tfmt.Println(method)\n\tfmt.Println(path)\n\tfmt.Println(timestamp)\n\tfmt.Println(string(body))\n\tfmt.Println(signature)\n\tfmt.Println(request.Header.Get("X-Signature"))\n}\n`,
    commands: [['go', 'run', 'main.go']],
  },
  csharp: {
    file: 'Sign.cs',
    // Mono has no System.Text.Json: one line stands for it.
    source: (pieces) =>
      `using System;\nusing System.Linq;\nusing System.Net.Http;\nusing System.Security.Cryptography;\nusing System.Text;\n\nstatic class JsonSerializer { public static string Serialize(string[] p) => "{\\"" + p[0] + "\\":\\"" + p[1] + "\\"}"; }\n\nstatic class Sign {\n  static void Main() {\n    Console.OutputEncoding = new UTF8Encoding(false);\n    var url = "${URL_TEXT}";\n    var payload = new[] { "message", "Gr\\u00fc\\u00dfe" };\n    var request = new HttpRequestMessage(HttpMethod.Post, url);\n${pieces}\n    var sent = request.Content.ReadAsStringAsync().Result;\n    Console.Write(string.Join("\\n", method, path, timestamp, sent, signature, request.Headers.GetValues("X-Signature").First()) + "\\n");\n  }\n}\n`,
    commands: [
      ['mcs', '-warnaserror', '-r:System.Net.Http.dll', '-out:Sign.exe', 'Sign.cs'],
      ['mono', 'Sign.exe'],
    ],
  },
};

/** Go refuses a variable that nobody reads: the error is read right behind the line that makes it. */
function inGo(pieces: string): string {
  return pieces.replace(/^(body, err := .*)$/m, '$1\n\tif err != nil {\n\t\tpanic(err)\n\t}');
}

/** What a program printed. */
export interface Signed {
  readonly method: string;
  readonly path: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
  readonly header: string;
}

/** Runs the whole program of a language. @throws where a command is missing or fails */
export function runFixes(language: FixLanguage): Signed {
  const { file, source, commands } = programs[language];
  const folder = mkdtempSync(join(tmpdir(), 'restlink-fixes-'));
  // Bash has no function that trims; there the secret is taken as it is.
  const given = language === 'curl' ? SECRET : ` ${SECRET}\n`;
  try {
    writeFileSync(join(folder, 'body.json'), '{"message":"Grüße"}\n');
    writeFileSync(join(folder, file), source(fixesFor(MISTAKES, language).join('\n')));
    let output = '';
    for (const [command, ...args] of commands) {
      output = execFileSync(command, args, {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, API_KEY: 'sk_test_x', API_SECRET: given },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    }
    const [method = '', path = '', timestamp = '', body = '', signature = '', header = ''] = output
      .trimEnd()
      .split('\n');
    return { method, path, timestamp, body, signature, header };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** That a program signed what it has to, with the signature that Python computes. */
export function assertSigned({ method, path, timestamp, body, signature, header }: Signed): void {
  assert.equal(method, 'POST');
  assert.equal(path, '/api/v1/sms/a%20b');
  assert.ok(/^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) - Date.now() / 1000) < 300, timestamp);
  assert.deepEqual(JSON.parse(body), { message: 'Grüße' });
  const message = Buffer.from(`POST|${path}|${timestamp}|${body}`);
  assert.equal(signature, pythonSignatures([{ secret: SECRET, message }])[0]);
  assert.ok(signature !== '' && header.endsWith(signature), header);
}
