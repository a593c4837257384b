import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type HttpFile, lineOf, namesOf, parse, type RequestNode, requestAtLine, requestByName } from '../http';
import { sentence } from '../messages';
import { exactUtf8 } from '../sending';
import { CommandError } from './exit';
import type { SelectOptions } from './options';
import { fileProblem } from './read-file';

/** A `.http` file that was read. */
export interface LoadedFile {
  readonly path: string;
  readonly folder: string;
  readonly http: HttpFile;
}

/**
 * Reads and parses a file.
 * @param strict refuse bytes that are no UTF-8, as they would not be sent as they stand
 * @throws CommandError when it cannot be read
 */
export async function loadFile(path: string, cwd: string, strict = true): Promise<LoadedFile> {
  return { path, folder: dirname(resolve(cwd, path)), http: parse(await loadText(path, cwd, strict)) };
}

/**
 * Reads a file as text.
 * @param strict refuse bytes that are no UTF-8
 * @throws CommandError when it cannot be read
 */
export async function loadText(path: string, cwd: string, strict = true): Promise<string> {
  const bytes = await readBytes(resolve(cwd, path), path);
  const text = exactUtf8(bytes);
  if (text === null && strict) {
    throw new CommandError(`${path} is not UTF-8 text. Save it with the encoding UTF-8 and try again.`);
  }
  return text ?? bytes.toString('utf8');
}

async function readBytes(absolute: string, path: string): Promise<Buffer> {
  try {
    return await readFile(absolute);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${fileProblem(error)}.`);
  }
}

/**
 * The request that was asked for; without being asked, the only one.
 * @throws CommandError that lists what there is
 */
export function selectRequest({ path, http }: LoadedFile, { name, line }: SelectOptions): RequestNode {
  const [only, ...others] = http.requests;
  if (!only) throw new CommandError(`${path} holds no request.`);
  if (name !== undefined) {
    const selection = requestByName(http, name);
    if ('problem' in selection) throw new CommandError(`${path}: ${sentence(selection.problem)}`);
    return selection.request;
  }
  if (line !== undefined) {
    const request = requestAtLine(http, line);
    if (!request) throw new CommandError(`${path}: line ${line} belongs to no request. ${contents(http)}`);
    return request;
  }
  if (others.length > 0) {
    const count = http.requests.length;
    throw new CommandError(`${path} holds ${count} requests; choose one with --name or --line. ${contents(http)}`);
  }
  return only;
}

function contents(http: HttpFile): string {
  const lines = http.requests.map(({ requestLine, name }) => {
    const target = `${requestLine.method} ${requestLine.target}`;
    return `  line ${lineOf(http, requestLine.start)}: ${name === null ? target : `${name} (${target})`}`;
  });
  const names = namesOf(http).length > 0 ? 'Names and lines' : 'Lines';
  return `${names}:\n${lines.join('\n')}`;
}
