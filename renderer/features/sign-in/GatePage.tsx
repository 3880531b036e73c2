import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settingsContext';
import './signIn.css';

type Props = { title: string; subtitle: string; foot?: string; children: ReactNode };

/** The page before the work: name of the product, the one form, language and type size. */
export function GatePage({ title, subtitle, foot, children }: Props) {
  const { t: app } = useTranslation('app');
  const { settings, change } = useSettings();
  return (
    <div className="gate">
      <header className="gate-top">
        <strong>{app('product')}</strong>
        <span className="gate-choices">
          <Button
            type="text"
            aria-pressed={settings.largeType}
            onClick={() => change({ largeType: !settings.largeType })}
          >
            {app(settings.largeType ? 'top.normalType' : 'top.largeType')}
          </Button>
          <Button type="text" onClick={() => change({ locale: settings.locale === 'en' ? 'zh-CN' : 'en' })}>
            {app('top.otherLanguage')}
          </Button>
        </span>
      </header>
      <main className="gate-middle">
        <section className="gate-card">
          <h1>{title}</h1>
          <p className="gate-subtitle">{subtitle}</p>
          {children}
        </section>
      </main>
      <footer className="gate-foot">{foot}</footer>
    </div>
  );
}
