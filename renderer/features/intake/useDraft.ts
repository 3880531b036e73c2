import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../store/storeApi';
import { useStore } from '../../app/context';

/** Pause after a keystroke before the draft is written; who types on without a pause is saved this often all the same. */
const pauseMs = 400;
const longestMs = 1500;

/** A draft as it is at this moment; when it was written is added as it is written. */
type DraftNow = Omit<Draft, 'savedAt'>;

export type Saving = {
  /** Something was changed, and is to be written after the next pause. */
  schedule: () => void;
  /** The case is being handed in: nothing is written any more, so that no draft of it is left. */
  hold: () => void;
  /** It was not handed in: what was changed is written after all. */
  release: () => void;
  savedAt: string | undefined;
  failed: boolean;
};

/**
 * Keeps the draft on the disk while it is filled in: after each pause in typing, and at once when the page is left. `read`
 * answers what stands in the form at that moment, so that the last key before the window is locked is in it too.
 */
export function useDraft(read: () => DraftNow): Saving {
  const store = useStore();
  const latest = useRef(read);
  const written = useRef<string>(undefined);
  const held = useRef(false);
  const timer = useRef<number>(undefined);
  const since = useRef<number>(undefined);
  const [savedAt, setSavedAt] = useState<string>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    latest.current = read;
    // What the form opened with is no change.
    written.current ??= JSON.stringify(read());
  });

  const flush = useCallback(() => {
    window.clearTimeout(timer.current);
    since.current = undefined;
    if (held.current) return;
    const draft = latest.current();
    const content = JSON.stringify(draft);
    if (content === written.current) return;
    written.current = content;
    const at = new Date().toISOString();
    store.saveDraft({ ...draft, savedAt: at }).then(
      () => {
        setSavedAt(at);
        setFailed(false);
      },
      () => {
        written.current = '';
        setFailed(true);
      },
    );
  }, [store]);

  const schedule = useCallback(() => {
    if (held.current) return;
    window.clearTimeout(timer.current);
    since.current ??= performance.now();
    const left = longestMs - (performance.now() - since.current);
    timer.current = window.setTimeout(flush, Math.max(0, Math.min(pauseMs, left)));
  }, [flush]);

  const hold = useCallback(() => {
    window.clearTimeout(timer.current);
    held.current = true;
  }, []);

  const release = useCallback(() => {
    held.current = false;
    schedule();
  }, [schedule]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  return { schedule, hold, release, savedAt, failed };
}
