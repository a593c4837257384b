import type { BlockNode } from '../../http';
import { promptNames } from './uses';

/**
 * What a block tells those that its variables and requests are used by: as long as two readings of it give the same text,
 * nothing that is known about the variables of other blocks has changed.
 */
export function toldBy({ requests, variables }: BlockNode): string {
  const values = variables.map(({ name, value }) => `@${name}=${value}\n`);
  const names = requests.map((request) => {
    const prompts = request.directives.length === 0 ? [] : promptNames(request);
    return `${request.name ?? ''}\n${prompts.map(({ name }) => `?${name}\n`).join('')}`;
  });
  return [...values, ...names].join('');
}
