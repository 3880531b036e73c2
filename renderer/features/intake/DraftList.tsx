import { DeleteOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKnown, useLiveQuery, useLocaleText, useStore } from '../../app/context';
import { momentWords } from '../../ui/DateText';
import type { Draft } from '../../store/storeApi';

/** Forms that were begun on this device and not handed in; nothing of them is lost by leaving. */
export function DraftList({ onResume }: { onResume: (draft: Draft) => void }) {
  const { t, i18n } = useTranslation('intake');
  const text = useLocaleText();
  const store = useStore();
  const { items } = useKnown();
  const drafts = useLiveQuery((api) => api.listDrafts(), []);
  return (
    <section className="intake-drafts" aria-labelledby="intake-drafts-title">
      <h2 id="intake-drafts-title">{t('draft.title')}</h2>
      {drafts?.length === 0 ? <p className="intake-quiet">{t('draft.none')}</p> : null}
      <ul>
        {drafts?.map((draft) => {
          const item = items.find((one) => one.code === draft.itemCode);
          if (!item) return null;
          const name = draft.form[item.applicant.name];
          const who = typeof name === 'string' && name !== '' ? name : t('draft.nameless');
          return (
            <li key={draft.draftId} className="draft-row">
              <button type="button" className="draft-open" onClick={() => onResume(draft)}>
                <span className="draft-who">{who}</span>
                <span className="draft-item">{text(item.name)}</span>
                <span className="draft-when">{momentWords(draft.savedAt, i18n.language)}</span>
              </button>
              <Popconfirm
                title={t('draft.discardAsk', { who })}
                okText={t('draft.discardYes')}
                okButtonProps={{ danger: true }}
                cancelText={t('draft.discardNo')}
                onConfirm={() => void store.discardDraft(draft.draftId)}
              >
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('draft.discard', { who })}
                />
              </Popconfirm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
