import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnrolProblem, SignInProblem } from '../../app/session/sessionMachine';

/** Why the device could not be enrolled: what happened, what is safe, what next. */
export function useEnrolProblemText(): (problem: EnrolProblem) => string {
  const { t } = useTranslation('signIn');
  return useCallback((problem: EnrolProblem) => t(`enrolProblem.${problem.kind}`), [t]);
}

/** Why nobody was signed in. */
export function useSignInProblemText(): (problem: SignInProblem, secondsLeft: number) => string {
  const { t } = useTranslation('signIn');
  return useCallback(
    (problem: SignInProblem, secondsLeft: number) => {
      switch (problem.kind) {
        case 'firstSignInNeedsNetwork':
          return t('problem.firstSignInNeedsNetwork', {
            because: t(`unreachable.${problem.because.kind}`, { ns: 'case' }),
          });
        case 'keyringLost':
          return t('problem.keyringLost', {
            because: t(`unreachable.${problem.because.kind}`, { ns: 'case' }),
          });
        case 'waitBeforeRetry':
          return secondsLeft > 0
            ? t('problem.waitBeforeRetry', { count: secondsLeft })
            : t('problem.waitIsOver');
        case 'offlineTooLong':
          return t('problem.offlineTooLong', { count: problem.days });
        case 'ledgerDamaged':
          return t('problem.ledgerDamaged', {
            segment: problem.segment,
            offset: problem.offset,
            fault: t(`fault.${problem.fault}`, { ns: 'case' }),
          });
        default:
          return t(`problem.${problem.kind}`);
      }
    },
    [t],
  );
}
