import { createHash } from 'node:crypto';
import { notesOf } from '../../engine';
import { sentence } from '../../messages';
import { exactUtf8, type Redactor, type SignedRequest } from '../../sending';
import type { CliContext } from '../context';
import { CommandError, exitOf } from '../exit';
import { describeFailure } from '../failure';
import { loadFile, selectRequest } from '../http-file';
import type { CommonOptions, SelectOptions } from '../options';
import { Planner } from '../planning';
import { refuseUnsafe } from '../safety';

export interface SignOptions extends CommonOptions, SelectOptions {
  readonly timestamp?: number;
}

/** `restlink sign FILE`: prints the signed request and sends nothing (cli: `sign`). */
export async function signCommand(context: CliContext, path: string, options: SignOptions): Promise<number> {
  const file = await loadFile(path, context.cwd);
  const node = selectRequest(file, options);
  const planner = new Planner(context, file, options, 'allowed');
  const planned = await planner.plan(node);
  if (!planned.ok) {
    const report = planner.redactor().text(describeFailure(file, planned.failure));
    throw new CommandError(report, exitOf(planned.failure.kind));
  }
  const { plan } = planned;
  refuseUnsafe(plan, await planner.known.guarded(plan));
  const { terminal, sender, stopped } = context;
  for (const note of notesOf(plan)) terminal.message(sentence(note));
  const onWaiting = () => terminal.message(sentence({ code: 'sending.ledger.waiting' }));
  const signed = await sender.sign(plan, { signal: stopped, onWaiting }, options.timestamp);
  const redactor = planner.redactor(plan);
  terminal.result(options.json ? JSON.stringify(describe(signed, redactor)) : asHttp(signed, redactor));
  return 0;
}

/** The JSON of a signed request (cli: `sign`). */
function describe({ request, headers, signature }: SignedRequest, redactor: Redactor) {
  const body = exactUtf8(request.body);
  const message = signature && body !== null ? maskedMessage(signature.message, request.body, redactor) : null;
  return {
    name: request.name,
    line: request.line,
    method: request.method,
    url: redactor.text(request.url),
    path: request.path,
    timestamp: signature?.timestamp ?? null,
    message,
    ...(signature && body === null && { messageBase64: redactor.bytes(signature.message).toString('base64') }),
    signature: signature?.signature ?? null,
    bodySha256: createHash('sha256').update(request.body).digest('hex'),
    bodyBytes: request.body.length,
    headers: redactor.headers(headers),
  };
}

/** The canonical message as text; a secret in its body is masked as it is everywhere, so it is not what was signed then. */
function maskedMessage(message: Buffer, body: Buffer, redactor: Redactor): string {
  const head = message.subarray(0, message.length - body.length);
  return redactor.text(head.toString('utf8')) + redactor.body(body.toString('utf8'));
}

/** The request as text, the way it goes over the wire but for the masked key. */
function asHttp({ request, headers }: SignedRequest, redactor: Redactor): string {
  const text = exactUtf8(request.body);
  const body = text === null ? `(${request.body.length} bytes that are no text)` : redactor.body(text);
  return [
    `${request.method} ${redactor.text(request.requestTarget)} HTTP/1.1`,
    `Host: ${new URL(request.url).host}`,
    ...redactor.headers(headers).map(([name, value]) => `${name}: ${value}`),
    ...(request.body.length > 0 ? ['', body] : []),
  ].join('\n');
}
