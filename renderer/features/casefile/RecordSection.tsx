import type { ReactNode } from 'react';

/** A heading with its entries under it. */
export function RecordSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
