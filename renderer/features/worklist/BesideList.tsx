import { ArrowsAltOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/KeyHint';
import { SplitPane } from '../../ui/SplitPane';
import { CasePanel } from '../casefile/CasePanel';

type Props = {
  selected: string | undefined;
  onOpen: (caseId: string) => void;
  onClose: () => void;
  children: ReactNode;
};

/** A list and, beside it, never over it, the case that is chosen. */
export function BesideList({ selected, onOpen, onClose, children }: Props) {
  const { t } = useTranslation('worklist');
  const beside =
    selected === undefined ? undefined : (
      <section className="beside">
        <div className="beside-tools beside-tools-corner">
          <Button size="small" type="text" icon={<ArrowsAltOutlined />} onClick={() => onOpen(selected)}>
            {t('openFull')} <KeyHint keys="Enter" />
          </Button>
          <Button size="small" type="text" icon={<CloseOutlined />} onClick={onClose}>
            {t('closeBeside')} <KeyHint keys="Esc" />
          </Button>
        </div>
        <CasePanel caseId={selected} />
      </section>
    );
  return (
    <SplitPane
      handleLabel={t('resize')}
      start={<div className="list-alone">{children}</div>}
      end={beside}
      initial={400}
      smallest={300}
      largest={760}
    />
  );
}
