import { type HttpFile, headerValue, type RequestNode, variableReferences } from '../../http';
import type { Surroundings } from '../model';
import { VariableStates } from '../variables/states';

/** Stands for what is not known so far. */
const UNKNOWN = '\u0000';

/**
 * The origins that requests go to, each once; null for those of which the file does not tell: a path alone, or an address
 * that begins with a variable nobody defines.
 */
export function originsOf(
  file: HttpFile,
  requests: readonly RequestNode[],
  around: Surroundings,
): readonly (string | null)[] {
  const states = new VariableStates(file, around);
  return [...new Set(requests.map((request) => originOf(request, states)))];
}

function originOf(request: RequestNode, states: VariableStates): string | null {
  const target = filled(request.requestLine.target, request, states);
  if (target.startsWith('/')) {
    const host = filled(headerValue(request.headers, 'host') ?? '', request, states);
    if (host === '' || host.includes(UNKNOWN)) return null;
    return asOrigin(`https://${host}`) ?? null;
  }
  const [head = ''] = /^https?:\/\/[^/?#\\]*/i.exec(target) ?? [];
  return head === '' || head.includes(UNKNOWN) ? null : asOrigin(head);
}

function asOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin, hostname, protocol } = new URL(text);
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return isLocal && protocol === 'https:' && !/^https:/i.test(text) ? origin.replace('https:', 'http:') : origin;
}

function filled(text: string, request: RequestNode, states: VariableStates): string {
  let result = '';
  let at = 0;
  for (const { start, end, name } of variableReferences(text)) {
    const state = states.of(name, request);
    const isTold = 'value' in state && state.kind !== 'fallback';
    result += text.slice(at, start) + (isTold ? state.value : UNKNOWN);
    at = end;
  }
  return result + text.slice(at);
}
