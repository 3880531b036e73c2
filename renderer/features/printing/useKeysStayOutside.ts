import { useEffect, type RefObject } from 'react';

/**
 * A click into the preview would hand the keyboard to the frame, and every key of the application would seem dead. The
 * keyboard goes straight back; the wheel still scrolls the paper.
 */
export function useKeysStayOutside(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: number | undefined;
    const takeBack = () => {
      const frame = document.activeElement;
      if (!(frame instanceof HTMLIFrameElement) || !panel.current?.contains(frame)) return;
      frame.blur();
      window.focus();
      panel.current.focus();
    };
    // The focus is still on its way while the blur is told; it can be taken back when it has arrived.
    const onBlur = () => {
      timer = window.setTimeout(takeBack);
    };
    window.addEventListener('blur', onBlur);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('blur', onBlur);
    };
  }, [panel]);
}
