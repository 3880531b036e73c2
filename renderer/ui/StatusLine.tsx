import type { ReactNode } from 'react';
import { KeyHint } from './KeyHint';

export type KeyOfTheMoment = { keys: string; does: string };

type Props = { children: ReactNode; keys: readonly KeyOfTheMoment[] };

/** What was saved last and when, announced to screen readers too; the keys of the moment on the right. */
export function StatusLine({ children, keys }: Props) {
  return (
    <footer className="status-line">
      <span className="status-said" role="status" aria-live="polite">
        {children}
      </span>
      <span className="status-keys">
        {[...keys].reverse().map(({ keys: key, does }) => (
          <span key={key}>
            <KeyHint keys={key} /> {does}
          </span>
        ))}
      </span>
    </footer>
  );
}
