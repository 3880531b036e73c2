import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '@shared/calendar/dates';
import { receivedOn } from '@shared/casework/caseState';
import { missingMaterials } from '@shared/casework/rules/application';
import { fromFormData } from '../../ui/form/formValues';
import { problemsOf } from '../../ui/form/placedProblem';
import { useProblemText } from '../../ui/form/useProblemText';
import { supplementItemsFor } from '../intake/supplementItemsFor';
import type { StepPanelProps } from './stepProps';
import { SupplementPanel } from './SupplementPanel';

/** The one-time notice for a case that was received before, prefilled from what its file still lacks. */
export function SupplementStep({ file, item, ...rest }: StepPanelProps<'supplement.requested'>) {
  const { t } = useTranslation('review');
  const lacking = missingMaterials(item, file.facts);
  const missing = item.materials.filter((material) => lacking.includes(material.id));
  const recordText = useProblemText('zh-CN');
  const problems = problemsOf(item, fromFormData(item.form, file.facts.form), receivedOn(file.facts));
  const initial = supplementItemsFor(problems, missing, recordText);
  const asked = file.facts.supplement;
  return (
    <SupplementPanel
      title={t(asked ? 'repeat.title' : 'supplement.title')}
      initial={initial}
      askedOn={asked && shanghaiDate(asked.at)}
      {...rest}
    />
  );
}
