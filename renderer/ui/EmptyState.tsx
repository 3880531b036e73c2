import type { ReactNode } from 'react';

/** An empty list says why it is empty and what can be done; never a picture alone. */
export function EmptyState({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty-state" role="status">
      <p className="empty-title">{title}</p>
      {hint ? <p className="empty-hint">{hint}</p> : null}
      {children ? <div className="empty-actions">{children}</div> : null}
    </div>
  );
}
