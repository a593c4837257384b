import type { FilePart } from '../../http';
import type { HoverContext } from './context';
import { code, paragraphs, phrase, words } from './markdown';
import { masked, resolveText } from './resolved';

/** How a body file is sent, and where it is looked for (http-dialect: body from a file). */
export function bodyFileHover({ path, substitute, encoding }: FilePart, context: HoverContext): string {
  const { say } = context;
  const { text, secrets } = resolveText(path, context);
  const shown = code(masked(text, secrets));
  return paragraphs(
    substitute
      ? phrase(say, 'hover.file.substituted', { path: shown }, { encoding: encoding ?? 'UTF-8' })
      : phrase(say, 'hover.file.raw', { path: shown }),
    /^(?:\/|[a-z]:|\\)/i.test(text) ? '' : words(say, { code: 'hover.file.place' }),
  );
}
