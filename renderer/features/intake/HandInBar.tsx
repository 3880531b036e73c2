import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/KeyHint';

/** 收件, 收件并受理, or 收件并一次性告知补正. */
export type HandIn = 'receive' | 'accept' | 'supplement';

type Props = {
  complete: boolean;
  open: number;
  busy: boolean;
  asking: boolean;
  onHandIn: (way: HandIn) => void;
};

/** The ways to hand in; the likely one first: accept when everything is there, ask once for what is missing when not. */
export function HandInBar({ complete, open, busy, asking, onHandIn }: Props) {
  const { t } = useTranslation('intake');
  const latest = useRef(onHandIn);
  useEffect(() => {
    latest.current = onHandIn;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || asking) return;
      if (event.key === 'F9') latest.current('receive');
      else if (event.key === 'Enter' && event.ctrlKey) latest.current(complete ? 'accept' : 'supplement');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [complete, asking]);
  return (
    <div className="hand-in">
      <span className="hand-in-state" data-complete={complete ? '' : undefined}>
        {complete ? t('handIn.complete') : t('handIn.open', { count: open })}
      </span>
      <Button disabled={busy || asking} onClick={() => onHandIn('receive')}>
        {t('handIn.receive')} <KeyHint keys="F9" />
      </Button>
      {complete ? (
        <Button type="primary" loading={busy} onClick={() => onHandIn('accept')}>
          {t('handIn.accept')} <KeyHint keys="Ctrl+Enter" />
        </Button>
      ) : (
        <Button type="primary" disabled={asking} loading={busy} onClick={() => onHandIn('supplement')}>
          {t('handIn.supplement')} <KeyHint keys="Ctrl+Enter" />
        </Button>
      )}
    </div>
  );
}
