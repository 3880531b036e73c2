import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { ControlProps } from './controlProps';

dayjs.extend(customParseFormat);

/** Ways in which clerks type a date; the first is the one shown. */
const dateFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

/** A date, typed or picked; held as YYYY-MM-DD. What cannot be read as a date stays on the screen to be mended. */
export function DateControl({ id, label, value, onChange, onBlur, invalid, describedBy }: ControlProps) {
  const shown = typeof value === 'string' && value !== '' ? dayjs(value, 'YYYY-MM-DD', true) : null;
  return (
    <DatePicker
      id={id}
      className="form-wide"
      format={dateFormats}
      value={shown?.isValid() ? shown : null}
      onChange={(picked) => onChange(picked ? picked.format('YYYY-MM-DD') : null)}
      onBlur={onBlur}
      preserveInvalidOnBlur
      {...(invalid ? { status: 'error' as const } : {})}
      placeholder="YYYY-MM-DD"
      aria-label={label}
      aria-describedby={describedBy}
    />
  );
}
