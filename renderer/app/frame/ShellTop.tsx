import { LockOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { SyncButton } from '../../features/sync-status/SyncButton';
import { useSyncStatus } from '../../features/sync-status/useSyncStatus';
import { KeyHint } from '../../ui/KeyHint';
import { TopBar } from '../../ui/TopBar';
import { useSession } from '../context';
import type { SignInMode, Start } from '../session/sessionMachine';
import { useSettings } from '../settingsContext';

type Props = {
  mode: SignInMode;
  start: Start;
  onSearch: () => void;
  onLock: () => void;
  onSwitch: () => void;
  onSignOut: () => void;
};

/** Office and window, search, sync in words, type size, person, lock. */
export function ShellTop({ mode, start, onSearch, onLock, onSwitch, onSignOut }: Props) {
  const { t } = useTranslation('app');
  const { account, device } = useSession();
  const { settings, change } = useSettings();
  const reached = useSyncStatus()?.kind === 'live';
  const roles = account.roles.map((role) => t(`role.${role}`, { ns: 'case' })).join(t('listSeparator'));
  const search = (
    <button type="button" className="top-search" aria-keyshortcuts="Control+K" onClick={onSearch}>
      <SearchOutlined /> <span className="top-search-words">{t('top.search')}</span> <KeyHint keys="Ctrl+K" />
    </button>
  );
  return (
    <TopBar
      title={start.office?.officeName ?? device.divisionName}
      subtitle={start.office?.windowName ?? device.deviceName}
      search={search}
    >
      {/* Once the platform answers again the word would contradict the sync state beside it. */}
      {mode === 'offline' && !reached ? (
        <Tooltip title={t('top.offlineWhy')}>
          <span className="top-offline">{t('top.offline')}</span>
        </Tooltip>
      ) : null}
      <SyncButton platformUrl={device.platformUrl} />
      <Tooltip title={t(settings.largeType ? 'top.normalType' : 'top.largeType')}>
        <Button
          type="text"
          className="top-type"
          aria-pressed={settings.largeType}
          aria-label={t('top.largeType')}
          onClick={() => change({ largeType: !settings.largeType })}
        >
          {t('top.typeMark')}
        </Button>
      </Tooltip>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', label: `${account.divisionName} · ${roles}`, disabled: true },
            {
              key: 'language',
              label: t('top.otherLanguage'),
              onClick: () => change({ locale: settings.locale === 'en' ? 'zh-CN' : 'en' }),
            },
            { key: 'switch', label: t('top.switch'), extra: 'Ctrl+Shift+L', onClick: onSwitch },
            { key: 'signOut', label: t('top.signOut'), onClick: onSignOut },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} title={`${account.divisionName} · ${roles}`}>
          <span className="top-person">{account.name}</span>
        </Button>
      </Dropdown>
      <Tooltip title={t('top.lockWhy')}>
        <Button
          type="text"
          icon={<LockOutlined />}
          aria-label={t('top.lock')}
          aria-keyshortcuts="Control+L"
          onClick={onLock}
        >
          <KeyHint keys="Ctrl+L" />
        </Button>
      </Tooltip>
    </TopBar>
  );
}
