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

/**
 * Sends what webRequest never sees, a page's WebRTC and preconnections, to a proxy that does not exist: port 9 is `discard`,
 * which only the administrator of a machine could listen on. Not for a session that a development server feeds.
 */
export const leadNowhere = (session: Session): Promise<void> =>
  session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
