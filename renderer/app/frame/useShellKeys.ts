import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { isTyping } from '../../ui/isTyping';
import { places } from './places';

type Acts = {
  search: () => void;
  sync: () => void;
  lock: () => void;
  another: () => void;
  showKeys: () => void;
};

/** The keys that hold everywhere: Alt+1…6, F2, F5, Ctrl+K, Ctrl+L, Ctrl+Shift+L, F1 and, where nobody is typing, "?". */
export function useShellKeys(acts: Acts): void {
  const navigate = useNavigate();
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const actOf = (event: KeyboardEvent): (() => void) | undefined => {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && !event.altKey && key === 'k') return latest.current.search;
      if (command && !event.altKey && key === 'l')
        return event.shiftKey ? latest.current.another : latest.current.lock;
      if (event.key === 'F1') return latest.current.showKeys;
      if (event.key === 'F5' && !command) return latest.current.sync;
      if (event.key === 'F2') return () => void navigate('/new');
      if (event.key === '?' && !isTyping(event.target)) return latest.current.showKeys;
      const digit = event.altKey && !command ? /^Digit([1-6])$/.exec(event.code)?.[1] : undefined;
      const place = digit === undefined ? undefined : places[Number(digit) - 1];
      return place && (() => void navigate(place.path));
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat) return;
      const act = actOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
}
