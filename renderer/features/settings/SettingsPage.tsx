import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Locale } from '@shared/catalogue/field';
import type { Device } from '@shared/bridge/session';
import { useLiveQuery } from '../../app/context';
import { useSettings } from '../../app/settingsContext';
import { BackupSection } from '../backup/BackupSection';
import { CalendarSection } from '../calendar/CalendarSection';
import { KeysSection } from '../keys/KeysSection';
import { FerrySection } from '../ferry/FerrySection';
import { PasswordSection } from '../password/PasswordSection';
import { StandInSection } from '../standin/StandInSection';
import { NetworkCost } from '../sync-status/NetworkCost';
import { AuditSection } from './AuditSection';
import { LedgerSection } from './LedgerSection';
import './settings.css';

/** 更多: what needs attention, language, type size, and what this device and this version are. */
export function SettingsPage({ version, device }: { version: string; device: Device | undefined }) {
  const { t } = useTranslation('settings');
  const { t: sync } = useTranslation('sync');
  const navigate = useNavigate();
  const { settings, change } = useSettings();
  const counts = useLiveQuery((store) => store.counts(), []);
  const attention = counts?.attention ?? 0;
  return (
    <div className="settings">
      <h1>{t('title')}</h1>
      <section>
        <h2>{t('attention')}</h2>
        <p>{attention === 0 ? t('attentionNone') : t('attentionSome', { count: attention })}</p>
        <Button type={attention > 0 ? 'primary' : 'default'} onClick={() => void navigate('/attention')}>
          {t('attentionOpen')}
        </Button>
      </section>
      <section>
        <h2>{t('display')}</h2>
        <div className="settings-row">
          <span id="settings-language">{t('language')}</span>
          <Segmented<Locale>
            tabIndex={-1}
            aria-labelledby="settings-language"
            value={settings.locale}
            onChange={(locale) => change({ locale })}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div className="settings-row">
          <span id="settings-type">{t('type')}</span>
          <Segmented<'normal' | 'large'>
            tabIndex={-1}
            aria-labelledby="settings-type"
            value={settings.largeType ? 'large' : 'normal'}
            onChange={(size) => change({ largeType: size === 'large' })}
            options={[
              { value: 'normal', label: t('typeNormal') },
              { value: 'large', label: t('typeLarge') },
            ]}
          />
        </div>
      </section>
      <section>
        <NetworkCost />
        <p className="settings-quiet">{sync('network.why')}</p>
      </section>
      <PasswordSection />
      <StandInSection />
      <CalendarSection />
      <BackupSection />
      <FerrySection />
      <KeysSection />
      <LedgerSection />
      <AuditSection />
      <section>
        <h2>{t('about')}</h2>
        <dl>
          <dt>{t('version')}</dt>
          <dd className="figures">{version}</dd>
          {device ? (
            <>
              <dt>{t('device')}</dt>
              <dd>{t('deviceIs', { name: device.deviceName, number: device.deviceNumber })}</dd>
              <dt>{t('office')}</dt>
              <dd>
                {device.divisionName} <span className="figures">{device.divisionCode}</span>
              </dd>
              <dt>{t('platform')}</dt>
              <dd>{device.platformUrl}</dd>
            </>
          ) : null}
        </dl>
      </section>
    </div>
  );
}
