import { useTranslation } from 'react-i18next';
import type { MaterialRequirement, ServiceItem } from '@shared/catalogue/serviceItem';
import { MaterialRow } from './MaterialRow';
import type { MaterialsInHand } from './useMaterials';
import './materials.css';

type Props = {
  item: ServiceItem;
  hand: MaterialsInHand;
  onActive?: (requirement: MaterialRequirement) => void;
};

/** The item's materials list 申请材料; files are dropped on, pasted into or chosen for each row. */
export function MaterialsSection({ item, hand, onActive }: Props) {
  const { t } = useTranslation('intake');
  return (
    <fieldset className="form-section">
      <legend>{t('material.title')}</legend>
      <p className="material-help">{t('material.help')}</p>
      <ul className="material-list">
        {item.materials.map((requirement) => (
          <MaterialRow
            key={requirement.id}
            requirement={requirement}
            hand={hand}
            onActive={onActive ?? (() => undefined)}
          />
        ))}
      </ul>
    </fieldset>
  );
}
