import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStore } from '../../app/context';
import { useSettings } from '../../app/settingsContext';

export type Command = { id: string; label: string; keys: string; run: () => void };

/** Everything that can be done from anywhere, by name. */
export function useCommands(onLock: () => void, onSignOut: () => void): readonly Command[] {
  const { t } = useTranslation('search');
  const { t: app } = useTranslation('app');
  const navigate = useNavigate();
  const store = useStore();
  const { settings, change } = useSettings();
  return useMemo(() => {
    const go = (path: string) => () => void navigate(path);
    return [
      { id: 'new', label: app('place.new'), keys: 'F2', run: go('/new') },
      { id: 'worklist', label: app('place.worklist'), keys: 'Alt+3', run: go('/worklist') },
      { id: 'today', label: app('place.today'), keys: 'Alt+1', run: go('/') },
      { id: 'attention', label: t('command.attention'), keys: '', run: go('/attention') },
      { id: 'oversight', label: app('place.oversight'), keys: 'Alt+5', run: go('/oversight') },
      { id: 'sync', label: t('command.sync'), keys: '', run: () => void store.syncNow() },
      { id: 'ferry', label: t('command.ferry'), keys: '', run: go('/ferry') },
      {
        id: 'type',
        label: app(settings.largeType ? 'top.normalType' : 'top.largeType'),
        keys: '',
        run: () => change({ largeType: !settings.largeType }),
      },
      {
        id: 'language',
        label: app('top.otherLanguage'),
        keys: '',
        run: () => change({ locale: settings.locale === 'en' ? 'zh-CN' : 'en' }),
      },
      { id: 'settings', label: app('place.more'), keys: 'Alt+6', run: go('/more') },
      { id: 'lock', label: app('top.lock'), keys: 'Ctrl+L', run: onLock },
      { id: 'signOut', label: app('top.signOut'), keys: '', run: onSignOut },
    ];
  }, [t, app, navigate, store, settings, change, onLock, onSignOut]);
}
