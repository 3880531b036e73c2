import { useEffect, useRef } from 'react';
import type { CaseEventType } from '@shared/casework/event';
import { isTyping } from '../../ui/isTyping';

/** Opens the menu of the rarer steps. */
export const moreKey = 'M';

type Acts = {
  /** No panel and no menu has the keyboard. */
  listening: boolean;
  onStep: (type: CaseEventType) => void;
  onPrint: () => void;
  onMore: () => void;
};

/** Letters act on the open case while nobody types: the key of a step, P to print, M for the menu. */
export function useStepKeys(keys: ReadonlyMap<CaseEventType, string>, acts: Acts): void {
  const latest = useRef({ keys, acts });
  useEffect(() => {
    latest.current = { keys, acts };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { keys: now, acts: act } = latest.current;
      if (!act.listening || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const key = event.key.toUpperCase();
      const step = [...now].find(([, own]) => own === key)?.[0];
      if (step) act.onStep(step);
      else if (key === 'P') act.onPrint();
      else if (key === moreKey) act.onMore();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
