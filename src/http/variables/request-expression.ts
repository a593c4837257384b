import { variableReferences } from './references';

/** `NAME.response.body.$.path`, `NAME.request.headers.X` and the like: a part of an exchange that took place before. */
export interface RequestExpression {
  /** Name of the request. */
  readonly request: string;
  readonly side: 'request' | 'response';
  /** `other`: neither `body` nor `headers` follows. */
  readonly part: 'body' | 'headers' | 'other';
  /** What follows: a path, the name of a header, `*`; or empty. */
  readonly rest: string;
}

const FORM = /^(\S+?)\.(request|response)(?:\.(body|headers)(?![\w-])\.?(.*)|([.[].*)?)$/s;

/**
 * Reads the name of a variable as a part of an earlier exchange (http-dialect: variables, request).
 * @returns null when it is none
 */
export function requestExpression(name: string): RequestExpression | null {
  const match = FORM.exec(name);
  if (!match) return null;
  const [, request = '', side, part, rest = ''] = match;
  return {
    request,
    side: side === 'request' ? 'request' : 'response',
    part: part === 'body' || part === 'headers' ? part : 'other',
    rest: rest.trim(),
  };
}

/** What may be the names of requests that a text asks for parts of, in the short form `{{send.id}}` too. */
export function requestsAskedFor(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of variableReferences(text)) {
    const request = requestExpression(name)?.request ?? /^([^\s$.[]+)[.[]/.exec(name)?.[1];
    if (request !== undefined) names.add(request);
  }
  return names;
}
