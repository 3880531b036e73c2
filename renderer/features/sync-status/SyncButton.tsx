import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../actors/transfers';
import { sentence, topKey, toneOf } from './said';
import { SyncPanel } from './SyncPanel';
import { useNetworkCost } from './useNetworkCost';
import { useSyncStatus } from './useSyncStatus';
import './syncStatus.css';

/** The state of sync in words, in the top bar; opens what it means and what waits. */
export function SyncButton({ platformUrl }: { platformUrl: string }) {
  const { t } = useTranslation('sync');
  const status = useSyncStatus();
  const [open, setOpen] = useState(false);
  const files = useTransfers().troubles.filter(({ why }) => why !== 'checking').length;
  useNetworkCost();
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
          data-live={status.live}
          aria-expanded={open}
          aria-keyshortcuts="F5"
          title={open ? undefined : sentence(status, t)}
        >
          <span className="sync-mark" aria-hidden="true" />
          {t(topKey(status), { count: status.pending })}
        </Button>
      </Badge>
    </Popover>
  );
}
