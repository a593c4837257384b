import { type BodyPart, type Finding, parse, type RequestNode } from '../../../http';
import type { BodyFiles } from '../../../request';
import type { ReadResult } from './result';
import { isWindowsCommand, posixCommand } from './windows-command';

/** A `curl` command, with the prompt of the shell that it was copied with. */
export const CURL = /^(?:[^\s'"{}]*[$%#>❯] *)?curl(?:\.exe)?(?=\s)/;

/** Reads a `curl` command as the request that `curl` would send (http-dialect: curl). */
export async function readCurlCommand(text: string, files: BodyFiles): Promise<ReadResult> {
  const bare = text.trimStart().replace(CURL, 'curl');
  if (/`[ \t]*\r?\n/.test(bare)) return { ok: false, problem: { code: 'doctor.input.powershell' } };
  const command = isWindowsCommand(bare) ? posixCommand(bare) : bare;
  const [node] = parse(command).requests;
  const wrong = node?.findings.find(({ severity }) => severity === 'error');
  if (!node || wrong) return { ok: false, problem: wrong?.problem ?? { code: 'doctor.input.empty' } };
  const chunks: Buffer[] = [];
  for (const part of node.body?.parts ?? []) {
    if (part.kind === 'text') {
      chunks.push(Buffer.from(part.text, 'utf8'));
      continue;
    }
    const file = await files.read(part.path);
    if (!file.ok) {
      const reason = (file.reason ?? 'there is no such file').replace(/\.$/, '');
      return { ok: false, problem: { code: 'doctor.input.curlBodyFile', args: { path: part.path, reason } } };
    }
    chunks.push(isStripped(part, node) ? withoutLineBreaks(file.bytes) : Buffer.from(file.bytes));
  }
  const { method, target } = node.requestLine;
  const headers = node.headers.map(({ name, value }) => [name, value] as const);
  return {
    ok: true,
    request: { method, target, headers, body: Buffer.concat(chunks), lineBreakMayBeAdded: false },
    notes: [],
  };
}

/** `-d @file` loses its line breaks and NUL bytes, which `--data-binary` keeps (curl's manual). */
function isStripped(part: BodyPart, { findings }: RequestNode): boolean {
  return findings.some(({ problem, start }: Finding) => problem.code === 'http.curl.dataFile' && start === part.start);
}

function withoutLineBreaks(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.filter((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0));
}
