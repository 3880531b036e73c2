import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKnown, useLiveQuery, useLocaleText } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { BesideList } from './BesideList';
import { CaseList } from './CaseList';
import { QueueTabs } from './QueueTabs';
import { sorts, useListPlace } from './useListPlace';
import { useWorklist } from './useWorklist';

/** 办件: the queues of the office, ordered by the clock; the chosen case opens beside the list. */
export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const text = useLocaleText();
  const { items } = useKnown();
  const { place, change, select, open } = useListPlace();
  const { queue, itemCode, sort, selected } = place;
  const counts = useLiveQuery(
    (store) => store.counts(),
    [],
    (change) => change.kind === 'cases',
  );
  const list = useWorklist({ queue, itemCode, sort });
  const codes = new Map(items.map((item) => [item.code, text(item.name)]));
  return (
    <div className="list-page">
      <h1 className="unseen">{t('place.worklist', { ns: 'app' })}</h1>
      <header className="list-tools">
        <QueueTabs
          chosen={queue}
          counts={counts}
          onChoose={(one) => change({ queue: one, selected: undefined })}
        />
        <span className="list-filters">
          <Select
            aria-label={t('filterItem')}
            className="list-item-filter"
            value={itemCode ?? ''}
            onChange={(value: string) => change({ itemCode: value === '' ? undefined : value })}
            options={[
              { value: '', label: t('allItems') },
              ...[...codes].map(([value, label]) => ({ value, label })),
            ]}
          />
          <Select
            aria-label={t('sortBy')}
            className="list-sort"
            value={sort}
            onChange={(value: string) => change({ sort: value })}
            options={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
          />
        </span>
      </header>
      <BesideList selected={selected} onOpen={open} onClose={() => select(undefined)}>
        {list === undefined ? null : list.total === 0 ? (
          <EmptyState
            title={t(itemCode === undefined ? `empty.${queue}` : 'empty.filtered')}
            hint={t(itemCode === undefined ? `emptyHint.${queue}` : 'emptyHint.filtered')}
          />
        ) : (
          <CaseList
            label={t(`queue.${queue}`, { ns: 'case' })}
            rows={list.rows}
            offset={list.offset}
            total={list.total}
            listKey={list.key}
            selected={selected}
            onVisible={list.onVisible}
            onSelect={select}
            onOpen={open}
            focusFirst
          />
        )}
      </BesideList>
    </div>
  );
}
