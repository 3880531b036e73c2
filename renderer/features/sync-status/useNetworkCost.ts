import { useEffect, useState } from 'react';
import { useStore } from '../../app/context';
import { useSettings } from '../../app/settingsContext';

/** What the browser knows of the network; desktop systems tell little of it. */
type Connection = EventTarget & { saveData?: boolean; type?: string };

const connectionOf = () => (navigator as { connection?: Connection }).connection;

/** Whether the system itself says that data should be saved, or that the way leads over a mobile network. */
const systemSpares = () => {
  const connection = connectionOf();
  return connection?.saveData === true || connection?.type === 'cellular';
};

/** Tells sync whether large files are spared this network, by the person's setting or by what the system says. */
export function useNetworkCost(): void {
  const store = useStore();
  const { network } = useSettings().settings;
  const [bySystem, setBySystem] = useState(systemSpares);
  useEffect(() => {
    const connection = connectionOf();
    const look = () => setBySystem(systemSpares());
    connection?.addEventListener('change', look);
    return () => connection?.removeEventListener('change', look);
  }, []);
  const spares = network === 'auto' ? bySystem : network === 'metered';
  useEffect(() => void store.spareNetwork(spares), [store, spares]);
}
