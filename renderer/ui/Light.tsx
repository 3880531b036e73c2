import type { Light as LightColour } from '@shared/calendar/clock';

const shapes: Record<LightColour | 'none', React.ReactNode> = {
  green: <circle cx="6" cy="6" r="4.5" />,
  amber: <path d="M6 1 11.4 10.8H.6z" />,
  red: <rect x="1.2" y="1.2" width="9.6" height="9.6" />,
  violet: <path d="M2 1.2h3v9.6H2zM7 1.2h3v9.6H7z" />,
  none: <circle cx="6" cy="6" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.4" />,
};

/** A clock's light: a shape of its own for each colour, and the word for those who see neither. */
export function Light({ light, word }: { light: LightColour | 'none'; word: string }) {
  return (
    <svg className="light" data-light={light} viewBox="0 0 12 12" role="img" aria-label={word}>
      <title>{word}</title>
      {shapes[light]}
    </svg>
  );
}
