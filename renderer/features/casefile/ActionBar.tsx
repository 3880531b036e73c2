import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { isTyping } from '../../ui/isTyping';
import { KeyHint } from '../../ui/KeyHint';
import { dangerousSteps, inOrder, stepKeys } from '../review/stepOrder';
import { useRefusalText } from '../review/useRefusalText';

type Props = {
  file: CaseFile;
  item: ServiceItem;
  open: CaseEventType | undefined;
  onStep: (type: CaseEventType) => void;
  onPrint: () => void;
};

/** Only what this person may do now: the likely step first, the dangerous ones apart, each with its key. */
export function ActionBar({ file, item, open, onStep, onPrint }: Props) {
  const { t } = useTranslation('review');
  const { t: own } = useTranslation('casefile');
  const refusalText = useRefusalText(item);
  const permitted = inOrder(file.steps.filter((step) => step.why === undefined));
  const usual = permitted.filter((step) => !dangerousSteps.has(step.type));
  const dangerous = permitted.filter((step) => dangerousSteps.has(step.type));
  const isForward = ({ type }: { type: CaseEventType }) =>
    type !== 'application.amended' && !dangerousSteps.has(type);
  const forward = inOrder(file.steps).filter(isForward);
  const waiting = forward.some((step) => step.why === undefined) ? undefined : forward[0]?.why;
  const latest = useRef({ permitted, onStep, onPrint, open });
  useEffect(() => {
    latest.current = { permitted, onStep, onPrint, open };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const now = latest.current;
      if (
        now.open ||
        event.repeat ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        isTyping(event.target)
      )
        return;
      const key = event.key.toUpperCase();
      const step = now.permitted.find((one) => stepKeys[one.type] === key);
      if (step) now.onStep(step.type);
      else if (key === 'P') now.onPrint();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const button = (type: CaseEventType, primary: boolean, danger: boolean) => (
    <Button
      key={type}
      type={primary ? 'primary' : danger ? 'text' : 'default'}
      danger={danger}
      disabled={open === type}
      onClick={() => onStep(type)}
    >
      {t(`step.${type}`)} <KeyHint keys={stepKeys[type] ?? ''} />
    </Button>
  );
  return (
    <footer className="case-actions">
      {usual.map((step, index) =>
        button(step.type, index === 0 && isForward(step) && open === undefined, false),
      )}
      <Button icon={<PrinterOutlined />} onClick={onPrint}>
        {own('print')} <KeyHint keys="P" />
      </Button>
      {waiting ? <span className="case-waiting">{refusalText(waiting)}</span> : null}
      <span className="case-apart">{dangerous.map((step) => button(step.type, false, true))}</span>
    </footer>
  );
}
