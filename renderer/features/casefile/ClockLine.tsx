import { Popover } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clock } from '@shared/calendar/clock';
import { dateWords } from '../../ui/DateText';
import { Light } from '../../ui/Light';
import type { ShownClock } from './shownClocks';
import { WhyThisDay } from './WhyThisDay';

/** One clock in a line: what is left, until when, and, when asked, why that day. */
export function ClockLine({ shown }: { shown: ShownClock }) {
  const { t, i18n } = useTranslation('case');
  const { t: own } = useTranslation('casefile');
  const [open, setOpen] = useState(false);
  const { kind, clock } = shown;
  return (
    <div className="clock-line">
      <Light light={clock.light} word={t(`light.${clock.light}`)} />
      <span className="clock-name">{t(`clock.${kind}`)}</span>
      <strong>{leftText(clock, t)}</strong>
      <span className="clock-due">
        {own('clock.due', { date: dateWords(clock.due, i18n.language) })}
        {clock.provisional ? (
          <span title={t('clock.provisionalWhy')}>（{t('clock.provisional')}）</span>
        ) : null}
      </span>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        destroyOnHidden
        title={own('clock.why')}
        content={<WhyThisDay shown={shown} />}
      >
        <button type="button" className="clock-why" aria-expanded={open}>
          {own('clock.why')}
        </button>
      </Popover>
    </div>
  );
}

function leftText(clock: Clock, t: TFunction<'case'>): string {
  if (clock.state === 'paused') return t('clock.paused');
  if (clock.state === 'stopped') return t(clock.remaining < 0 ? 'clock.stoppedLate' : 'clock.stoppedInTime');
  if (clock.remaining === 0) return t('clock.dueToday');
  const over = clock.remaining < 0;
  return t(`clock.${over ? 'over' : 'left'}.${clock.unit}`, { count: Math.abs(clock.remaining) });
}
