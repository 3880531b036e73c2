import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskKind } from '@shared/catalogue/field';
import { maskByKind } from '@shared/identity/mask';

/** Personal data, masked until a person asks to see it; it hides again when the value changes. */
export function MaskedText({ kind, value }: { kind: MaskKind; value: string }) {
  const { t } = useTranslation('app');
  const [revealed, setRevealed] = useState<string>();
  const shown = revealed === value;
  const masked = maskByKind(kind, value);
  if (masked === value) return <span className="figures">{value}</span>;
  return (
    <button
      type="button"
      className="masked-text figures"
      title={shown ? t('mask.hide') : t('mask.reveal')}
      aria-pressed={shown}
      onClick={() => setRevealed(shown ? undefined : value)}
    >
      {shown ? value : masked}
    </button>
  );
}
