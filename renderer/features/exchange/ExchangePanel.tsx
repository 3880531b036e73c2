import { ExportOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { Disclosure, type ExportFormat } from '@shared/exchange/caseExport';
import { exportCase } from '@shared/exchange/exportCase';
import { callMain } from '../../actors/bridge';
import type { CaseFile } from '../../store/storeApi';
import { ExportedTables } from './ExportedTables';
import { useExchangeInput } from './useExchangeInput';
import './exchange.css';

type Saved = Output<PageChannels['exchange.save']>;

/** 导出交换数据: what will be exported, what is empty in it, in which form, and whether personal data are shown. */
export function ExchangePanel({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t } = useTranslation('exchange');
  const makeInput = useExchangeInput(file, item);
  const preview = useMemo(() => (makeInput ? exportCase(makeInput()) : undefined), [makeInput]);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [full, setFull] = useState(false);
  const [reason, setReason] = useState('');
  const [lacksReason, setLacksReason] = useState(false);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  if (!makeInput || !preview) return <p className="view-empty">{t('preparing')}</p>;

  const save = async () => {
    const disclosure = Disclosure.safeParse(full ? { kind: 'full', reason } : { kind: 'masked' });
    setLacksReason(!disclosure.success);
    setSaved(undefined);
    if (!disclosure.success || saving) return;
    setSaving(true);
    try {
      setSaved(
        await callMain('exchange.save', { exported: exportCase(makeInput(), disclosure.data), format }),
      );
    } finally {
      setSaving(false);
    }
  };
  const { manifest, tables } = preview;
  return (
    <section className="exchange-panel" aria-label={t('title')}>
      <p className="exchange-explain">{t('explain')}</p>
      {manifest.numberIsOfficial ? null : <Alert type="warning" showIcon title={t('provisional')} />}
      {manifest.unconfirmed === 0 ? null : (
        <Alert type="warning" showIcon title={t('unconfirmed', { count: manifest.unconfirmed })} />
      )}
      <div className="exchange-choices">
        <Radio.Group
          aria-label={t('format.label')}
          value={format}
          onChange={({ target }) => setFormat(target.value === 'json' ? 'json' : 'csv')}
          options={[
            { value: 'csv', label: t('format.csv') },
            { value: 'json', label: t('format.json') },
          ]}
        />
        <Checkbox checked={full} onChange={({ target }) => setFull(target.checked)}>
          {t('full.label')}
        </Checkbox>
        {full ? (
          <label className="exchange-reason">
            {t('full.reason')}
            <Input.TextArea
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 4 }}
              aria-invalid={lacksReason}
              {...(lacksReason ? { status: 'error' as const } : {})}
            />
            <span className={lacksReason ? 'exchange-lacking' : 'exchange-note'}>{t('full.note')}</span>
          </label>
        ) : (
          <p className="exchange-note">{t('masked')}</p>
        )}
        <Button type="primary" icon={<ExportOutlined />} loading={saving} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
      {saved ? <SavedNote saved={saved} /> : null}
      <ExportedTables tables={tables} />
    </section>
  );
}

function SavedNote({ saved }: { saved: Saved }) {
  const { t } = useTranslation('exchange');
  switch (saved.kind) {
    case 'saved':
      return (
        <Alert
          type="success"
          showIcon
          title={t('saved.saved', { folder: saved.folder, count: saved.files })}
        />
      );
    case 'cancelled':
      return <Alert type="info" showIcon title={t('saved.cancelled')} />;
    case 'diskFull':
      return <Alert type="error" showIcon title={t('saved.diskFull')} />;
    case 'failed':
      return <Alert type="error" showIcon title={t('saved.failed', { reason: saved.reason })} />;
  }
}
