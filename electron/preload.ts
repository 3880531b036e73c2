import { contextBridge, ipcRenderer } from 'electron';
import { lockMessageName, pageChannelNames, workerPortName } from '@shared/bridge/pageChannelNames';

/** The two parts of the page's window that are used here: this room has no DOM types, because main has no DOM. */
declare const window: {
  location: { origin: string };
  postMessage: (message: string, targetOrigin: string, transfer?: readonly unknown[]) => void;
};

const names: readonly string[] = pageChannelNames;

/** All that a page can reach: calls by name from a literal list. Main parses every input again. */
contextBridge.exposeInMainWorld('longjiang', {
  call: (channel: string, input: unknown): Promise<unknown> =>
    names.includes(channel)
      ? ipcRenderer.invoke(channel, input)
      : Promise.reject(new Error('the bridge has no such channel')),
});

// A port cannot cross the context bridge; a window message carries it, to our own origin only.
ipcRenderer.on(workerPortName, (event) =>
  window.postMessage(workerPortName, window.location.origin, event.ports),
);

ipcRenderer.on(lockMessageName, () => window.postMessage(lockMessageName, window.location.origin));
