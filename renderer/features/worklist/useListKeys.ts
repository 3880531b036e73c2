import { useEffect, useRef } from 'react';

type Acts = { filter: () => void; clear: () => void; sort: () => void; reverse: () => void };

/** F3 opens the filters, Shift+F3 takes them off, F4 goes to the order, Shift+F4 turns it round. */
export function useListKeys(acts: Acts): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const { filter, clear, sort, reverse } = latest.current;
      const act =
        event.key === 'F3'
          ? event.shiftKey
            ? clear
            : filter
          : event.key === 'F4'
            ? event.shiftKey
              ? reverse
              : sort
            : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
