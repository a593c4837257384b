/** What the language says about a `.http` text, beyond what its parser notices, and the titles of quick fixes. */
export const diagnosticMessages = {} as const;
