import type { ReactNode } from 'react';

type Props = { title: string; subtitle: string; search: ReactNode; children: ReactNode };

/** Office and window on the left, the one search box in the middle, state and person on the right. */
export function TopBar({ title, subtitle, search, children }: Props) {
  return (
    <header className="top-bar">
      <div className="top-office">
        <strong title={title}>{title}</strong>
        <span title={subtitle}>{subtitle}</span>
      </div>
      {search}
      <div className="top-right">{children}</div>
    </header>
  );
}
