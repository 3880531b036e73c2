import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeFile } from '@shared/bridge/office';
import type { EnrolProblem, Enrolment } from '../../app/session/sessionMachine';
import { KeyHint } from '../../ui/KeyHint';
import { GatePage } from './GatePage';
import { isComplete, RestoreFields, type Restore } from './RestoreFields';
import { useEnrolProblemText } from './useProblemTexts';

type Props = {
  office: OfficeFile | undefined;
  problem: EnrolProblem | undefined;
  busy: boolean;
  onEnrol: (enrolment: Enrolment) => void;
};

/** 登记本机: once per device, prefilled from the office's file, so that one click is all there is to do. */
export function EnrolPage({ office, problem, busy, onEnrol }: Props) {
  const { t } = useTranslation('signIn');
  const problemText = useEnrolProblemText();
  const [platformUrl, setPlatformUrl] = useState(office?.platformUrl ?? '');
  const [code, setCode] = useState(office?.enrolmentCode ?? '');
  const [deviceName, setDeviceName] = useState(office?.windowName ?? '');
  const [restore, setRestore] = useState<Restore>();
  const urlWrong = platformUrl !== '' && !/^https?:\/\/[^\s/]+/.test(platformUrl.trim());
  const ready =
    platformUrl.trim() !== '' &&
    !urlWrong &&
    code.trim().length >= 4 &&
    deviceName.trim() !== '' &&
    isComplete(restore);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy)
      onEnrol({
        platformUrl: platformUrl.trim(),
        code: code.trim(),
        deviceName: deviceName.trim(),
        ...(restore ? { restore: { passphrase: restore.passphrase } } : {}),
      });
  };
  return (
    <GatePage title={t('enrol.title')} subtitle={office?.officeName ?? t('enrol.noOffice')}>
      <form className="gate-form" onSubmit={submit}>
        <p className="gate-hint">{t(office?.enrolmentCode ? 'enrol.ready' : 'enrol.explain')}</p>
        <label htmlFor="enrol-name">{t('enrol.deviceName')}</label>
        <Input
          id="enrol-name"
          maxLength={60}
          value={deviceName}
          onChange={(event) => setDeviceName(event.target.value)}
        />
        <label htmlFor="enrol-code">{t('enrol.code')}</label>
        <Input
          id="enrol-code"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <label htmlFor="enrol-url">{t('enrol.platform')}</label>
        <Input
          id="enrol-url"
          inputMode="url"
          status={urlWrong ? 'error' : ''}
          value={platformUrl}
          onChange={(event) => setPlatformUrl(event.target.value)}
        />
        {urlWrong ? <p className="gate-error">{t('enrol.urlWrong')}</p> : null}
        <RestoreFields restore={restore} onChange={setRestore} />
        {busy && restore ? (
          <p className="gate-hint" role="status">
            {t('enrol.restoring')}
          </p>
        ) : null}
        {problem && !busy ? <Alert type="error" showIcon title={problemText(problem)} /> : null}
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          autoFocus
          loading={busy}
          disabled={!ready}
        >
          {t(restore ? 'enrol.restoreSubmit' : 'enrol.submit')} <KeyHint keys="Enter" />
        </Button>
      </form>
    </GatePage>
  );
}
