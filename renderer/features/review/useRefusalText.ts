import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '@shared/casework/rules/refusal';
import { formFields, type ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { dateWords } from '../../ui/DateText';
import { useDivisionName } from '../../ui/form/useDivisionName';
import { useStateText } from '../casefile/useStateText';

/** Names in one sentence; the count stands in it anyhow. */
const mostNamed = 6;

/** Why the workflow does not take a step, as a sentence that names fields, materials and stages as the item does. */
export function useRefusalText(item: ServiceItem) {
  const { t, i18n } = useTranslation('case');
  const { t: own } = useTranslation('review');
  const text = useLocaleText();
  const stateText = useStateText(item);
  const office = useDivisionName();
  return useCallback(
    (refusal: Refusal): string => {
      const list = (all: string[]) => {
        const names = [...new Set(all)];
        const shown = names.slice(0, mostNamed).join(i18n.language === 'en' ? ', ' : '、');
        return names.length > mostNamed ? `${shown}…` : shown;
      };
      switch (refusal.kind) {
        case 'notNow':
          return t('refusal.notNow', { state: stateText(refusal.state) });
        case 'role':
          return t('refusal.role', { role: t(`role.${refusal.needs}`), level: t(`level.${refusal.level}`) });
        case 'otherOffice':
          return t('refusal.otherOffice', { level: t(`level.${refusal.needs}`) });
        case 'formIncomplete': {
          const ids = refusal.fields.map((path) => path.split('.')[0]);
          const named = formFields(item).filter((field) => ids.includes(field.id));
          const fields = list(named.map((field) => text(field.label)));
          return t('refusal.formIncomplete', { count: refusal.fields.length, fields });
        }
        case 'materialsMissing': {
          const named = item.materials.filter((material) => refusal.materials.includes(material.id));
          const materials = list(named.map((material) => text(material.name)));
          return t('refusal.materialsMissing', { count: refusal.materials.length, materials });
        }
        case 'materialsUnknown':
        case 'toleratedOutstanding': {
          const known = item.materials.filter((material) => refusal.materials.includes(material.id));
          const materials = list(known.length > 0 ? known.map(({ name }) => text(name)) : refusal.materials);
          return t(`refusal.${refusal.kind}`, { count: refusal.materials.length, materials });
        }
        case 'otherStage': {
          const stage = item.stages.find((one) => one.id === refusal.current);
          return t('refusal.otherStage', { current: stage ? text(stage.name) : refusal.current });
        }
        case 'tooFewStaff':
          return t('refusal.tooFewStaff', { needs: refusal.needs });
        case 'noticeRunning':
          return t('refusal.noticeRunning', { until: dateWords(refusal.until, i18n.language) });
        case 'notDeemedYet':
          return t('refusal.notDeemedYet', { from: dateWords(refusal.from, i18n.language) });
        case 'deemedFrom':
          return t('refusal.deemedFrom', { date: dateWords(refusal.date, i18n.language) });
        case 'extensionTooLong': {
          const unit = t(`unit.${item.limits.statutory.unit}`);
          return t('refusal.extensionTooLong', { most: refusal.most, unit });
        }
        case 'receiptIncomplete':
          return t('refusal.receiptIncomplete', {
            needs: list(refusal.needs.map((part) => own(`deliver.${part}`))),
          });
        case 'groundNotHere':
          return t('refusal.groundNotHere', {
            grounds: list(refusal.grounds.map((ground) => t(`termination.${ground}`))),
          });
        case 'inTransfer':
        case 'handledBy':
        case 'alreadyAsked':
          return t(`refusal.${refusal.kind}`, { office: office(refusal.division) });
        case 'assistanceAwaited': {
          const until = dateWords(refusal.until, i18n.language);
          return t('refusal.assistanceAwaited', { office: office(refusal.division), until });
        }
        case 'levelFixed':
          return t('refusal.levelFixed', { level: t(`level.${refusal.level}`) });
        case 'samePerson':
        case 'notOwnRequest':
        case 'lateInFuture':
        case 'beforeReceipt':
        case 'toleratedDeadline':
        case 'nothingTolerated':
        case 'supplementWasAsked':
        case 'secondSupplement':
        case 'notEarlierStage':
        case 'noSuchProcedure':
        case 'endsBeforeStart':
        case 'extensionPending':
        case 'noExtensionAsked':
        case 'alreadyExtended':
        case 'alreadyDelivered':
        case 'forwardedToWhom':
        case 'otherItem':
        case 'childrenDiffer':
        case 'noSuchChild':
        case 'alreadyRated':
        case 'noSuchCheck':
        case 'nothingChanged':
        case 'noTransfer':
        case 'officeNotLawful':
        case 'partsDiffer':
        case 'dueInPast':
        case 'noSuchRequest':
          return t(`refusal.${refusal.kind}`);
      }
    },
    [i18n.language, item, office, own, stateText, t, text],
  );
}
