import { useEffect, useRef, useState } from 'react';

/** How long before the lock a person is warned, in milliseconds. */
const warning = 30_000;
const acts = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Locks after a time without any act in this window. Answers the seconds that are left once the warning stands. The clock is
 * looked at, not counted, so that a PC that slept is locked when it wakes.
 */
export function useIdleLock(minutes: number, onLock: () => void): number | undefined {
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const latest = useRef(onLock);
  useEffect(() => {
    latest.current = onLock;
  });
  useEffect(() => {
    const idleMs = minutes * 60_000;
    let lastAct = Date.now();
    const act = () => {
      lastAct = Date.now();
      setSecondsLeft(undefined);
    };
    const timer = setInterval(() => {
      const left = lastAct + idleMs - Date.now();
      // A clock that was set back must not keep the door open.
      if (lastAct > Date.now()) lastAct = Date.now();
      if (left <= 0) {
        clearInterval(timer);
        latest.current();
      } else if (left <= Math.min(warning, idleMs / 2)) setSecondsLeft(Math.ceil(left / 1000));
    }, 500);
    for (const name of acts) window.addEventListener(name, act, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const name of acts) window.removeEventListener(name, act, { capture: true });
    };
  }, [minutes]);
  return secondsLeft;
}
