import type { IpcMainInvokeEvent, WebContents } from 'electron';

/** Whether a call comes from the main frame of our own window, showing our own page. */
export function isFromOurPage(
  event: IpcMainInvokeEvent,
  contents: WebContents | undefined,
  isOurs: (url: string) => boolean,
): boolean {
  const frame = event.senderFrame;
  if (!frame || !contents || event.sender !== contents) return false;
  return frame.parent === null && frame === contents.mainFrame && isOurs(frame.url);
}
