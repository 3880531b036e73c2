import { expose, proxy, releaseProxy, type Endpoint, type ProxyMethods } from 'comlink';
import type { StoreApi } from './storeApi';

/** Exposes a store to the page: functions cross only as proxies, and a listener is let go when it is no longer told. */
export function exposeStore(api: StoreApi, endpoint?: Endpoint): void {
  const exposed: StoreApi = {
    ...api,
    async subscribe(listener) {
      const unsubscribe = await api.subscribe(listener);
      return proxy(() => {
        unsubscribe();
        (listener as Partial<ProxyMethods>)[releaseProxy]?.();
      });
    },
  };
  expose(exposed, endpoint);
}
