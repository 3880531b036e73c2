import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useStore } from '../../app/context';
import type { CaseRow } from '../../store/storeApi';
import type { FormValues } from '../../ui/form/formValues';
import { dateWords } from '../../ui/DateText';

const finished = new Set(['closed', 'withdrawn', 'notAccepted']);

/** Says so when the same person already has an open case of this item; it hinders nothing. */
export function DuplicateWarning({ item }: { item: ServiceItem }) {
  const { t, i18n } = useTranslation('intake');
  const store = useStore();
  const navigate = useNavigate();
  const { control } = useFormContext<FormValues>();
  const idNumber = useWatch({ control, name: `values.${item.applicant.idNumber}` });
  const [open, setOpen] = useState<CaseRow[]>([]);
  const wanted = typeof idNumber === 'string' && idNumber.length >= 15 ? idNumber : undefined;
  useEffect(() => {
    let left = false;
    void (wanted === undefined ? Promise.resolve([]) : store.search(wanted, 20)).then((rows) => {
      if (left) return;
      const same = rows.filter(
        ({ summary }) => summary.applicantIdNumber === wanted && summary.itemCode === item.code,
      );
      setOpen(same.filter(({ summary }) => !finished.has(summary.state)));
    });
    return () => {
      left = true;
    };
  }, [wanted, item.code, store]);
  const [first] = open;
  if (!first) return null;
  const { summary } = first;
  return (
    <Alert
      className="intake-duplicate"
      type="warning"
      showIcon
      title={t('duplicate.found', {
        name: summary.applicantName,
        date: dateWords(summary.receivedOn, i18n.language),
        number: summary.officialNumber ?? summary.provisionalNumber,
      })}
      action={
        <Button size="small" onClick={() => void navigate(`/cases/${summary.caseId}`)}>
          {t('duplicate.open')}
        </Button>
      }
    />
  );
}
