import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskKind } from '@shared/catalogue/field';
import { RevealContext } from './revealContext';
import { maskByKind } from '@shared/identity/mask';

/** Personal data, masked until a person asks to see it, which is told; it hides again when the value changes. */
export function MaskedText({ kind, value }: { kind: MaskKind; value: string }) {
  const { t } = useTranslation('app');
  const onReveal = useContext(RevealContext);
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
      onClick={() => {
        if (!shown) onReveal(kind);
        setRevealed(shown ? undefined : value);
      }}
    >
      {shown ? value : masked}
    </button>
  );
}
