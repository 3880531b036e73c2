import { FilterOutlined, SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { sorts } from '@shared/casework/worklist';
import { KeyHint } from '../../ui/KeyHint';
import type { Sort } from '../../store/storeApi';

type Props = {
  sort: Sort;
  reverse: boolean;
  filtering: boolean;
  filters: number;
  onSort: (sort: Sort) => void;
  onReverse: () => void;
  onFiltering: () => void;
};

/** Order and filters of the worklist. */
export function ListTools({ sort, reverse, filtering, filters, onSort, onReverse, onFiltering }: Props) {
  const { t } = useTranslation('worklist');
  return (
    <span className="list-filters">
      <Button
        aria-pressed={filtering}
        aria-keyshortcuts="F3"
        icon={<FilterOutlined />}
        type={filters > 0 ? 'primary' : 'default'}
        ghost={filters > 0}
        onClick={onFiltering}
      >
        {filters > 0 ? t('filtersSet', { count: filters }) : t('filters')} <KeyHint keys="F3" />
      </Button>
      <Select<Sort>
        id="list-sort"
        aria-label={t('sortBy')}
        aria-keyshortcuts="F4"
        className="list-sort"
        showSearch={{ optionFilterProp: 'label' }}
        value={sort}
        onChange={onSort}
        options={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
      <Button
        aria-label={t('reverse')}
        title={t('reverse')}
        aria-pressed={reverse}
        aria-keyshortcuts="Shift+F4"
        icon={reverse ? <SortDescendingOutlined /> : <SortAscendingOutlined />}
        onClick={onReverse}
      />
    </span>
  );
}
