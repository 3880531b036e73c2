import { Select } from 'antd';
import type { DivisionCode } from '@shared/casework/identifiers';
import type { ControlProps } from '../../ui/form/controlProps';
import { useDivisionGroups } from '../../ui/form/divisionChoices';

type Props = ControlProps & {
  /** Offices that may be chosen: the county, and those of its townships that are not in `except`. */
  county: DivisionCode;
  levels: readonly ('county' | 'township')[];
  except: readonly DivisionCode[];
  placeholder: string;
};

/** An office of the same county, found by name, pinyin or code. */
export function OfficeControl(props: Props) {
  const { id, label, value, onChange, onBlur, invalid, describedBy, county, levels, except, placeholder } =
    props;
  const townships = useDivisionGroups('township');
  const counties = useDivisionGroups('county');
  const all = [
    ...(levels.includes('county') ? (counties ?? []) : []),
    ...(levels.includes('township') ? (townships ?? []) : []),
  ].flatMap(({ options }) => options);
  const offices = all.filter(({ value: code }) => code.startsWith(county) && !except.includes(code));
  return (
    <Select
      id={id}
      className="form-wide"
      value={typeof value === 'string' && value !== '' ? value : null}
      options={offices}
      loading={townships === undefined || counties === undefined}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      onBlur={onBlur}
      showSearch={{ optionFilterProp: 'find' }}
      {...(invalid ? { status: 'error' as const } : {})}
      placeholder={placeholder}
      aria-label={label}
      aria-describedby={describedBy}
    />
  );
}
