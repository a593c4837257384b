import type { CredentialsModel } from './credentials-model';

/** The model of a window that holds no credentials: nothing stored, no sandbox, and nothing ever changes. */
export const noCredentials: CredentialsModel = {
  list: async () => [],
  active: () => null,
  sandboxUrl: () => null,
  onDidChange: () => ({ dispose() {} }),
};
