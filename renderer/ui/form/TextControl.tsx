import { Input } from 'antd';
import type { ControlProps } from './controlProps';

type Props = ControlProps & {
  rows?: number | undefined;
  figures?: boolean | undefined;
  /** Applied to every change, e.g. to drop the blanks of a pasted number. */
  tidy?: ((typed: string) => string) | undefined;
};

/** A line of text, or several. */
export function TextControl(props: Props) {
  const { id, label, value, onChange, onBlur, invalid, describedBy, dense, rows, figures, tidy } = props;
  const common = {
    id,
    value: typeof value === 'string' ? value : '',
    onBlur,
    autoComplete: 'off',
    spellCheck: false,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    ...(dense ? { 'aria-label': label } : {}),
    ...(invalid ? { status: 'error' as const } : {}),
  };
  if (rows !== undefined)
    return (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: rows, maxRows: 10 }}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      {...common}
      {...(figures ? { className: 'form-figures', inputMode: 'numeric' as const } : {})}
      onChange={(event) => onChange(tidy ? tidy(event.target.value) : event.target.value)}
    />
  );
}
