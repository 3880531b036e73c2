import { useMachine } from '@xstate/react';
import type { Settings } from '@shared/bridge/channels/appChannels';
import { RecoveryPage } from '../features/keys/RecoveryPage';
import { PasswordPage } from '../features/password/PasswordPage';
import { SignInPage } from '../features/sign-in/SignInPage';
import { EnrolPage } from '../features/sign-in/EnrolPage';
import { ErrorBoundary } from './ErrorBoundary';
import { idleMinutes } from './frame/idleMinutes';
import { FailedPage } from './FailedPage';
import { LeavingPage } from './LeavingPage';
import { OpeningPage } from './OpeningPage';
import { sessionLogic } from './session/sessionActors';
import { SettingsProvider } from './SettingsProvider';
import { Skeleton } from './Skeleton';
import { WorkingApp } from './WorkingApp';

const beforeAnythingIsKnown: Settings = { locale: 'zh-CN', largeType: false, network: 'auto' };

/** The window: what stands on it follows from where the session is. */
export function App() {
  const [snapshot, send] = useMachine(sessionLogic);
  const { start, session, opened, mode, offlineDaysLeft, password } = snapshot.context;
  if (snapshot.matches('starting')) return <Skeleton />;
  const screen = () => {
    if (snapshot.matches('failed') || snapshot.matches('recovering') || !start)
      return (
        <FailedPage
          busy={snapshot.matches('recovering')}
          notOpened={snapshot.context.notOpened}
          onRetry={() => send({ type: 'RETRY' })}
        />
      );
    if (snapshot.matches('working') && session && password?.mustChange)
      return (
        <PasswordPage
          account={session.account}
          idleMinutes={idleMinutes(start)}
          onChanged={(state) => send({ type: 'PASSWORD_CHANGED', state })}
          onSignOut={() => send({ type: 'SIGN_OUT' })}
        />
      );
    if (snapshot.matches('working') && session && opened)
      return (
        <WorkingApp
          session={session}
          open={opened}
          mode={mode}
          offlineDaysLeft={offlineDaysLeft}
          passwordExpiresAt={password?.expiresAt}
          keyringRenewed={snapshot.context.keyringRenewed}
          resumed={snapshot.context.lockedBy === session.account.loginName}
          start={start}
          onLock={() => send({ type: 'LOCK' })}
          onSwitch={() => send({ type: 'SWITCH' })}
          onSignOut={() => send({ type: 'SIGN_OUT' })}
        />
      );
    if (snapshot.matches('notEnrolled') || snapshot.matches('enrolling'))
      return (
        <EnrolPage
          office={start.office}
          problem={snapshot.context.enrolProblem}
          busy={snapshot.matches('enrolling')}
          onEnrol={(enrolment) => send({ type: 'ENROL', ...enrolment })}
        />
      );
    const { recoveryKey, recoveryProblem } = snapshot.context;
    if (recoveryKey && start.device)
      return (
        <RecoveryPage
          secret={recoveryKey}
          device={start.device}
          problem={recoveryProblem}
          onKept={() => send({ type: 'RECOVERY_KEPT' })}
          onLater={() => send({ type: 'RECOVERY_LATER' })}
        />
      );
    if (snapshot.matches('opening')) return <OpeningPage />;
    if (snapshot.matches('leaving')) return <LeavingPage />;
    return (
      <SignInPage
        accounts={start.accounts}
        device={start.device}
        windowName={start.office?.windowName}
        problem={snapshot.context.signInProblem}
        restored={snapshot.context.restored}
        lockedBy={snapshot.context.lockedBy}
        switching={snapshot.context.switching}
        busy={snapshot.matches('signingIn')}
        onSignIn={(credentials) => send({ type: 'SIGN_IN', ...credentials })}
        onSetAside={() => send({ type: 'SET_ASIDE' })}
      />
    );
  };
  return (
    <SettingsProvider initial={start?.settings ?? beforeAnythingIsKnown}>
      <ErrorBoundary>{screen()}</ErrorBoundary>
    </SettingsProvider>
  );
}
