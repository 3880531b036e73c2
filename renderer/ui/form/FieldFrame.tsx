import type { ReactNode } from 'react';

type Props = {
  name: string;
  controlId: string;
  label: string;
  required: boolean;
  span: 1 | 2;
  /** Groups of radio buttons are named by the label instead of being its `for`. */
  group?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  warning?: string | undefined;
  /** A quiet fact that follows from what was typed. */
  derived?: string | undefined;
  children: ReactNode;
};

/** Label above, control, one line under it: the error, else a warning, else what follows from the value, else the help. */
export function FieldFrame(props: Props) {
  const { name, controlId, label, required, span, group, help, error, warning, derived, children } = props;
  const labelText = (
    <>
      {label}
      {required ? (
        <span className="form-required" aria-hidden>
          *
        </span>
      ) : null}
    </>
  );
  return (
    <div className={`form-field form-span-${span}`} data-field={name} data-error={error ? '' : undefined}>
      {group ? (
        <span className="form-label" id={`${controlId}-label`}>
          {labelText}
        </span>
      ) : (
        <label className="form-label" id={`${controlId}-label`} htmlFor={controlId}>
          {labelText}
        </label>
      )}
      {children}
      <FieldNote id={`${controlId}-note`} error={error} warning={warning} derived={derived} help={help} />
    </div>
  );
}

type Note = Pick<Props, 'error' | 'warning' | 'derived' | 'help'> & { id: string };

function FieldNote({ id, error, warning, derived, help }: Note) {
  const [kind, text] = error
    ? ['error', error]
    : warning
      ? ['warning', warning]
      : derived
        ? ['derived', derived]
        : ['help', help];
  return (
    <div id={id} className={`form-note form-note-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      {text}
    </div>
  );
}
