import type { Problem } from '../../../messages';
import type { BodyFiles } from '../../../request';
import { exactUtf8, jsonBody } from '../../../sending';
import type { FailingRequest } from '../../../signing/doctor';
import { CURL, readCurlCommand } from './curl';
import { rawFromLog } from './developer-tools';
import { readHar } from './har';
import { readFetchCall, readJsonRequest } from './json';
import { readRawRequest } from './raw';
import type { ReadResult } from './result';

/**
 * Reads a request that was refused: raw HTTP, a `curl` command, JSON, or an HTTP Archive, told by its content (cli: `doctor`, "Input").
 * @param files reads what a `curl` command takes its body from
 */
export async function readFailingRequest(input: Buffer, files: BodyFiles): Promise<ReadResult> {
  if (startsWith(input, [0xff, 0xfe]) || startsWith(input, [0xfe, 0xff])) return failed({ code: 'doctor.input.utf16' });
  const bytes = startsWith(input, [0xef, 0xbb, 0xbf]) ? input.subarray(3) : input;
  const head = bytes.subarray(0, 1024).toString('latin1').trimStart();
  if (head === '') return failed({ code: 'doctor.input.empty' });
  const read = await readBy(head, bytes, files);
  if (!read.ok) return read;
  const placeholder = placeholderOf(read.request);
  return placeholder ? failed(placeholder) : read;
}

async function readBy(head: string, bytes: Buffer, files: BodyFiles): Promise<ReadResult> {
  const isJson = head.startsWith('{');
  const isCurl = CURL.test(head);
  if (/^(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|\$session\b)/i.test(head))
    return failed({ code: 'doctor.input.powershell' });
  const isFetch = /^(?:await )?fetch\(/.test(head);
  if (!isJson && !isCurl && !isFetch) {
    const raw = rawFromLog(bytes.toString('latin1').trimStart());
    return raw === null ? readRawRequest(bytes) : withoutBody(readRawRequest(Buffer.from(raw, 'latin1')));
  }
  const text = exactUtf8(bytes);
  if (text === null) return failed({ code: 'doctor.input.encoding' });
  if (isFetch) return readFetchCall(text);
  if (!isJson) return readCurlCommand(text, files);
  return readHar(jsonBody(bytes)) ?? readJsonRequest(text);
}

/** Says of a log without a body that a body would have to be there. */
function withoutBody(read: ReadResult): ReadResult {
  if (!read.ok || read.request.body.length > 0 || read.notes.length > 0) return read;
  const mayHaveBody = /^(?:POST|PUT|PATCH)$/i.test(read.request.method);
  return mayHaveBody ? { ...read, notes: [{ code: 'doctor.note.noBody' }] } : read;
}

/** A signature or a time that stands for one: `$SIGNATURE`, `{{signature}}`, `<signature>`, `$(date +%s)`. */
function placeholderOf({ headers }: FailingRequest): Problem | null {
  const found = headers.find(
    ([name, value]) => /^x-(?:signature|timestamp)$/i.test(name) && /^(?:\$[\w{(]|\{\{|<|`|%\w+%)/.test(value.trim()),
  );
  return found ? { code: 'doctor.input.placeholder', args: { header: found[0], value: found[1].trim() } } : null;
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function failed(problem: Problem): ReadResult {
  return { ok: false, problem };
}
