import { useEffect, useRef, useState, type ClipboardEvent } from 'react';
import { FormProvider } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { MaterialRequirement, ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { Draft } from '../../store/storeApi';
import { DefinitionForm } from '../../ui/form/DefinitionForm';
import { recorded, useDefinitionForm } from '../../ui/form/useDefinitionForm';
import { DuplicateWarning } from './DuplicateWarning';
import { HandInSide } from './HandInSide';
import { MaterialsSection } from './MaterialsSection';
import { missingOf } from './materialStatus';
import type { SavedCase } from './SavedPanel';
import { useMaterials } from './useMaterials';

type Props = { item: ServiceItem; draft: Draft; onSaved: (saved: SavedCase) => void; onLeave: () => void };

/** One application from the first letter to the receipt: the form, the materials, what is missing, the hand-in. */
export function ApplicationPage({ item, draft, onSaved, onLeave }: Props) {
  const { t } = useTranslation('intake');
  const text = useLocaleText();
  const form = useDefinitionForm(item, draft.form);
  const hand = useMaterials(item, draft.materials);
  const [active, setActive] = useState<MaterialRequirement>();
  const { promised } = item.limits;
  const main = useRef<HTMLDivElement>(null);
  useEffect(() => main.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const target =
      active ?? missingOf(item, hand.materials, recorded(item, form.getValues()))[0] ?? item.materials[0];
    if (files.length === 0 || !target) return;
    event.preventDefault();
    void hand.addFiles(target, files);
  };

  return (
    <FormProvider {...form}>
      <div className="intake-page" onPaste={onPaste}>
        <header className="intake-head">
          <button type="button" className="intake-back" onClick={onLeave}>
            {t('back')}
          </button>
          <h1>{text(item.name)}</h1>
          <span className="intake-facts">
            {t(`handling.${item.handling}`)} · {t('promised')}{' '}
            {t(`limit.${promised.unit}`, { count: promised.days })}
          </span>
        </header>
        <div className="intake-main" ref={main}>
          <DuplicateWarning item={item} />
          <DefinitionForm item={item} />
          <MaterialsSection item={item} hand={hand} onActive={setActive} />
        </div>
        <HandInSide item={item} draft={draft} form={form} hand={hand} onSaved={onSaved} />
      </div>
    </FormProvider>
  );
}
