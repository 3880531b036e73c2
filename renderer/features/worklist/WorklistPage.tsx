import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../app/context';
import { EmptyState } from '../../ui/EmptyState';
import { BesideList } from './BesideList';
import { CaseList } from './CaseList';
import { FilterLine } from './FilterLine';
import { filtersSet } from './filterParams';
import { ListTools } from './ListTools';
import { QueueTabs } from './QueueTabs';
import { useListKeys } from './useListKeys';
import { useListPlace } from './useListPlace';
import { useWorklist } from './useWorklist';

/** 办件: the queues of the office, in any order and narrowed as one likes; the chosen case opens beside the list. */
export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const { place, change, select, open } = useListPlace();
  const { queue, filter, filtering, sort, reverse, selected } = place;
  const page = useRef<HTMLDivElement>(null);
  const filters = filtersSet(filter);
  const showFilters = filtering || filters > 0;
  // Every case counts somewhere here, so every change of cases is asked about.
  const facets = useLiveQuery(
    (store) => store.facets({ queue, filter }),
    [queue, filter],
    (told) => told.kind === 'cases',
  );
  const list = useWorklist({ queue, filter, sort, reverse });
  const [focused, setFocused] = useState(0);
  const openFilters = () => {
    change({ filtering: true });
    setFocused((times) => times + 1);
  };
  useListKeys({
    filter: openFilters,
    clear: () => change({ filter: {}, filtering: false }),
    sort: () => page.current?.querySelector<HTMLElement>('#list-sort')?.focus(),
    reverse: () => change({ reverse: !reverse }),
  });
  return (
    <div className="list-page" ref={page}>
      <h1 className="unseen">{t('place.worklist', { ns: 'app' })}</h1>
      <header className="list-tools">
        <QueueTabs
          chosen={queue}
          counts={facets?.queue}
          onChoose={(one) => change({ queue: one, selected: undefined })}
        />
        <ListTools
          sort={sort}
          reverse={reverse}
          filtering={showFilters}
          filters={filters}
          onSort={(one) => change({ sort: one })}
          onReverse={() => change({ reverse: !reverse })}
          onFiltering={() => (filtering ? change({ filtering: false }) : openFilters())}
        />
      </header>
      {showFilters ? (
        <FilterLine
          filter={filter}
          facets={facets}
          onChange={(next) => change({ filter: next })}
          focused={focused}
        />
      ) : null}
      <BesideList selected={selected} onOpen={open} onClose={() => select(undefined)}>
        {list === undefined ? null : list.total === 0 ? (
          <EmptyState
            title={t(filters === 0 ? `empty.${queue}` : 'empty.filtered')}
            hint={t(filters === 0 ? `emptyHint.${queue}` : 'emptyHint.filtered')}
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
