import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from './controlProps';
import { useDivisionGroups, type DivisionLevel } from './divisionChoices';

type Props = ControlProps & { level: DivisionLevel };

/** A division of the province, found by name, pinyin or code. A code that is not in the list is shown as it is. */
export function DivisionControl(props: Props) {
  const { id, label, value, onChange, onBlur, invalid, describedBy, dense, level } = props;
  const { t } = useTranslation('form');
  const groups = useDivisionGroups(level);
  return (
    <Select
      id={id}
      className="form-wide"
      value={typeof value === 'string' && value !== '' ? value : null}
      options={groups ?? []}
      loading={groups === undefined}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      onBlur={onBlur}
      showSearch={{ optionFilterProp: 'find' }}
      allowClear={!dense}
      popupMatchSelectWidth={false}
      {...(invalid ? { status: 'error' as const } : {})}
      placeholder={t('division.find')}
      aria-label={label}
      aria-describedby={describedBy}
    />
  );
}
