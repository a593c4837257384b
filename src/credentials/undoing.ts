/** Waits for a step; when it fails the step before it is undone, and the failure is told. */
export async function undoing<T>(step: Promise<T>, undo: () => Promise<unknown>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    await undo().catch(() => {}); // the first failure is the one to tell
    throw error;
  }
}
