import { Button } from 'antd';
import { useContext, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/KeyHint';
import { LateEntryContext } from './LateEntryContext';
import { LateFields } from './LateFields';
import './review.css';

type Props = {
  title: string;
  /** What the step means and what follows, where that is not plain. */
  explain?: string | undefined;
  submitLabel: string;
  dangerous?: boolean;
  busy: boolean;
  /** Nothing can be taken here now; the panel says why. */
  disabled?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
};

/** Where the cursor starts: the chosen one of a group, else the first field, else the button. */
const wanted = [
  '.panel-body input[type=radio]:checked',
  '.panel-body input:not([type=hidden]):not([type=file]), .panel-body textarea',
  'button[type=submit]',
];

/** While a calendar or a list hangs open, Esc closes that and not the panel. */
const hasOpenPopup = () =>
  document.querySelector(
    '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden)',
  ) !== null;

/** A step's panel: title, questions, one button. Ctrl+Enter submits, Esc closes; the cursor starts in the first field. */
export function PanelFrame(props: Props) {
  const { title, explain, submitLabel, dangerous, busy, disabled, onSubmit, onCancel, children } = props;
  const entering = useContext(LateEntryContext);
  const [presses, setPresses] = useState(0);
  const { t } = useTranslation('review');
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const control = wanted.map((selector) => frame.current?.querySelector<HTMLElement>(selector));
    control.find((one) => one !== null)?.focus();
  }, []);
  const submit = () => {
    if (busy || disabled) return;
    setPresses((count) => count + 1);
    if (entering?.late !== 'unfinished') onSubmit();
  };
  // Caught on the way down: a date field would take the Enter of Ctrl+Enter for its calendar.
  const onSubmitKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  };
  const onCancelKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || hasOpenPopup()) return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      ref={frame}
      className="step-panel"
      aria-label={title}
      noValidate
      onKeyDownCapture={onSubmitKey}
      onKeyDown={onCancelKey}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{title}</h2>
      {explain ? <p className="panel-explain">{explain}</p> : null}
      <div className="panel-body">{children}</div>
      {entering ? <LateFields {...entering} presses={presses} /> : null}
      <div className="panel-foot">
        <Button onClick={onCancel}>
          {t('cancel')} <KeyHint keys="Esc" />
        </Button>
        <Button
          type="primary"
          htmlType="submit"
          danger={dangerous ?? false}
          loading={busy}
          disabled={disabled ?? false}
        >
          {submitLabel} <KeyHint keys="Ctrl+Enter" />
        </Button>
      </div>
    </form>
  );
}
