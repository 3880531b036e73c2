import { Alert, Button, Popconfirm } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input, Output } from '@shared/bridge/channel';
import type { PageChannels } from '@shared/bridge/pageChannels';
import type { Delegation, DelegationsAnswer } from '@shared/protocol/delegation';
import { callMain } from '../../actors/bridge';
import { useSession } from '../../app/context';
import { DelegationForm } from './DelegationForm';
import './standin.css';

type Answer = Output<PageChannels['delegations.read']> | { kind: 'fault' };

const settled = (asked: Promise<Answer>) => asked.catch((): Answer => ({ kind: 'fault' }));

/** 代岗 (AB岗): lending one's roles to a colleague for a time, and what one has borrowed. Kept by the platform. */
export function StandInSection() {
  const { t } = useTranslation('standin');
  const session = useSession();
  const [answer, setAnswer] = useState<Answer>();
  const [known, setKnown] = useState<DelegationsAnswer>();
  const [giving, setGiving] = useState(false);
  const [busy, setBusy] = useState(false);
  const hear = useCallback((told: Answer) => {
    setAnswer(told);
    if (told.kind === 'delegations') setKnown(told.delegations);
    return told.kind === 'delegations';
  }, []);
  useEffect(() => {
    void settled(callMain('delegations.read', {})).then(hear);
  }, [hear]);
  const give = async (request: Input<PageChannels['delegations.give']>) => {
    setBusy(true);
    if (hear(await settled(callMain('delegations.give', request)))) setGiving(false);
    setBusy(false);
  };
  const line = (one: Delegation, who: string) => (
    <span className="figures">
      {t('line', {
        who,
        roles: one.roles.map((role) => t(`role.${role}`, { ns: 'case' })).join('、'),
        from: one.validFrom,
        to: one.validTo,
      })}
    </span>
  );
  return (
    <section className="stand-in" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className="stand-in-explain">{t('explain')}</p>
      {answer && answer.kind !== 'delegations' ? (
        <Alert type="warning" showIcon title={t(`failed.${answer.kind}`)} />
      ) : null}
      {known?.received.map((one) => (
        <p key={one.delegationId}>
          {t('received')} {line(one, one.from.name)}
        </p>
      ))}
      {known?.given.map((one) => (
        <p key={one.delegationId} className="stand-in-given">
          {t('given')} {line(one, one.to.name)}
          <Popconfirm
            title={t('revokeAsk', { name: one.to.name })}
            okText={t('revoke')}
            cancelText={t('keep')}
            onConfirm={async () => {
              const { delegationId } = one;
              hear(await settled(callMain('delegations.revoke', { delegationId })));
            }}
          >
            <Button size="small">{t('revoke')}</Button>
          </Popconfirm>
        </p>
      ))}
      {known && known.given.length + known.received.length === 0 ? <p>{t('none')}</p> : null}
      {giving && known ? (
        <DelegationForm
          account={session.account}
          colleagues={known.colleagues}
          busy={busy}
          onSubmit={(request) => void give(request)}
          onCancel={() => setGiving(false)}
        />
      ) : (
        <Button disabled={!known || known.colleagues.length === 0} onClick={() => setGiving(true)}>
          {t('give')}
        </Button>
      )}
    </section>
  );
}
