/** What each documented error code means, why it happens and what to do (FACTS.md section 2). */
export const errorCodeMessages = {} as const;
