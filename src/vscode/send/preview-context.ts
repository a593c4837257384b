import { DEFAULT_ORIGIN } from '../../credentials';
import type { PreviewContext } from '../../engine';
import type { CredentialEntry } from '../credentials-model';
import type { FileVariables, VariableSources } from './sources';

/** What the core needs to tell which credential would sign. */
export function previewContextOf(
  entries: readonly CredentialEntry[],
  activeId: string | null,
  sources: VariableSources,
  files: FileVariables,
): PreviewContext {
  return {
    credentials: entries.map(({ credential }) => credential),
    activeId,
    defaultOrigin: DEFAULT_ORIGIN,
    variables: sources.context(files),
  };
}
