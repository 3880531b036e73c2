import i18next from 'i18next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { HashRouter } from 'react-router';
import type { Session } from '@shared/bridge/session';
import type { MaskKind, Text } from '@shared/catalogue/field';
import { callMain } from '../actors/bridge';
import { ageInDays, isOld } from '../features/backup/backupAge';
import { RevealContext } from '../ui/revealContext';
import { onSystemLock } from '../actors/systemLock';
import { WorkingContext, type Say, type Working } from './context';
import { Shell } from './frame/Shell';
import type { OpenStore } from './session/openStore';
import type { SignInMode, Start } from './session/sessionMachine';

type Props = {
  session: Session;
  open: OpenStore;
  mode: SignInMode;
  /** Days until this account must sign in with a network, after a sign-in without. */
  offlineDaysLeft: number | undefined;
  /** When the password expires, where the platform has said so. */
  passwordExpiresAt: string | undefined;
  /** What the system's keyring held was gone and was made anew. */
  keyringRenewed: boolean;
  /** The same person came back to a locked screen: the place is the one that was left. */
  resumed: boolean;
  start: Start;
  onLock: () => void;
  /** Another person takes this window. */
  onSwitch: () => void;
  onSignOut: () => void;
};

/** What was said last in the status line, and when; asked anew, since the language may change after it was said. */
export type Said = { say: Say; at: string };

/** From how many days on a person is told. */
const fewDays = 7;
const daysBeforeExpiry = 14;

const daysUntil = (instant: string | undefined): number =>
  instant === undefined ? Infinity : Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 86_400_000));

/** Only the path: what was searched for stands behind it. */
const placeNow = () => (window.location.hash.slice(1).split('?')[0] ?? '').slice(0, 100);

/** Showing masked data is written into the audit journal; where that fails the data are shown all the same. */
const noteReveal = (mask: MaskKind) =>
  void callMain('audit.note', { mask, place: placeNow() }).catch(() => undefined);

const saidNow = (say: Say): Said => ({ say, at: new Date().toISOString() });

/** What a person is told of a store that was built anew: whether the platform still has to bring some of it. */
const builtAnew = (before: number, count: number, events: number): Say =>
  count < before
    ? (t) => t('status.fetching', { count, before })
    : (t) => t('status.rebuilt', { count, events });

/** Names of so many items fit into the status line. */
const namesShown = 3;

/** What a person is told of service items that the platform handed out. */
const catalogueTaken =
  (items: readonly Text[]): Say =>
  (t) => {
    const shown = items
      .slice(0, namesShown)
      .map((name) => (i18next.language === 'en' ? name.en : name['zh-CN']));
    const names = shown.join(t('listSeparator'));
    const count = items.length;
    return t('status.catalogueTaken', {
      names: count > namesShown ? t('status.namesAndMore', { names, count }) : names,
    });
  };

/** Somebody is at work: hands store, session and knowledge to every screen. */
export function WorkingApp({
  session,
  open,
  mode,
  offlineDaysLeft,
  passwordExpiresAt,
  keyringRenewed,
  resumed,
  start,
  onLock,
  onSwitch,
  onSignOut,
}: Props) {
  const [said, setSaid] = useState<Said>(() => {
    const { name } = session.account;
    const { cases, rebuilt, fromLedger } = open.opened;
    if (rebuilt || cases < open.casesBefore) return saidNow(builtAnew(open.casesBefore, cases, fromLedger));
    if (keyringRenewed) return saidNow((t) => t('status.keyringRenewed'));
    if (offlineDaysLeft !== undefined && offlineDaysLeft <= fewDays)
      return saidNow((t) => t('status.offlineFewDays', { count: offlineDaysLeft }));
    const passwordDays = daysUntil(passwordExpiresAt);
    if (passwordDays <= daysBeforeExpiry)
      return saidNow((t) => t('status.passwordFewDays', { count: passwordDays }));
    return saidNow((t) => t(mode === 'offline' ? 'status.signedInOffline' : 'status.signedIn', { name }));
  });
  const [calendar, replaceCalendar] = useState(open.known.calendar);
  const [account, setAccount] = useState(session.account);
  // Before the router reads the address: where somebody else was is not where this person begins.
  useState(() => {
    if (!resumed) window.location.replace('#/');
  });
  useEffect(() => onSystemLock(onLock), [onLock]);
  const announce = useCallback((say: Say) => setSaid(saidNow(say)), []);
  useEffect(
    () =>
      open.changes.listen((change) => {
        if (change.kind === 'renewed') announce(builtAnew(change.before, change.cases, change.fromLedger));
        if (change.kind === 'account') setAccount(change.account);
        if (change.kind === 'calendar') {
          replaceCalendar(change.years);
          const years = change.taken.join('、');
          announce((t) => t('status.calendarTaken', { years, count: change.moved }));
        }
        if (change.kind === 'catalogue') announce(catalogueTaken(change.names));
      }),
    [open, announce],
  );
  useEffect(() => {
    void callMain('backup.read', {}).then((state) => {
      const count = ageInDays(state);
      if (isOld(state)) announce((t) => t('status.backupOld', { count }));
    });
  }, [announce]);
  const working = useMemo<Working>(
    () => ({
      store: open.store,
      changes: open.changes,
      known: { ...open.known, calendar },
      session: { ...session, account },
      announce,
      replaceCalendar,
    }),
    [open, calendar, session, account, announce],
  );
  return (
    <WorkingContext value={working}>
      <RevealContext value={noteReveal}>
        <HashRouter>
          <Shell
            said={said}
            mode={mode}
            start={start}
            onLock={onLock}
            onSwitch={onSwitch}
            onSignOut={onSignOut}
          />
        </HashRouter>
      </RevealContext>
    </WorkingContext>
  );
}
