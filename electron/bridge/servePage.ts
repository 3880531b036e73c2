import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Handlers } from '@shared/bridge/channel';
import { pageChannels, type PageChannels } from '@shared/bridge/pageChannels';
import { answerCall, BridgeFault } from './answerCall';
import { reportFault } from './reportFault';

/** Serves the page's channels to senders that `isOurPage` knows; everybody else is refused. */
export function servePage(
  handlers: Handlers<PageChannels>,
  isOurPage: (event: IpcMainInvokeEvent) => boolean,
): void {
  for (const channel of Object.keys(pageChannels))
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!isOurPage(event)) throw new BridgeFault('sender', channel);
      return answerCall(pageChannels, handlers, channel, input, reportFault);
    });
}
