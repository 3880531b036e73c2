import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useCallback, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '@shared/bridge/channels/appChannels';
import { callMain } from '../actors/bridge';
import { SettingsContext } from './settingsContext';
import { themeFor } from './theme';

/** Language and type size: given to the texts, to Ant Design, to dates and to the document itself. */
export function SettingsProvider({ initial, children }: { initial: Settings; children: ReactNode }) {
  const { i18n } = useTranslation();
  const [settings, setSettings] = useState(initial);
  const { locale, largeType } = settings;
  const change = useCallback(
    (part: Partial<Settings>) => {
      const next = { ...settings, ...part };
      setSettings(next);
      void callMain('settings.save', next);
    },
    [settings],
  );
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
    dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
    if (i18n.language !== locale) void i18n.changeLanguage(locale);
  }, [i18n, locale]);
  useLayoutEffect(() => {
    document.documentElement.dataset['type'] = largeType ? 'large' : 'normal';
  }, [largeType]);
  const inHand = useMemo(() => ({ settings, change }), [settings, change]);
  const theme = useMemo(() => themeFor(largeType), [largeType]);
  return (
    <SettingsContext value={inHand}>
      <ConfigProvider
        locale={locale === 'en' ? enUS : zhCN}
        theme={theme}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntApp className="lj-app">{children}</AntApp>
      </ConfigProvider>
    </SettingsContext>
  );
}
