import type { ReactNode } from 'react';

type Props = {
  /** Name of the group: one choice per row. */
  name: string;
  checked: boolean;
  label: string;
  onChoose: (() => void) | undefined;
  children: ReactNode;
};

/** One side of a row; where the row can be chosen, the whole cell is its radio button. */
export function ChoiceCell({ name, checked, label, onChoose, children }: Props) {
  if (!onChoose) return <td>{children}</td>;
  return (
    <td data-chosen={checked ? '' : undefined}>
      <label className="attention-choice">
        <input type="radio" name={name} aria-label={label} checked={checked} onChange={onChoose} />
        <span>{children}</span>
      </label>
    </td>
  );
}
