import { useRef, useState, type ReactNode } from 'react';

type Props = {
  /** Name of the handle for screen readers. */
  handleLabel: string;
  start: ReactNode;
  /** Undefined: the start has all the room. It stays mounted either way. */
  end: ReactNode | undefined;
  /** Widths in CSS pixels. */
  initial: number;
  smallest: number;
  largest: number;
};

const keyStep = 24;

/** Two panes side by side with a handle between them, moved by mouse or by the arrow keys. */
export function SplitPane({ handleLabel, start, end, initial, smallest, largest }: Props) {
  const [width, setWidth] = useState(initial);
  const grip = useRef<{ x: number; width: number }>(undefined);
  const clamp = (wanted: number) => Math.min(largest, Math.max(smallest, wanted));
  const alone = end === undefined;
  return (
    <div
      className="split"
      style={{ gridTemplateColumns: alone ? 'minmax(0, 1fr)' : `${width}px 5px minmax(0, 1fr)` }}
    >
      <div className="split-start">{start}</div>
      {alone ? null : (
        <div
          className="split-handle"
          role="separator"
          aria-orientation="vertical"
          aria-label={handleLabel}
          aria-valuenow={width}
          aria-valuemin={smallest}
          aria-valuemax={largest}
          tabIndex={0}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            grip.current = { x: event.clientX, width };
          }}
          onPointerMove={(event) => {
            if (grip.current) setWidth(clamp(grip.current.width + event.clientX - grip.current.x));
          }}
          onPointerUp={() => {
            grip.current = undefined;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
            event.preventDefault();
            event.stopPropagation();
            setWidth((old) => clamp(old + (event.key === 'ArrowLeft' ? -keyStep : keyStep)));
          }}
        />
      )}
      {alone ? null : <div className="split-end">{end}</div>}
    </div>
  );
}
