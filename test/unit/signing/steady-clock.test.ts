import assert from 'node:assert/strict';
import { steadyClock } from '../../../src/signing';

describe('The steady clock', () => {
  const machine = { wall: 1_760_000_000_000, awake: 4000, running: 90_000_000 };
  const clock = () =>
    steadyClock({ wall: () => machine.wall, awake: () => machine.awake, running: () => machine.running });
  const pass = (wall: number, awake: number, running: number) => {
    machine.wall += wall;
    machine.awake += awake;
    machine.running += running;
  };

  it('goes on with time', () => {
    const steady = clock();
    pass(5000, 5000, 5000);
    assert.equal(steady(), 5000);
  });

  it('does not follow a wall clock that is set', () => {
    for (const jump of [7_200_000, -7_200_000, 3000]) {
      const steady = clock();
      pass(5000 + jump, 5000, 5000);
      assert.equal(steady(), 5000);
    }
  });

  it('goes on while the computer sleeps, also where somebody sets the time then', () => {
    const steady = clock();
    pass(3_600_000, 1000, 3_600_000);
    assert.equal(steady(), 3_600_000);
    pass(-600_000, 1000, 1000);
    assert.equal(steady(), 3_601_000);
  });

  it('takes the finer one where the coarse one is a second off', () => {
    const steady = clock();
    pass(-60_000, 5400, 6000);
    assert.equal(steady(), 5400);
  });

  it('reads the real clocks of this computer', async () => {
    const steady = steadyClock();
    const [began, at] = [Date.now(), steady()];
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.ok(Math.abs(steady() - at - (Date.now() - began)) < 10);
  });
});
