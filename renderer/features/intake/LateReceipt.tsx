import { DatePicker, Input, Switch } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LateEntry } from '@shared/casework/event';

/** What is said about a late entry: nothing, not yet enough, or when and why. */
export type Late = LateEntry | 'unfinished' | undefined;

type Props = { late: Late; onChange: (late: Late) => void };

/**
 * 补录: the application came earlier than it is entered (power cut, village round, weekend service). The true time counts for
 * every limit; the reason stays with the case, and the case stays marked.
 */
export function LateReceipt({ late, onChange }: Props) {
  const { t } = useTranslation('intake');
  const id = useId();
  const [open, setOpen] = useState(late !== undefined);
  const [at, setAt] = useState<string>();
  const [reason, setReason] = useState('');
  const tell = (nextAt: string | undefined, nextReason: string) => {
    setAt(nextAt);
    setReason(nextReason);
    const isWhole = nextAt !== undefined && nextReason.trim() !== '';
    onChange(isWhole ? { occurredAt: nextAt, reason: nextReason.trim() } : 'unfinished');
  };
  return (
    <section className="late-receipt">
      <label htmlFor={`${id}-switch`}>
        <Switch
          id={`${id}-switch`}
          size="small"
          checked={open}
          onChange={(checked) => {
            setOpen(checked);
            tell(undefined, '');
            if (!checked) onChange(undefined);
          }}
        />{' '}
        {t('late.switch')}
      </label>
      {open ? (
        <>
          <p className="intake-quiet">{t('late.explain')}</p>
          <label htmlFor={`${id}-at`}>{t('late.at')}</label>
          <DatePicker
            id={`${id}-at`}
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            maxDate={dayjs()}
            value={at === undefined ? null : dayjs(at)}
            onChange={(value: dayjs.Dayjs | null) => tell(value?.format('YYYY-MM-DDTHH:mm:ssZ'), reason)}
          />
          <label htmlFor={`${id}-reason`}>{t('late.reason')}</label>
          <Input.TextArea
            id={`${id}-reason`}
            autoSize={{ minRows: 1, maxRows: 3 }}
            maxLength={200}
            value={reason}
            onChange={(event) => tell(at, event.target.value)}
          />
          {late === 'unfinished' ? <p className="late-open">{t('late.incomplete')}</p> : null}
        </>
      ) : null}
    </section>
  );
}
