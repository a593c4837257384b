import type { HttpFile, RequestNode } from '../../http';
import { endpointOf } from '../endpoint-of';
import { eolOf } from '../eol';
import type { Diagnostic, JsonBodies, Surroundings } from '../model';
import type { Say } from '../say';
import { bodyText } from './body-text';
import { bodyCompletions } from './completions';
import { bodyDiagnostics } from './diagnostics';
import { bodyHover } from './hover';
import { largeBodyDiagnostics } from './large';
import { type MaskedBody, maskVariables } from './mask';
import { type BodyPlace, createBodyService } from './service';

/** Characters of a body that the JSON service reads and checks in two tasks of at most some 25 ms each. */
const READ_WHOLE = 128 * 1024;
/** Characters of a body whose syntax alone is checked in about the same time; larger ones are left unchecked. */
const CHECK_SYNTAX = 512 * 1024;
/** The service descends into each level by a call; nobody nests a body like this. */
const DEEPEST = 200;

/** JSON in bodies of requests, through the JSON service. Nothing is read, asked for or fetched. */
export function createJsonBodies(say: Say): JsonBodies {
  const parts = createBodyService(say);

  return {
    async diagnostics(file, request, around): Promise<readonly Diagnostic[]> {
      const endpoint = endpointOf(file, request, around);
      const body = bodyText(file, request, endpoint);
      if (!body || body.text.length > CHECK_SYNTAX) return [];
      const masked = maskVariables(body.text);
      if (!isReadable(masked)) {
        return largeBodyDiagnostics(body, masked, (endpoint?.body ?? null) !== null, endpoint?.docs ?? null);
      }
      const eol = eolOf(file);
      return bodyDiagnostics({ body, masked, endpoint, eol, canEdit: request.syntax === 'http' }, parts, say);
    },

    async completions(file, request, offset, around) {
      const place = placeIn(file, request, offset, around);
      return place ? bodyCompletions(place, parts) : [];
    },

    async hover(file, request, offset, around) {
      const place = placeIn(file, request, offset, around);
      return place ? bodyHover(place, parts) : null;
    },
  };
}

/** A place in a body of which the API description knows something; null anywhere else. */
function placeIn(file: HttpFile, request: RequestNode, offset: number, around: Surroundings): BodyPlace | null {
  const { body: node, comments } = request;
  if (!node || request.syntax !== 'http' || offset < node.start || offset > node.end) return null;
  const isComment = [...comments, ...node.comments].some(({ start, end }) => offset >= start && offset <= end);
  const endpoint = endpointOf(file, request, around);
  const body = endpoint?.body ? bodyText(file, request, endpoint) : null;
  if (!endpoint || !body || isComment || body.text.length > READ_WHOLE) return null;
  const at = body.toBody(offset);
  // Between CR and LF there is no place in the body.
  if (body.toDocument(at) !== offset) return null;
  const masked = maskVariables(body.text);
  return isReadable(masked) ? { endpoint, body, masked, at } : null;
}

function isReadable({ text, depth }: MaskedBody): boolean {
  return text.length <= READ_WHOLE && depth <= DEEPEST;
}
