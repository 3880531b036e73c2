import type { Session } from 'electron';

/** Refuses every permission, device and download, asked for by whomever. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Lets pages of a session load what `isAllowed` names and nothing else, whatever their policy says. */
export function blockNetwork(session: Session, isAllowed: (url: string) => boolean): void {
  const inPage = /^(blob|data|devtools):/;
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !inPage.test(details.url) && !isAllowed(details.url) }),
  );
}
