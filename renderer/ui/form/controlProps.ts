import type { Scalar } from './formValues';

/** What every control of a form field is given. */
export type ControlProps = {
  id: string;
  /** For screen readers, where no visible label belongs to the control (table cells). */
  label: string;
  value: Scalar;
  onChange: (value: Scalar) => void;
  onBlur: () => void;
  invalid: boolean;
  describedBy: string;
  /** Inside a table: no room for anything but the value. */
  dense: boolean;
};
