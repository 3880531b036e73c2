import { Radio, Select } from 'antd';
import type { ControlProps } from './controlProps';

type Choice = { value: string | boolean; label: string };
type Props = ControlProps & { choices: Choice[]; asList: boolean; placeholder?: string | undefined };

/** Few choices lie open; many fold into a list that narrows while one types. */
export function ChoiceControl(props: Props) {
  const { id, value, onChange, onBlur, invalid, choices, asList, describedBy, dense, placeholder, label } =
    props;
  if (!asList)
    return (
      <Radio.Group
        id={id}
        value={value}
        options={choices}
        onChange={(event) => onChange(event.target.value as string | boolean)}
        onBlur={onBlur}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        data-invalid={invalid ? '' : undefined}
      />
    );
  const options = choices.map((choice) => ({ ...choice, value: String(choice.value) }));
  const find = (key: string) => choices.find((choice) => String(choice.value) === key);
  return (
    <Select
      id={id}
      className="form-wide"
      value={value === null || value === '' ? null : String(value)}
      options={options}
      onChange={(key: string | undefined) => onChange(key === undefined ? null : (find(key)?.value ?? null))}
      onBlur={onBlur}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!dense}
      {...(invalid ? { status: 'error' as const } : {})}
      placeholder={placeholder}
      aria-label={label}
      aria-describedby={describedBy}
    />
  );
}
