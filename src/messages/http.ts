/** About the text of a `.http` file: what the parser noticed. */
export const httpMessages = {} as const;
