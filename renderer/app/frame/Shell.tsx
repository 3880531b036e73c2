import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { SearchPalette } from '../../features/search/SearchPalette';
import { Frame } from '../../ui/Frame';
import { Rail } from '../../ui/Rail';
import { useAnnounce, useLiveQuery, useStore } from '../context';
import type { SignInMode, Start } from '../session/sessionMachine';
import type { Said } from '../WorkingApp';
import { ErrorBoundary } from '../ErrorBoundary';
import { idleMinutes } from './idleMinutes';
import { IdleNotice } from './IdleNotice';
import { KeysPanel } from './KeysPanel';
import { placeOf, places, type PlaceId } from './places';
import { PlaceRoutes } from './PlaceRoutes';
import { ShellStatus } from './ShellStatus';
import { ShellTop } from './ShellTop';
import { StorageNotice } from './StorageNotice';
import { useShellKeys } from './useShellKeys';

type Props = {
  said: Said;
  mode: SignInMode;
  start: Start;
  onLock: () => void;
  onSwitch: () => void;
  onSignOut: () => void;
};

/** The frame while somebody is at work: rail, top bar, status line, and the place in the middle. */
export function Shell({ said, mode, start, onLock, onSwitch, onSignOut }: Props) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const store = useStore();
  const announce = useAnnounce();
  const counts = useLiveQuery((store) => store.counts(), []);
  const [overlay, setOverlay] = useState<'search' | 'keys'>();
  const close = useCallback(() => setOverlay(undefined), []);
  useShellKeys({
    search: () => setOverlay('search'),
    sync: () => {
      void store.syncNow();
      announce((say) => say('asked', { ns: 'sync' }));
    },
    lock: onLock,
    another: onSwitch,
    showKeys: () => setOverlay((open) => (open === 'keys' ? undefined : 'keys')),
  });
  const countOf = (id: PlaceId): number => {
    if (id === 'today') return (counts?.overdue ?? 0) + (counts?.dueSoon ?? 0);
    if (id === 'worklist') return counts?.mine ?? 0;
    return id === 'more' ? (counts?.attention ?? 0) : 0;
  };
  const current = placeOf(pathname);
  return (
    <>
      <Frame
        rail={
          <Rail
            label={t('rail.label')}
            places={places.map(({ id, icon, keys }) => ({
              id,
              icon,
              keys,
              label: t(`place.${id}`),
              count: countOf(id),
              countMeans: t(`rail.count.${id}`, { count: countOf(id) }),
            }))}
            current={current}
            onGo={(id) => {
              const place = places.find((one) => one.id === id);
              if (place) void navigate(place.path);
            }}
          />
        }
        top={
          <ShellTop
            mode={mode}
            start={start}
            onSearch={() => setOverlay('search')}
            onLock={onLock}
            onSwitch={onSwitch}
            onSignOut={onSignOut}
          />
        }
        status={<ShellStatus said={said} place={current} />}
        notice={
          <>
            <IdleNotice minutes={idleMinutes(start)} onLock={onLock} />
            <StorageNotice />
          </>
        }
      >
        <ErrorBoundary key={pathname}>
          <PlaceRoutes version={start.version} device={start.device} />
        </ErrorBoundary>
      </Frame>
      {overlay === 'search' ? <SearchPalette onClose={close} onLock={onLock} onSignOut={onSignOut} /> : null}
      {overlay === 'keys' ? <KeysPanel onClose={close} /> : null}
    </>
  );
}
