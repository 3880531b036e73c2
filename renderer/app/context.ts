import type { Remote } from 'comlink';
import type { TFunction } from 'i18next';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { todayInShanghai } from '@shared/calendar/dates';
import type { CalendarYear } from '@shared/calendar/calendarData';
import type { CatalogueProblem } from '@shared/catalogue/catalogue';
import type { Text } from '@shared/catalogue/field';
import type { Role, ServiceItem } from '@shared/catalogue/serviceItem';
import type { Session } from '@shared/bridge/session';
import { workingRoles } from '@shared/protocol/account';
import type { StoreApi, StoreChange } from '../store/storeApi';
import { keepEqual } from './keepEqual';

/** Changes of the store, spread to every query of the page. `listen` returns its unsubscribe. */
export type StoreChanges = { listen: (listener: (change: StoreChange) => void) => () => void };

/** What this device knows apart from cases: the items in force and the working-day calendar. */
export type KnownThings = {
  items: ServiceItem[];
  /** Definition files that could not be read; the last good version of each is in force. */
  problems: CatalogueProblem[];
  calendar: CalendarYear[];
  /** The item of this code; of this version where it is here, else the newest one. */
  itemOf: (code: string, version?: number) => ServiceItem | undefined;
};

/** Words for the status line, made anew whenever the language changes; names its namespace itself. */
export type Say = (t: TFunction<'app'>) => string;

/** Everything that exists only while somebody is signed in. */
export type Working = {
  store: Remote<StoreApi>;
  changes: StoreChanges;
  session: Session;
  known: KnownThings;
  announce: (say: Say) => void;
  /** Other years of days off hold from now on, on every screen. */
  replaceCalendar: (years: CalendarYear[]) => void;
};

export const WorkingContext = createContext<Working | undefined>(undefined);

function useWorking(): Working {
  const working = useContext(WorkingContext);
  if (!working) throw new Error('nobody is signed in here');
  return working;
}

/** The store of the signed-in session. */
export const useStore = (): Remote<StoreApi> => useWorking().store;

/** Who is signed in, on which device. */
export const useSession = (): Session => useWorking().session;

/** The signed-in person's own roles, and those lent to them today 代岗. */
export const useWorkingRoles = (): readonly Role[] => workingRoles(useSession().account, todayInShanghai());

/** The items in force and the calendar. */
export const useKnown = (): KnownThings => useWorking().known;

/** What the store reports, as it happens. */
export const useChanges = (): StoreChanges => useWorking().changes;

/** Puts other years of days off in force on the page; the store is told apart. */
export const useReplaceCalendar = (): Working['replaceCalendar'] => useWorking().replaceCalendar;

/** Says in the status line what was saved last, in the language shown at any time; the time is added there. */
export const useAnnounce = (): ((say: Say) => void) => useWorking().announce;

/** A text of a definition in the language of the moment. */
export function useLocaleText(): (text: Text) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback((text: Text) => (language === 'en' ? text.en : text['zh-CN']), [language]);
}

const notOfSync = (change: StoreChange) => change.kind !== 'sync';

/**
 * Asks the store and asks again whenever a relevant change is reported. Answers `undefined` only before the first
 * answer; afterwards the old answer stays until the new one is there, so that nothing flashes, and what did not change in it
 * stays the same object, so that nothing is drawn again for nothing. `deps` are plain values
 * that `fetch` depends on. A failing query is a bug and reaches the error boundary.
 */
export function useLiveQuery<T>(
  fetch: (store: Remote<StoreApi>) => Promise<T>,
  deps: readonly unknown[],
  relevant: (change: StoreChange) => boolean = notOfSync,
): T | undefined {
  const { store, changes } = useWorking();
  const [answer, setAnswer] = useState<{ value: T }>();
  const latest = useRef({ fetch, relevant });
  useEffect(() => {
    latest.current = { fetch, relevant };
  });
  const key = JSON.stringify(deps);
  useEffect(() => {
    let ended = false;
    let asking = false;
    let askAgain = false;
    const ask = () => {
      if (asking) {
        askAgain = true;
        return;
      }
      asking = true;
      latest.current.fetch(store).then(
        (value) => {
          asking = false;
          if (ended) return;
          setAnswer((before) => {
            const kept = keepEqual(before?.value, value);
            return before && Object.is(kept, before.value) ? before : { value: kept };
          });
          if (askAgain) {
            askAgain = false;
            ask();
          }
        },
        (error: unknown) => {
          asking = false;
          if (!ended)
            setAnswer(() => {
              throw error;
            });
        },
      );
    };
    ask();
    const unlisten = changes.listen((change) => {
      if (latest.current.relevant(change)) ask();
    });
    return () => {
      ended = true;
      unlisten();
    };
  }, [store, changes, key]);
  return answer?.value;
}
