/** Words of completion. */
export const completionMessages = {} as const;
