import { Alert, Button, Popconfirm } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import { readRecoveryWords } from '@shared/sealing/recoveryWords';
import { callMain } from '../../actors/bridge';
import { useAnnounce, useSession } from '../../app/context';
import { momentWords } from '../../ui/DateText';
import { RecoveryField } from './RecoveryField';
import { RecoveryPaper } from './RecoveryPaper';
import './keys.css';

type Keys = Output<PageChannels['recovery.read']>;

/** 密钥: the office's recovery key and the data key of this device, for those who keep them. */
export function KeysSection() {
  const { t, i18n } = useTranslation('keys');
  const { device } = useSession();
  const announce = useAnnounce();
  const [keys, setKeys] = useState<Keys>();
  const [made, setMade] = useState<Uint8Array>();
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<'diskFull' | 'signInOnlineFirst'>();
  const look = useCallback(() => void callMain('recovery.read', {}).then(setKeys), []);
  useEffect(look, [look]);
  if (!keys) return null;

  const make = async (existing?: Uint8Array<ArrayBuffer>) => {
    setProblem(undefined);
    const { recoveryKey } = await callMain('recovery.make', existing ? { existing } : {});
    return recoveryKey;
  };
  const confirm = async () => {
    const { kind } = await callMain('recovery.confirm', {});
    if (kind === 'diskFull') {
      setProblem('diskFull');
      return;
    }
    setMade(undefined);
    setTyped(undefined);
    look();
    announce((say) => say('status.recoveryKept'));
  };
  const adopt = async () => {
    const read = readRecoveryWords(typed ?? '');
    if (read.kind !== 'secret') return;
    await make(new Uint8Array(read.secret));
    await confirm();
  };
  const discard = () => {
    setMade(undefined);
    void callMain('recovery.discard', {});
  };
  const replace = async () => {
    setProblem(undefined);
    // Where it works the page is begun anew and there is no answer.
    const { kind } = await callMain('keys.replace', {});
    if (kind !== 'replaced') setProblem(kind);
  };

  const { madeAt, mayMake, keyNumber } = keys;
  return (
    <section className="keys">
      <h2>{t('section')}</h2>
      <p>{t('explain')}</p>
      <dl>
        <dt>{t('title')}</dt>
        <dd>{madeAt === undefined ? t('none') : t('madeAt', { at: momentWords(madeAt, i18n.language) })}</dd>
        <dt>{t('dataKey')}</dt>
        <dd>{t('dataKeyIs', { number: keyNumber })}</dd>
      </dl>
      {madeAt === undefined && !made ? <Alert type="warning" showIcon title={t('missing')} /> : null}
      {problem ? <Alert type="error" showIcon title={t(`problem.${problem}`)} /> : null}
      {made ? (
        <RecoveryPaper
          secret={made}
          office={`${device.divisionName} · ${device.deviceName}`}
          problem={problem === 'diskFull' ? problem : undefined}
          onKept={() => void confirm()}
          onLater={discard}
        />
      ) : null}
      {typed === undefined || made ? null : (
        <form
          className="gate-form keys-adopt"
          onSubmit={(event) => {
            event.preventDefault();
            void adopt();
          }}
        >
          <RecoveryField typed={typed} onType={setTyped} autoFocus />
          <div className="recovery-buttons">
            <Button type="primary" htmlType="submit" disabled={readRecoveryWords(typed).kind !== 'secret'}>
              {t('adopt.submit')}
            </Button>
            <Button onClick={() => setTyped(undefined)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
      {mayMake ? (
        made || typed !== undefined ? null : (
          <div className="recovery-buttons">
            <Button
              type={madeAt === undefined ? 'primary' : 'default'}
              onClick={() => void make().then(setMade)}
            >
              {t(madeAt === undefined ? 'make' : 'makeAnew')}
            </Button>
            <Button onClick={() => setTyped('')}>{t('adopt.start')}</Button>
            <Popconfirm
              title={t('replace.ask')}
              description={<p className="gate-ask">{t('replace.what')}</p>}
              okText={t('replace.confirm')}
              cancelText={t('cancel')}
              onConfirm={() => void replace()}
            >
              <Button>{t('replace.start')}</Button>
            </Popconfirm>
          </div>
        )
      ) : (
        <p>{t('whose')}</p>
      )}
    </section>
  );
}
