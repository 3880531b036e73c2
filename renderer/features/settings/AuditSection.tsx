import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditAct, AuditEntry } from '@shared/audit/auditEntry';
import { callMain } from '../../actors/bridge';
import { momentWords } from '../../ui/DateText';

const shown = 50;

/** 安全日志: what was signed in to, shown, printed and exported on this PC, the newest first. */
export function AuditSection() {
  const { t, i18n } = useTranslation('settings');
  const { t: print } = useTranslation('print');
  const [entries, setEntries] = useState<AuditEntry[]>();
  const read = () => void callMain('audit.read', { limit: shown }).then(setEntries);
  const about = (act: AuditAct): string => {
    switch (act.what) {
      case 'signInFailed':
        return `${act.loginName} · ${t(`audit.reason.${act.reason}`)} · ${momentWords(act.at, i18n.language)}`;
      case 'signedIn':
        return t(`audit.mode.${act.mode}`);
      case 'printed':
        return `${print(`kind.${act.document}`)} · ${act.caseNumber}`;
      case 'revealed':
        return t(`audit.mask.${act.mask}`);
      case 'exported':
        return t(act.full ? 'audit.full' : 'audit.masked');
      case 'ferryExported':
      case 'ferryImported':
      case 'ferryCarried':
        return t('audit.bundle', { number: act.number, name: act.name });
      case 'calendarImported':
        return String(act.year);
      case 'recoveryKeyUsed':
        return `${t(`audit.purpose.${act.purpose}`)} · ${momentWords(act.at, i18n.language)}`;
      case 'recoveryKeyMade':
        return t(act.replaced ? 'audit.replaced' : 'audit.first');
      case 'checkedLedger':
        return t(act.holds ? 'audit.holds' : 'audit.holdsNot');
      default:
        return '';
    }
  };
  return (
    <section>
      <h2>{t('audit.title')}</h2>
      <p>{t('audit.explain')}</p>
      {entries?.length === 0 ? <p className="settings-quiet">{t('audit.none')}</p> : null}
      {entries && entries.length > 0 ? (
        <ol className="audit-list" aria-label={t('audit.title')} tabIndex={0}>
          {entries.map(({ id, at, name, act }) => (
            <li key={id}>
              <time className="figures" dateTime={at}>
                {momentWords(at, i18n.language)}
              </time>
              <span>{name}</span>
              <span>{t(`audit.what.${act.what}`)}</span>
              <span>{about(act)}</span>
            </li>
          ))}
        </ol>
      ) : null}
      <div className="settings-row">
        <Button onClick={read}>{t(entries ? 'audit.renew' : 'audit.show')}</Button>
      </div>
    </section>
  );
}
