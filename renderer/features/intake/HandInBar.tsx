import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/KeyHint';

/** 收件, 收件并受理, 当场办结, or 收件并一次性告知补正. */
export type HandIn = 'receive' | 'accept' | 'instant' | 'supplement';

const likelyOf = ({ complete, instant, onlyReceives }: Props): HandIn => {
  if (onlyReceives) return 'receive';
  if (!complete) return 'supplement';
  return instant ? 'instant' : 'accept';
};

type Props = {
  complete: boolean;
  open: number;
  busy: boolean;
  asking: boolean;
  /** 即办件: what is complete is decided at once. */
  instant: boolean;
  /** 容缺: papers are promised for later. */
  tolerated: boolean;
  /** An agent 帮办代办员 takes papers in; whether they are accepted is for the window to say. */
  onlyReceives: boolean;
  onHandIn: (way: HandIn) => void;
};

/** The ways to hand in; the likely one first: accept when everything is there, ask once for what is missing when not. */
export function HandInBar(props: Props) {
  const { complete, open, busy, asking, tolerated, onlyReceives, onHandIn } = props;
  const { t } = useTranslation('intake');
  const likely = likelyOf(props);
  const latest = useRef(onHandIn);
  useEffect(() => {
    latest.current = onHandIn;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || asking) return;
      if (event.key === 'F9') latest.current('receive');
      else if (event.key === 'Enter' && event.ctrlKey) latest.current(likely);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [likely, asking]);
  return (
    <div className="hand-in">
      <span className="hand-in-state" data-complete={complete ? '' : undefined}>
        {complete
          ? t(tolerated ? 'handIn.completeTolerated' : 'handIn.complete')
          : t('handIn.open', { count: open })}
      </span>
      {onlyReceives ? null : (
        <Button disabled={busy || asking} onClick={() => onHandIn('receive')}>
          {t('handIn.receive')} <KeyHint keys="F9" />
        </Button>
      )}
      {likely === 'instant' ? (
        <Button disabled={busy || asking} onClick={() => onHandIn('accept')}>
          {t('handIn.accept')}
        </Button>
      ) : null}
      <Button type="primary" disabled={asking} loading={busy} onClick={() => onHandIn(likely)}>
        {t(likely === 'accept' && tolerated ? 'handIn.acceptTolerated' : `handIn.${likely}`)}{' '}
        <KeyHint keys="Ctrl+Enter" />
      </Button>
    </div>
  );
}
