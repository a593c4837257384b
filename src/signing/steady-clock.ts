import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

/** Three clocks of one machine, each in milliseconds. */
export interface MachineClocks {
  /** Tells the time of day, and jumps when somebody sets it. */
  wall(): number;
  /** Nobody sets it, but on some systems it stands still while the computer sleeps. */
  awake(): number;
  /** Nobody sets it and it goes on in sleep, but it is coarse, and slow to ask. */
  running(): number;
}

const ofThisMachine: MachineClocks = {
  wall: () => Date.now(),
  awake: () => performance.now(),
  running: () => uptime() * 1000,
};

/** More than the coarsest of them is wrong by. */
const AGREE_MS = 2000;

/**
 * A clock that nobody sets and that goes on while the computer sleeps; only its differences mean something.
 * @returns milliseconds
 */
export function steadyClock({ wall, awake, running }: MachineClocks = ofThisMachine): () => number {
  const began = { wall: wall(), awake: awake(), running: running() };
  return () => {
    const passed = awake() - began.awake;
    if (Math.abs(wall() - began.wall - passed) < AGREE_MS) return passed;
    // Somebody has set the time, or the computer slept.
    const ran = running() - began.running;
    return Math.abs(ran - passed) < AGREE_MS ? passed : ran;
  };
}
