import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '@shared/calendar/dates';
import { payloads } from '@shared/casework/event';
import { openTransfer } from '@shared/casework/handling';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import type { CaseFile } from '../../store/storeApi';
import { dateWords } from '../../ui/DateText';
import { TextControl } from '../../ui/form/TextControl';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { usePartText } from '../casefile/usePartText';
import { PanelFrame } from './PanelFrame';
import { ReasonPanel } from './ReasonPanel';
import { StepField } from './StepField';
import type { StepPanelProps } from './stepProps';

/** The transfer that is being answered: from where, by whom, which stages, why. */
function TransferAsked({ file, item }: { file: CaseFile; item: ServiceItem }) {
  const { t, i18n } = useTranslation('review');
  const office = useDivisionName();
  const partText = usePartText(item);
  const asked = openTransfer(file.facts)?.requested;
  if (!asked) return null;
  return (
    <p className="panel-asked form-span-2">
      {t('transfer.asked', {
        from: office(asked.fromDivision),
        name: asked.name,
        date: dateWords(shanghaiDate(asked.at), i18n.language),
        parts: asked.parts.map(partText).join(i18n.language === 'en' ? ', ' : '、'),
        reason: asked.reason,
      })}
    </p>
  );
}

/** 接收转办 */
export function TransferAcceptPanel(props: StepPanelProps<'transfer.accepted'>) {
  const { file, item, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('review');
  const { control, handleSubmit } = useForm({ resolver: zodResolver(payloads['transfer.accepted']) });
  return (
    <PanelFrame
      title={t('transfer.acceptTitle')}
      explain={t('transfer.acceptExplain')}
      submitLabel={t('transfer.accept')}
      busy={busy}
      onSubmit={() => void handleSubmit(onSubmit)()}
      onCancel={onCancel}
    >
      <TransferAsked file={file} item={item} />
      <StepField control={control} name="note" label={t('transfer.note')} required={false}>
        {(field) => <TextControl {...field} rows={2} />}
      </StepField>
    </PanelFrame>
  );
}

/** 退回转办 */
export function TransferReturnPanel({ file, item, ...rest }: StepPanelProps<'transfer.returned'>) {
  const { t } = useTranslation('review');
  return (
    <ReasonPanel
      title={t('transfer.returnTitle')}
      explain={t('transfer.returnExplain')}
      label={t('transfer.returnReason')}
      submitLabel={t('transfer.return')}
      dangerous
      {...rest}
    >
      <TransferAsked file={file} item={item} />
    </ReasonPanel>
  );
}

/** 收回转办 */
export function TransferRecallPanel({ file, item, ...rest }: StepPanelProps<'transfer.recalled'>) {
  const { t } = useTranslation('review');
  return (
    <ReasonPanel
      title={t('transfer.recallTitle')}
      explain={t('transfer.recallExplain')}
      label={t('transfer.recallReason')}
      submitLabel={t('transfer.recall')}
      {...rest}
    >
      <TransferAsked file={file} item={item} />
    </ReasonPanel>
  );
}
