import { useEffect, useState } from 'react';

/** Whole seconds left of a wait that began when `cause` (a new value each time) arrived. */
export function useCountdown(cause: { seconds: number } | undefined): number {
  const [now, setNow] = useState({ cause, left: cause?.seconds ?? 0 });
  useEffect(() => {
    if (!cause) return undefined;
    const end = Date.now() + cause.seconds * 1000;
    const tick = () => setNow({ cause, left: Math.max(0, Math.ceil((end - Date.now()) / 1000)) });
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [cause]);
  return now.cause === cause ? now.left : (cause?.seconds ?? 0);
}
