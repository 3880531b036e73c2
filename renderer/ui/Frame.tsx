import type { ReactNode } from 'react';

type Props = { rail: ReactNode; top: ReactNode; status: ReactNode; children: ReactNode };

/** The one window: rail, top bar, status line, and the place in the middle. Nothing else is permanent. */
export function Frame({ rail, top, status, children }: Props) {
  return (
    <div className="frame">
      {rail}
      {top}
      <main className="frame-middle">{children}</main>
      {status}
    </div>
  );
}
