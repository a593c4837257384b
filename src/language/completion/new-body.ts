import type { RequestNode } from '../../http';
import { endpointOf } from '../endpoint-of';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import { endpointWords } from './endpoint-words';
import { proposal, rank } from './proposal';
import { bodySnippet } from './request-snippet';

/** On the blank line where a body may begin: the body of the endpoint, ready to be typed over. */
export function newBodyCompletions({ file, around, offset, line, say }: Cursor, request: RequestNode): Completion[] {
  const endpoint = endpointOf(file, request, around);
  const snippet = endpoint && request.body === null ? bodySnippet(endpoint, say) : null;
  if (!endpoint || snippet === null) return [];
  return [
    proposal({
      label: say({ code: 'completion.body', args: { title: endpoint.title } }),
      kind: 'member',
      documentation: endpointWords(endpoint, say),
      replace: { start: line.start, end: Math.max(offset, line.end) },
      insert: snippet,
      isSnippet: true,
      filter: '{',
      sort: rank(0, 0),
    }),
  ];
}
