import { DatePicker, Input, Switch } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import { timeWords } from '../../ui/DateText';
import { FieldFrame } from '../../ui/form/FieldFrame';
import type { LateEntering } from './LateEntryContext';

/** Times are typed and shown as the clock on the wall in Shanghai says, whatever zone the computer is set to. */
const wallFormat = 'YYYY-MM-DDTHH:mm';

type Props = LateEntering & {
  /** How often the step was pressed: each time with something missing here, the cursor goes to it. */
  presses: number;
};

/** 补录: a small switch at the foot of every step; on, it asks when the step really happened and why it comes late. */
export function LateFields({ late, change, presses }: Props) {
  const { t } = useTranslation('review');
  const id = useId();
  const [at, setAt] = useState<string>();
  const [reason, setReason] = useState('');
  const open = late !== undefined;
  const missing = late === 'unfinished' ? (at === undefined ? `${id}-at` : `${id}-reason`) : undefined;
  const wanted = useRef(missing);
  useEffect(() => {
    wanted.current = missing;
  });
  useEffect(() => {
    const control = wanted.current === undefined ? null : document.getElementById(wanted.current);
    control?.focus();
    control?.scrollIntoView({ block: 'center' });
  }, [open, presses]);
  const tell = (nextAt: string | undefined, nextReason: string) => {
    setAt(nextAt);
    setReason(nextReason);
    const why = nextReason.trim();
    change(
      nextAt !== undefined && why !== '' ? { occurredAt: `${nextAt}:00+08:00`, reason: why } : 'unfinished',
    );
  };
  return (
    <section className="late-fields" data-open={open ? '' : undefined}>
      <label className="late-switch" htmlFor={`${id}-switch`}>
        <Switch
          id={`${id}-switch`}
          size="small"
          checked={open}
          onChange={(checked) => (checked ? tell(at, reason) : change(undefined))}
        />
        {t('late.switch')}
      </label>
      {open ? (
        <>
          <p className="panel-explain">{t('late.explain')}</p>
          <FieldFrame name="late.at" controlId={`${id}-at`} label={t('late.at')} required span={2}>
            <DatePicker
              id={`${id}-at`}
              className="form-wide"
              showTime={{ format: 'HH:mm' }}
              format={['YYYY-MM-DD HH:mm', 'YYYYMMDD HH:mm', 'YYYY-M-D H:mm']}
              maxDate={dayjs(`${todayInShanghai()}T${timeWords(new Date().toISOString())}`)}
              value={at === undefined ? null : dayjs(at)}
              onChange={(value: dayjs.Dayjs | null) => tell(value?.format(wallFormat), reason)}
            />
          </FieldFrame>
          <FieldFrame
            name="late.reason"
            controlId={`${id}-reason`}
            label={t('late.reason')}
            required
            span={2}
            help={t('late.reasonHelp')}
            error={presses > 0 && late === 'unfinished' ? t('late.unfinished') : undefined}
          >
            <Input.TextArea
              id={`${id}-reason`}
              autoSize={{ minRows: 1, maxRows: 3 }}
              maxLength={200}
              value={reason}
              onChange={(event) => tell(at, event.target.value)}
            />
          </FieldFrame>
        </>
      ) : null}
    </section>
  );
}
