import assert from 'node:assert/strict';
import { parse } from '../../../../src/http';
import { createJsonBodies } from '../../../../src/language/json';
import type { Completion, Diagnostic, Fix } from '../../../../src/language/model';
import { sentence } from '../../../../src/messages';
import { atCursor, surroundings } from '../completion/asking';

const bodies = createJsonBodies(sentence);
const around = surroundings();

export const SEND = 'POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n';
export const WEBHOOKS = 'PUT {{baseUrl}}/api/v1/user/webhooks\nContent-Type: application/json\n\n';

/** What is said about the body of the first request. */
export async function diagnose(text: string): Promise<readonly Diagnostic[]> {
  const file = parse(text);
  const [request] = file.requests;
  assert.ok(request);
  return bodies.diagnostics(file, request, around);
}

/** `severity text: sentence` of each diagnostic. */
export async function said(text: string): Promise<string[]> {
  const found = await diagnose(text);
  return found.map(
    ({ severity, start, end, problem }) => `${severity} ${text.slice(start, end)}: ${sentence(problem)}`,
  );
}

/** `severity code` of each diagnostic. */
export async function codes(text: string): Promise<string[]> {
  return (await diagnose(text)).map(({ severity, problem }) => `${severity} ${problem.code}`);
}

/** The text after the fix with this title. */
export async function fixed(text: string, title: string): Promise<string> {
  const fixes = (await diagnose(text)).flatMap((diagnostic) => diagnostic.fixes);
  const fix = fixes.find((candidate) => sentence(candidate.title) === title);
  assert.ok(fix, `${title} is not among ${fixes.map((one) => sentence(one.title)).join(', ')}`);
  return edited(text, fix);
}

function edited(text: string, { edits }: Fix): string {
  let result = text;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + inserted + result.slice(end);
  }
  return result;
}

/** What is proposed at the `|`, in the order in which it is shown. */
export async function proposed(marked: string): Promise<Completion[]> {
  const { file, offset } = atCursor(marked);
  const request = file.requests.find(({ start, end }) => start <= offset && offset <= end);
  assert.ok(request);
  const found = await bodies.completions(file, request, offset, around);
  return [...found].sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

export async function labels(marked: string): Promise<string[]> {
  return (await proposed(marked)).map(({ label }) => label);
}

/** What is shown for the place of the `|`, and of which text. */
export async function hovered(marked: string): Promise<{ text: string; markdown: string } | null> {
  const { file, text, offset } = atCursor(marked);
  const [request] = file.requests;
  assert.ok(request);
  const hover = await bodies.hover(file, request, offset, around);
  return hover && { text: text.slice(hover.start, hover.end), markdown: hover.markdown };
}
