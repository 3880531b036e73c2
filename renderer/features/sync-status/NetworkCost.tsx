import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '@shared/bridge/channels/appChannels';
import { useSettings } from '../../app/settingsContext';

type Cost = Settings['network'];
const costs: readonly Cost[] = ['auto', 'metered', 'unmetered'];

/** Whether the network of this PC costs by the amount 按流量计费: then large files wait and everything else goes. */
export function NetworkCost() {
  const { t } = useTranslation('sync');
  const { settings, change } = useSettings();
  return (
    <div className="settings-row sync-network">
      <span id="settings-network">{t('network.title')}</span>
      <Segmented<Cost>
        tabIndex={-1}
        aria-labelledby="settings-network"
        value={settings.network}
        onChange={(network) => change({ network })}
        options={costs.map((value) => ({ value, label: t(`network.${value}`) }))}
      />
    </div>
  );
}
