import type { Disposable, TreeView } from 'vscode';

/**
 * Does something when a view comes into sight, and again and again for as long as it stays there.
 * @param everyMs milliseconds from one time to the next
 */
export function whileVisible(
  view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
  everyMs: number,
  work: () => void,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const update = () => {
    stop();
    if (!view.visible) return;
    work();
    timer = setInterval(work, everyMs);
  };
  const subscription = view.onDidChangeVisibility(update);
  update();
  return {
    dispose: () => {
      subscription.dispose();
      stop();
    },
  };
}
