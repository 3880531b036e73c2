import type { ReactNode } from 'react';
import './marks.css';

type Props = { why: string; tone: 'quiet' | 'warning' | 'danger' | 'violet'; children: ReactNode };

/** A small word that says what is out of the ordinary; why stands behind it. */
export function MarkTag({ why, tone, children }: Props) {
  return (
    <span className="mark-tag" data-tone={tone} title={why}>
      {children}
    </span>
  );
}
