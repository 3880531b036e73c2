import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Satisfaction, type Payload } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import type { CaseFile } from '../../store/storeApi';
import { FailedNote, type Failed } from './FailedNote';
import './rating.css';

type Props = {
  file: CaseFile;
  item: ServiceItem;
  busy: boolean;
  failed: Failed | undefined;
  onSubmit: (payload: Payload<'service.rated'>) => void;
  onCancel: () => void;
};

/**
 * 评价: the whole screen, turned to the applicant. It shows nothing of the case but what was applied for, takes no key that picks
 * a level, and tells who may press it (GB/T 39735-2020: no rating by staff, none urged).
 */
export function RatingScreen({ file, item, busy, failed, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const text = useLocaleText();
  const screen = useRef<HTMLDialogElement>(null);
  const [satisfaction, setSatisfaction] = useState<Satisfaction>();
  const [comment, setComment] = useState('');
  useEffect(() => {
    const dialog = screen.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const send = () => {
    if (satisfaction === undefined) return;
    const said = comment.trim();
    onSubmit({ satisfaction, channel: 'window', ...(said === '' ? {} : { comment: said }) });
  };
  return (
    <dialog
      ref={screen}
      className="rating-screen"
      aria-labelledby="rating-title"
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <div className="rating-middle">
        <h1 id="rating-title" tabIndex={-1} autoFocus>
          {t('rate.title')}
        </h1>
        <p className="rating-item">
          {t('rate.item', { name: file.row.summary.applicantName, item: text(item.name) })}
        </p>
        <FailedNote failed={failed} item={item} />
        <div className="rating-levels" role="radiogroup" aria-labelledby="rating-title">
          {Satisfaction.options.map((level) => (
            <button
              key={level}
              type="button"
              role="radio"
              aria-checked={satisfaction === level}
              onClick={() => setSatisfaction(level)}
            >
              {words(`satisfaction.${level}`)}
            </button>
          ))}
        </div>
        <Input.TextArea
          className="rating-comment"
          aria-label={t('rate.comment')}
          placeholder={t('rate.comment')}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={500}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        <p className="rating-chosen" aria-live="polite">
          {satisfaction === undefined
            ? ''
            : t('rate.chosen', { word: words(`satisfaction.${satisfaction}`) })}
        </p>
        <div className="rating-foot">
          <Button size="large" onClick={onCancel}>
            {t('rate.skip')}
          </Button>
          <Button
            size="large"
            type="primary"
            loading={busy}
            disabled={satisfaction === undefined}
            onClick={send}
          >
            {t('rate.submit')}
          </Button>
        </div>
        <p className="rating-private">{t('rate.private')}</p>
      </div>
    </dialog>
  );
}
