import { useTranslation } from 'react-i18next';
import type { Device } from '@shared/bridge/session';
import { GatePage } from '../sign-in/GatePage';
import { RecoveryPaper } from './RecoveryPaper';

type Props = {
  secret: Uint8Array;
  device: Device;
  problem: 'diskFull' | undefined;
  onKept: () => void;
  onLater: () => void;
};

/** 单位恢复密钥, right after the device was enrolled. */
export function RecoveryPage({ secret, device, problem, onKept, onLater }: Props) {
  const { t } = useTranslation('keys');
  const office = `${device.divisionName} · ${device.deviceName}`;
  return (
    <GatePage title={t('title')} subtitle={office}>
      <RecoveryPaper secret={secret} office={office} problem={problem} onKept={onKept} onLater={onLater} />
    </GatePage>
  );
}
