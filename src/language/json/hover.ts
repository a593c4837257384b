import type { MarkedString, MarkupContent } from 'vscode-json-languageservice';
import type { Hover } from '../model';
import type { BodyPlace, BodyService } from './service';

/** What the API description says about the member whose name stands at a place. */
export async function bodyHover(
  { body, masked, endpoint, at }: BodyPlace,
  { service, read }: BodyService,
): Promise<Hover | null> {
  const { document, json } = read(masked.text, endpoint);
  const node = json.getNodeFromOffset(at);
  // Values are left to those who know more of them: texts, numbers, variables.
  if (node?.parent?.type !== 'property' || node.parent.keyNode !== node) return null;
  const found = await service.doHover(document, document.positionAt(at), json);
  const markdown = found ? textOf(found.contents) : '';
  if (markdown === '') return null;
  return { start: body.toDocument(node.offset), end: body.toDocument(node.offset + node.length), markdown };
}

function textOf(contents: MarkupContent | MarkedString | MarkedString[]): string {
  const all = Array.isArray(contents) ? contents : [contents];
  return all.map((one) => (typeof one === 'string' ? one : one.value)).join('\n\n');
}
