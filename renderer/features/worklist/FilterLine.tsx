import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseMark } from '@shared/casework/summary';
import { listedLights } from '@shared/casework/worklist';
import { KeyHint } from '../../ui/KeyHint';
import type { CaseFilter, Facets } from '../../store/storeApi';
import { useFilterWords } from './useFilterWords';

type Kind = 'items' | 'townships' | 'offices' | 'states' | 'lights' | 'marks' | 'actors';
type Props = {
  filter: CaseFilter;
  /** Undefined until the first answer. */
  facets: Facets | undefined;
  onChange: (filter: CaseFilter) => void;
  /** Raised whenever the keyboard is to go to the first filter. */
  focused: number;
};

const format = 'YYYY-MM-DD';
const dayOf = (date: string | undefined) => (date === undefined ? null : dayjs(date, format, true));

/** The filters of a worklist: each value with how many cases it would leave. Several values of one filter are alternatives. */
export function FilterLine({ filter, facets, onChange, focused }: Props) {
  const { t } = useTranslation('worklist');
  const words = useFilterWords();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused > 0) line.current?.querySelector('input')?.focus();
  }, [focused]);
  const wordOf = {
    items: words.item,
    townships: words.township,
    offices: words.office,
    states: words.state,
    lights: words.light,
    marks: words.mark,
    actors: words.actor,
  } satisfies Record<Kind, (value: string) => string>;
  const choose = (kind: Kind, order?: readonly string[]) => {
    const counts: Record<string, number> = facets?.[kind] ?? {};
    const chosen: readonly string[] = filter[kind] ?? [];
    const found = new Set([...Object.keys(counts), ...chosen]);
    const values = order ?? [...found].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
    return (
      <Select<string[]>
        mode="multiple"
        className={`filter filter-${kind}`}
        aria-label={t(`filter.${kind}`)}
        placeholder={t(`filter.${kind}`)}
        maxTagCount="responsive"
        allowClear
        showSearch={{ optionFilterProp: 'title' }}
        optionLabelProp="title"
        popupMatchSelectWidth={false}
        value={[...chosen]}
        onChange={(picked) => onChange({ ...filter, [kind]: picked })}
        options={values.map((value) => ({
          value,
          title: wordOf[kind](value),
          label: (
            <>
              {wordOf[kind](value)} <span className="figures filter-count">{counts[value] ?? 0}</span>
            </>
          ),
        }))}
      />
    );
  };
  return (
    <div ref={line} className="filter-line" role="group" aria-label={t('filters')}>
      {choose('lights', listedLights)}
      {choose('items')}
      {choose('townships')}
      {choose('offices')}
      {choose('states')}
      {choose('marks', CaseMark.options)}
      {choose('actors')}
      <DatePicker.RangePicker
        className="filter-dates"
        aria-label={t('filter.received')}
        allowEmpty={[true, true]}
        format={format}
        placeholder={[t('filter.from'), t('filter.to')]}
        value={[dayOf(filter.receivedFrom), dayOf(filter.receivedTo)]}
        onChange={(range) => {
          const { receivedFrom: _from, receivedTo: _to, ...others } = filter;
          const [from, to] = [range?.[0]?.format(format), range?.[1]?.format(format)];
          onChange({
            ...others,
            ...(from === undefined ? {} : { receivedFrom: from }),
            ...(to === undefined ? {} : { receivedTo: to }),
          });
        }}
      />
      <Button type="text" onClick={() => onChange({})}>
        {t('clearFilters')} <KeyHint keys="Shift+F3" />
      </Button>
    </div>
  );
}
