/** Words of hovers. */
export const hoverMessages = {} as const;
