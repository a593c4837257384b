import type { HttpFile } from '../../http';
import { secretsInBlock } from './block';
import type { IsPublic, LiteralSecret, SecretKind } from './literal';
import { rolesOf } from './roles';

/** All secrets of a file that stand there as they are, in the order of the text. */
export function secretsInHttp(file: HttpFile, isPublic: IsPublic): readonly LiteralSecret[] {
  const roles = new Map<string, SecretKind>();
  for (const block of file.blocks) for (const { name, kind } of rolesOf(file, block)) roles.set(name, kind);
  const found: LiteralSecret[] = [];
  for (const block of file.blocks) {
    for (const secret of secretsInBlock(file, block, isPublic, (name) => roles.get(name))) found.push(secret);
  }
  return found;
}
