import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import { KeyHint } from '../../ui/KeyHint';
import { dangerousSteps } from '../review/stepOrder';
import { moreKey } from './useStepKeys';

type Props = {
  steps: readonly CaseEventType[];
  words: (type: CaseEventType) => string;
  keys: ReadonlyMap<CaseEventType, string>;
  /** What can be done with the file besides steps. */
  also: readonly { key: string; label: string; icon: ReactNode; onClick: () => void }[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onStep: (type: CaseEventType) => void;
};

/** 更多: the steps that are needed now and then, each with the key that also works without opening the menu. */
export function MoreSteps({ steps, words, keys, also, open, onOpen, onStep }: Props) {
  const { t } = useTranslation('review');
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const key = event.key.toUpperCase();
      const type = steps.find((one) => keys.get(one) === key);
      if (type === undefined) return;
      event.preventDefault();
      onOpen(false);
      onStep(type);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keys, onOpen, onStep, open, steps]);
  const entry = (type: CaseEventType) => ({
    key: type,
    danger: dangerousSteps.has(type),
    label: (
      <span className="more-step">
        {words(type)} <KeyHint keys={keys.get(type) ?? ''} />
      </span>
    ),
    onClick: () => onStep(type),
  });
  const usual = steps.filter((type) => !dangerousSteps.has(type));
  const dangerous = steps.filter((type) => dangerousSteps.has(type));
  const groups = [usual.map(entry), also.map((one) => ({ ...one })), dangerous.map(entry)];
  const items = groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) =>
      index === 0 ? group : [{ type: 'divider' as const, key: `apart-${index}` }, ...group],
    );
  return (
    <Dropdown
      open={open}
      onOpenChange={onOpen}
      trigger={['click']}
      placement="topLeft"
      autoFocus
      menu={{ items }}
    >
      <Button aria-haspopup="menu" aria-expanded={open} aria-keyshortcuts={moreKey}>
        {t('more')} <KeyHint keys={moreKey} /> <DownOutlined className="more-arrow" />
      </Button>
    </Dropdown>
  );
}
