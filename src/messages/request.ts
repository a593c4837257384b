/** About turning a request of a file into bytes. */
export const requestMessages = {} as const;
