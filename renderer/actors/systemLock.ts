import { lockMessageName } from '@shared/bridge/pageChannelNames';

/** Calls back when the system goes to sleep or is locked. Answers its unsubscribe. */
export function onSystemLock(listener: () => void): () => void {
  const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source === window && origin === window.location.origin && data === lockMessageName) listener();
  };
  window.addEventListener('message', onMessage);
  return () => window.removeEventListener('message', onMessage);
}
