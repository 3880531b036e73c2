import { InputNumber } from 'antd';
import type { ControlProps } from './controlProps';

type Props = ControlProps & { decimals: number | undefined; unit: string | undefined };

/** A figure with its unit. What lies outside the limits is said under the field, never silently changed. */
export function NumberControl(props: Props) {
  const { id, label, value, onChange, onBlur, invalid, describedBy, dense, decimals, unit } = props;
  return (
    <InputNumber<number>
      id={id}
      className="form-wide form-figures"
      value={typeof value === 'number' ? value : null}
      onChange={(figure) => onChange(figure)}
      onBlur={onBlur}
      controls={false}
      keyboard={false}
      changeOnWheel={false}
      {...(decimals === undefined ? {} : { precision: decimals })}
      {...(unit === undefined ? {} : { suffix: unit })}
      {...(invalid ? { status: 'error' as const } : {})}
      {...(dense ? { 'aria-label': label } : {})}
      aria-describedby={describedBy}
      autoComplete="off"
    />
  );
}
