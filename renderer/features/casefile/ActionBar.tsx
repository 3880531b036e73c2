import { ExportOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import { useSession } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { KeyHint } from '../../ui/KeyHint';
import { keysOf, layOut, mainSteps, sensibleSteps } from '../review/stepOrder';
import { MoreSteps } from './MoreSteps';
import { WhoseTurn } from './WhoseTurn';
import { useStepKeys } from './useStepKeys';

type Props = {
  file: CaseFile;
  open: CaseEventType | undefined;
  onStep: (type: CaseEventType) => void;
  onPrint: () => void;
  onExport: () => void;
};

/** Only what this person may do now: the likely step first, the dangerous ones apart, the rare ones in a menu, each with its key. */
export function ActionBar({ file, open, onStep, onPrint, onExport }: Props) {
  const { t } = useTranslation('review');
  const { t: own } = useTranslation('casefile');
  const { t: exchange } = useTranslation('exchange');
  const { account } = useSession();
  const [more, setMore] = useState(false);
  const sensible = sensibleSteps(file, account.accountId);
  const types = sensible.filter((step) => step.why === undefined).map(({ type }) => type);
  const askedBefore = file.facts.supplements.length > 0;
  const { usual, dangerous, menu } = layOut(types, askedBefore);
  const keys = keysOf(types);
  const onward = sensible.filter(({ type }) => mainSteps.has(type));
  const waiting = onward.some((step) => step.why === undefined) ? undefined : onward[0];
  const words = (type: CaseEventType) =>
    t(`step.${type === 'supplement.requested' && askedBefore ? 'supplement.again' : type}`);
  useStepKeys(keys, {
    listening: open === undefined && !more,
    onStep,
    onPrint,
    onMore: () => setMore(true),
  });
  const button = (type: CaseEventType, danger: boolean) => {
    const primary = type === usual[0] && mainSteps.has(type) && open === undefined;
    return (
      <Button
        key={type}
        type={primary ? 'primary' : danger ? 'text' : 'default'}
        danger={danger}
        disabled={open === type}
        aria-keyshortcuts={keys.get(type)}
        onClick={() => onStep(type)}
      >
        {words(type)} <KeyHint keys={keys.get(type) ?? ''} />
      </Button>
    );
  };
  return (
    <footer className="case-actions">
      {usual.map((type) => button(type, false))}
      <Button icon={<PrinterOutlined />} onClick={onPrint}>
        {own('print')} <KeyHint keys="P" />
      </Button>
      <MoreSteps
        steps={menu}
        words={words}
        keys={keys}
        also={[{ key: 'export', label: exchange('title'), icon: <ExportOutlined />, onClick: onExport }]}
        open={more}
        onOpen={setMore}
        onStep={onStep}
      />
      {waiting ? <WhoseTurn step={waiting} words={words} /> : null}
      <span className="case-apart">{dangerous.map((type) => button(type, true))}</span>
    </footer>
  );
}
