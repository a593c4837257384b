/** What became of reading a body file. */
export type BodyFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /**
   * `reason` is a sentence part for people where the file is there but was not read; null where it is not there.
   * `outside`: for safety, as it lies where files are asked for first.
   */
  | { readonly ok: false; readonly reason: string | null; readonly outside?: true };

/** Reads the files that bodies name: relative to the `.http` file, then to the root of the workspace (http-dialect). */
export interface BodyFiles {
  read(path: string): Promise<BodyFile>;
}
