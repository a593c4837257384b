import type { Context } from 'mocha';
import type { Workbench } from './workbench';

/** For `afterEach(screenshotOnFailure(() => workbench))`: `failed-<test>.png` shows what was on the screen. */
export function screenshotOnFailure(workbench: () => Workbench | undefined): (this: Context) => Promise<void> {
  return async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await workbench()?.screenshot(`failed-${test.title}`);
  };
}
