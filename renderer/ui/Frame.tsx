import type { ReactNode } from 'react';

type Props = { rail: ReactNode; top: ReactNode; status: ReactNode; notice: ReactNode; children: ReactNode };

/** The one window: rail, top bar, status line, and the place in the middle. Nothing else is permanent; a notice stands above it. */
export function Frame({ rail, top, status, notice, children }: Props) {
  return (
    <div className="frame">
      {rail}
      {top}
      <main className="frame-middle">
        {notice}
        <div className="frame-page">{children}</div>
      </main>
      {status}
    </div>
  );
}
