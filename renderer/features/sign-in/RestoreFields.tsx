import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { callMain } from '../../actors/bridge';

/** A backup to be restored with the enrolment: its file's name, once chosen, and what opens it. */
export type Restore = { name: string | undefined; passphrase: string };

/** Whether everything that is asked for a restoration is there; so it is where none is wanted. */
export const isComplete = (restore: Restore | undefined): boolean =>
  restore === undefined || (restore.name !== undefined && restore.passphrase.trim() !== '');

type Props = { restore: Restore | undefined; onChange: (restore: Restore | undefined) => void };

/** 从备份恢复: folded away until somebody asks for it. */
export function RestoreFields({ restore, onChange }: Props) {
  const { t } = useTranslation('signIn');
  if (!restore)
    return (
      <Button type="link" className="gate-more" onClick={() => onChange({ name: undefined, passphrase: '' })}>
        {t('enrol.restore')}
      </Button>
    );
  const choose = async () => {
    const chosen = await callMain('backup.choose', {});
    if (chosen.kind === 'chosen') onChange({ ...restore, name: chosen.name });
  };
  return (
    <>
      <p className="gate-hint">{t('enrol.restoreHint')}</p>
      <span className="gate-label" id="restore-file">
        {t('enrol.backupFile')}
      </span>
      <div className="gate-file">
        <Button aria-describedby="restore-file" onClick={() => void choose()}>
          {t('enrol.chooseFile')}
        </Button>
        <span className="figures">{restore.name ?? t('enrol.noFile')}</span>
      </div>
      <label htmlFor="restore-passphrase">{t('enrol.passphrase')}</label>
      <Input.Password
        id="restore-passphrase"
        className="figures"
        autoComplete="off"
        maxLength={200}
        value={restore.passphrase}
        onChange={(event) => onChange({ ...restore, passphrase: event.target.value })}
      />
      <Button type="link" className="gate-more" onClick={() => onChange(undefined)}>
        {t('enrol.restoreNot')}
      </Button>
    </>
  );
}
