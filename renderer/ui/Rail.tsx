import type { ReactNode } from 'react';

export type RailPlace = {
  id: string;
  label: string;
  icon: ReactNode;
  /** As shown, and as `aria-keyshortcuts` wants it. */
  keys: string;
  count: number;
  /** What the count counts, for the tooltip and for screen readers. */
  countMeans: string;
};

type Props = { label: string; places: readonly RailPlace[]; current: string; onGo: (id: string) => void };

/** The narrow rail: six places at most, each with its key and the one count that matters. */
export function Rail({ label, places, current, onGo }: Props) {
  return (
    <nav className="rail" aria-label={label}>
      {places.map((place) => (
        <button
          key={place.id}
          type="button"
          className="rail-place"
          data-place={place.id}
          aria-current={place.id === current ? 'page' : undefined}
          aria-keyshortcuts={place.keys}
          title={
            place.count > 0
              ? `${place.label} · ${place.countMeans} (${place.keys})`
              : `${place.label} (${place.keys})`
          }
          onClick={() => onGo(place.id)}
        >
          <span className="rail-icon">
            {place.icon}
            {place.count > 0 ? (
              <span className="rail-count figures" aria-label={place.countMeans}>
                {place.count > 999 ? '999+' : place.count}
              </span>
            ) : null}
          </span>
          <span className="rail-label">{place.label}</span>
          <kbd className="key-hint" aria-hidden="true">
            {place.keys}
          </kbd>
        </button>
      ))}
    </nav>
  );
}
