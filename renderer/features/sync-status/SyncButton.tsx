import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../actors/transfers';
import type { SyncStatus } from '../../store/storeApi';
import { SyncPanel } from './SyncPanel';
import { useSyncStatus } from './useSyncStatus';
import './syncStatus.css';

/** Which of the few words of the top bar tell the state. */
function wordsKey({ kind, pending, restoredChainDamaged }: SyncStatus): string {
  switch (kind) {
    case 'offline':
      return pending > 0 ? 'top.offlinePending' : 'top.offline';
    case 'strangeAnswer':
    case 'updateRequired':
    case 'signedOut':
      return `top.${kind}`;
    case 'connecting':
    case 'catchingUp':
    case 'live':
      if (pending > 0) return 'top.pending';
      if (kind !== 'live') return `top.${kind}`;
      return restoredChainDamaged ? 'top.restoredChainDamaged' : 'top.done';
  }
}

const toneOf = ({ kind, pending, restoredChainDamaged }: SyncStatus) =>
  kind === 'live' && pending === 0 && !restoredChainDamaged
    ? 'good'
    : kind === 'connecting' || kind === 'catchingUp'
      ? 'busy'
      : 'wait';

/** The state of sync in words, in the top bar; opens what it means and what waits. */
export function SyncButton({ platformUrl }: { platformUrl: string }) {
  const { t } = useTranslation('sync');
  const status = useSyncStatus();
  const [open, setOpen] = useState(false);
  const files = useTransfers().troubles.filter(({ why }) => why !== 'checking').length;
  if (!status) return null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<SyncPanel status={status} platformUrl={platformUrl} onClose={() => setOpen(false)} />}
    >
      <Badge
        count={status.attention + files}
        size="small"
        offset={[-6, 4]}
        title={t('attention', { count: status.attention + files })}
      >
        <Button
          type="text"
          className="sync-button"
          data-tone={toneOf(status)}
          data-kind={status.kind}
          aria-expanded={open}
        >
          <span className="sync-mark" aria-hidden="true" />
          {t(wordsKey(status), { count: status.pending })}
        </Button>
      </Badge>
    </Popover>
  );
}
