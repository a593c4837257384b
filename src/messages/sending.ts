/** About sending and what came back. */
export const sendingMessages = {} as const;
