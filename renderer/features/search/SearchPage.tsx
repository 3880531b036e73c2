import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePlaceParams } from '../../app/usePlaceParams';
import { EmptyState } from '../../ui/EmptyState';
import { BesideList } from '../worklist/BesideList';
import { CaseList } from '../worklist/CaseList';
import './search.css';
import { useSearch } from './useSearch';

const limit = 200;

/** 查询: the same search as Ctrl+K, with its results in a list that stays. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const [params, setParams] = usePlaceParams();
  const [text, setText] = useState(params.get('text') ?? '');
  const [selected, setSelected] = useState<string>();
  const { rows, asked } = useSearch(text, limit);
  const open = (caseId: string) => void navigate(`/cases/${caseId}`);
  const list = () => {
    if (text.trim() === '') return <EmptyState title={t('ask')} hint={t('askHint')} />;
    if (asked === '') return null;
    if (rows.length === 0) return <EmptyState title={t('none', { text: asked })} hint={t('noneHint')} />;
    return (
      <CaseList
        label={t('results', { count: rows.length })}
        rows={rows}
        offset={0}
        total={rows.length}
        listKey={asked}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
      />
    );
  };
  return (
    <div className="list-page">
      <h1 className="unseen">{t('place.search', { ns: 'app' })}</h1>
      <header className="search-tools">
        <Input
          className="search-box"
          prefix={<SearchOutlined />}
          aria-label={t('title')}
          placeholder={t('placeholder')}
          allowClear
          autoFocus
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setSelected(undefined);
            setParams(event.target.value === '' ? {} : { text: event.target.value });
          }}
        />
        <span className="search-count" role="status">
          {asked === '' ? '' : t(rows.length === limit ? 'resultsMore' : 'results', { count: rows.length })}
        </span>
      </header>
      <BesideList selected={selected} onOpen={open} onClose={() => setSelected(undefined)}>
        {list()}
      </BesideList>
    </div>
  );
}
