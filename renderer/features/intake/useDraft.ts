import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../store/storeApi';
import { useStore } from '../../app/context';

/** Pause after a keystroke before the draft is written; who types on without a pause is saved this often all the same. */
const pauseMs = 400;
const longestMs = 1500;

export type Saving = {
  schedule: (draft: Draft) => void;
  forget: () => void;
  savedAt: string | undefined;
  failed: boolean;
};

/**
 * Keeps the draft on the disk while it is filled in: after each pause in typing, and at once when the page is left.
 * `forget` drops what is waiting, because the case has been handed in.
 */
export function useDraft(): Saving {
  const store = useStore();
  const waiting = useRef<Draft>(undefined);
  const timer = useRef<number>(undefined);
  const since = useRef<number>(undefined);
  const [savedAt, setSavedAt] = useState<string>();
  const [failed, setFailed] = useState(false);

  const flush = useCallback(() => {
    window.clearTimeout(timer.current);
    const draft = waiting.current;
    if (!draft) return;
    waiting.current = undefined;
    since.current = undefined;
    store.saveDraft(draft).then(
      () => {
        setSavedAt(draft.savedAt);
        setFailed(false);
      },
      () => setFailed(true),
    );
  }, [store]);

  const schedule = useCallback(
    (draft: Draft) => {
      waiting.current = draft;
      window.clearTimeout(timer.current);
      since.current ??= performance.now();
      const left = longestMs - (performance.now() - since.current);
      timer.current = window.setTimeout(flush, Math.max(0, Math.min(pauseMs, left)));
    },
    [flush],
  );

  const forget = useCallback(() => {
    window.clearTimeout(timer.current);
    waiting.current = undefined;
    since.current = undefined;
  }, []);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  return { schedule, forget, savedAt, failed };
}
