import type { HttpFile } from '../../http';
import { secretsInBlock } from './block';
import type { IsPublic, LiteralSecret } from './literal';
import { RoleIndex } from './role-index';
import { rolesOf } from './roles';

/** All secrets of a file that stand there as they are, in the order of the text. */
export function secretsInHttp(file: HttpFile, isPublic: IsPublic): readonly LiteralSecret[] {
  const roles = new RoleIndex();
  for (const block of file.blocks) roles.change(rolesOf(file, block), 1);
  const found: LiteralSecret[] = [];
  for (const block of file.blocks) {
    for (const secret of secretsInBlock(file, block, isPublic, (name) => roles.roleOf(name))) found.push(secret);
  }
  return found;
}
