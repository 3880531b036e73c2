import { Button, Input } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown, useLocaleText } from '../../app/context';
import type { Draft } from '../../store/storeApi';
import { CatalogueProblems } from './CatalogueProblems';
import { DraftList } from './DraftList';

type Props = { onChoose: (item: ServiceItem) => void; onResume: (draft: Draft) => void };

/** Which matter it is: a list that narrows while one types; arrows move, Enter opens. Started forms stand beside it. */
export function ChooseItem({ onChoose, onResume }: Props) {
  const { t } = useTranslation('intake');
  const text = useLocaleText();
  const { items } = useKnown();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const key = wanted.trim().toLowerCase();
    return items
      .filter((item) => item.enabled)
      .filter((item) =>
        [item.code, ...Object.values(item.name), ...Object.values(item.summary)].some((part) =>
          part.toLowerCase().includes(key),
        ),
      );
  }, [items, wanted]);
  const selected = Math.min(at, Math.max(0, found.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(selected + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(selected - 1, 0));
    else if (event.key === 'Enter') {
      const item = found[selected];
      if (item) onChoose(item);
    } else return;
    event.preventDefault();
  };
  const limit = (item: ServiceItem) => {
    const { days, unit } = item.limits.promised;
    return t(`limit.${unit}`, { count: days });
  };
  return (
    <div className="intake-choose">
      <section className="intake-items" aria-labelledby="intake-items-title">
        <h1 id="intake-items-title">{t('choose.title')}</h1>
        <Input
          autoFocus
          allowClear
          value={wanted}
          placeholder={t('choose.search')}
          aria-label={t('choose.search')}
          aria-controls="intake-items"
          aria-activedescendant={found[selected] ? `item-${found[selected].code}` : undefined}
          role="combobox"
          aria-expanded
          onChange={(event) => {
            setWanted(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id="intake-items" role="listbox" aria-label={t('choose.title')} className="item-list">
          {found.map((item, index) => (
            <div
              role="option"
              id={`item-${item.code}`}
              key={item.code}
              tabIndex={-1}
              aria-selected={index === selected}
              className="item-option"
              onClick={() => onChoose(item)}
            >
              <span className="item-name">{text(item.name)}</span>
              <span className={`item-handling item-${item.handling}`}>{t(`handling.${item.handling}`)}</span>
              <span className="item-limit">{limit(item)}</span>
              <span className="item-summary">{text(item.summary)}</span>
            </div>
          ))}
          {found.length === 0 ? (
            <div className="item-none">
              <p>{items.length === 0 ? t('choose.noCatalogue') : t('choose.noneFound', { wanted })}</p>
              {items.length > 0 ? (
                <Button size="small" onClick={() => setWanted('')}>
                  {t('choose.showAll')}
                </Button>
              ) : null}
            </div>
          ) : null}
        </div>
      </section>
      <div className="intake-beside">
        <DraftList onResume={onResume} />
        <CatalogueProblems />
      </div>
    </div>
  );
}
