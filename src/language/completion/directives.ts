import type { Span } from '../../http';
import { words } from '../hover/markdown';
import type { Completion, KnownCredential } from '../model';
import type { Cursor } from './cursor';
import { proposal, rank } from './proposal';

/** Directives that do something (http-dialect: directive), with what follows the name. */
const DIRECTIVES = {
  name: { tail: ' $1', again: false },
  credential: { tail: ' ', again: true },
  'no-sign': { tail: '', again: false },
  note: { tail: '', again: false },
  'no-log': { tail: '', again: false },
  timeout: { tail: ' ', again: true },
  'connection-timeout': { tail: ' ', again: true },
  prompt: { tail: ` \${1:name} \${2:question}`, again: false },
} as const;

const TIMES = [
  [500, 'ms'],
  [5, 's'],
  [10, 's'],
  [30, 's'],
  [60, 's'],
  [2, 'm'],
  [5, 'm'],
] as const;

/** Directives behind `# @`, and their values. */
export function directiveCompletions(cursor: Cursor): Completion[] {
  const { before, after, offset } = cursor;
  const match = /^\s*(?:#+|\/\/+)\s*@([\w-]*)(?:(\s+|\s*=\s*)(.*))?$/.exec(before);
  if (!match) return [];
  const [, key = '', gap, value = ''] = match;
  if (gap === undefined) {
    const right = /^[\w-]*/.exec(after)?.[0].length ?? 0;
    return keyCompletions(cursor, { start: offset - key.length, end: offset + right });
  }
  const replace = { start: offset - value.length, end: offset + after.trimEnd().length };
  switch (key.toLowerCase()) {
    case 'credential':
      return credentialCompletions(cursor, replace);
    case 'timeout':
    case 'connection-timeout':
      return timeCompletions(cursor, replace);
    default:
      return [];
  }
}

function keyCompletions({ request, line, after, offset, say }: Cursor, replace: Span): Completion[] {
  const isFollowed = after.slice(replace.end - offset).trim() !== '';
  const present = (request?.directives ?? [])
    .filter(({ key, start }) => key !== 'prompt' && (start < line.start || start > line.end))
    .map(({ key }) => key);
  const keys = Object.keys(DIRECTIVES) as (keyof typeof DIRECTIVES)[];
  return keys
    .filter((key) => !present.includes(key))
    .map((key, index) => {
      const { tail, again } = DIRECTIVES[key];
      const isSnippet = !isFollowed && tail.includes('$');
      return proposal({
        label: key,
        kind: 'directive',
        documentation: words(say, { code: `completion.directive.${key}` }),
        replace,
        insert: isFollowed ? key : key + tail,
        isSnippet,
        sort: rank(0, index),
        again: again && !isFollowed,
      });
    });
}

/** Credentials that fit the target of the request come first. */
function credentialCompletions({ file, request, around, say }: Cursor, replace: Span): Completion[] {
  const target = request ? around.ourTarget(file, request) : null;
  const fits = ({ origin }: KnownCredential) => target === null || origin === target.origin;
  return around.credentials.map((credential, index) => {
    const { name, kind, origin, live } = credential;
    const facts = [say({ code: `completion.credential.kind.${kind}` }), origin];
    if (live) facts.push(say({ code: 'completion.credential.live' }));
    return proposal({
      label: name,
      kind: 'credential',
      detail: facts.join(' · '),
      documentation: fits(credential)
        ? ''
        : words(say, { code: 'completion.credential.otherOrigin', args: { origin } }),
      replace,
      sort: rank(fits(credential) ? 0 : 1, index),
    });
  });
}

function timeCompletions({ say }: Cursor, replace: Span): Completion[] {
  return TIMES.map(([count, unit], index) =>
    proposal({
      label: `${count} ${unit}`,
      kind: 'value',
      detail: say({ code: `completion.time.${unit}`, args: { count } }),
      replace,
      sort: rank(0, index),
    }),
  );
}
