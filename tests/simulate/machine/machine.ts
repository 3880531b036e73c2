import { install } from '@sinonjs/fake-timers';
import { seededCrypto } from './crypto';
import { stillFiles } from './files';

/** The machine that a simulation runs on: its time stands still until it is told to pass. */
export type Machine = {
  /** Lets time pass, for every device and the platform; timers that are due fire. */
  pass: (milliseconds: number) => void;
  /** Gives back the real clock, files and chance. */
  release: () => void;
};

const begins = Date.parse('2026-03-02T01:00:00Z');

/**
 * Takes away what differs from run to run, in this process: clock and timers, the thread pool's order, random numbers. One
 * at a time. Files, sealing, signatures and the database's work stay what they are.
 */
export function takeMachine(seed: number): Machine {
  const clock = install({
    now: begins,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const files = stillFiles();
  const chance = seededCrypto(seed);
  return {
    pass: (milliseconds) => void clock.tick(milliseconds),
    release() {
      chance();
      files();
      clock.uninstall();
    },
  };
}
