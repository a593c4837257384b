import { type DirectiveNode, durationMs } from '../../http';
import type { HoverContext } from './context';
import { code, paragraphs, phrase, words } from './markdown';

/** What a directive does; null for one that means nothing here. */
export function directiveHover({ key, value }: DirectiveNode, context: HoverContext): string | null {
  const { say } = context;
  switch (key) {
    case 'note':
    case 'no-sign':
    case 'no-log':
    case 'no-redirect':
    case 'no-cookie-jar':
      return words(say, { code: `hover.directive.${key}` });
    case 'name':
      return phrase(say, 'hover.directive.name', { example: code(`{{${nameIn(value)}.response.body.$.path}}`) });
    case 'prompt':
      return phrase(say, 'hover.directive.prompt', { name: code(value.split(/\s/, 1)[0] || 'NAME') });
    case 'credential':
      return credential(value, context);
    case 'timeout':
    case 'connection-timeout': {
      const isTime = durationMs(value) !== null;
      const time = isTime ? code(withUnit(value)) : words(say, { code: 'hover.directive.noTime' });
      return phrase(say, `hover.directive.${key}`, { time });
    }
    default:
      return null;
  }
}

/** A name that an expression can hold. */
function nameIn(value: string): string {
  return /^[^\s.{}]+$/.test(value) ? value : 'NAME';
}

/** A number alone means seconds. */
function withUnit(time: string): string {
  return /[a-z]$/i.test(time) ? time : `${time} s`;
}

function credential(name: string, { around, say }: HoverContext): string {
  const known = around.credentials.find((candidate) => candidate.name === name);
  return paragraphs(
    phrase(say, 'hover.directive.credential', { name: code(name || 'NAME') }),
    known ? phrase(say, 'hover.directive.credentialKnown', { origin: code(known.origin) }, { kind: known.kind }) : '',
  );
}
