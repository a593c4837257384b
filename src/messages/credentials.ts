/** About credentials, keychains and where a credential may go. */
export const credentialMessages = {} as const;
