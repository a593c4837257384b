import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { whileVisible } from '../../../src/vscode/while-visible';

describe('what is done while a view is in sight', () => {
  it('begins when it comes into sight and rests while it is not', async () => {
    let listener: () => void = () => undefined;
    const view = {
      visible: false,
      onDidChangeVisibility: (heard: () => void) => {
        listener = heard;
        return { dispose: () => undefined };
      },
    };
    const show = (visible: boolean) => {
      view.visible = visible;
      listener();
    };
    let done = 0;
    const running = whileVisible(view as unknown as Parameters<typeof whileVisible>[0], 20, () => done++);
    await delay(60);
    assert.equal(done, 0);
    show(true);
    assert.equal(done, 1);
    await delay(70);
    assert.ok(done >= 2, `${done}`);
    show(false);
    const before = done;
    await delay(60);
    assert.equal(done, before);
    show(true);
    running.dispose();
    await delay(60);
    assert.equal(done, before + 1);
  });
});
